"""Forms of the working lists."""

from contextlib import suppress
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from cases.requests.lists import NO_MUNICIPALITY, Wanted, institutions_in
from cases.requests.sending import MOST_WORDS
from municipalities.models import Municipality
from nazorg.common.references import clean_reference
from nazorg.common.scope import Scope

# As many as a page of a list holds.
MOST_CHOSEN = 50


class ListFilter(forms.Form):
    """What a list is narrowed to. It goes by GET, so it holds nothing about a person."""

    gemeente = forms.ChoiceField(label="Gemeente", required=False)
    pi = forms.ChoiceField(label="PI", required=False)

    def __init__(self, slug: str, scope: Scope, today: date, data: Any) -> None:
        super().__init__(data)
        self.slug = slug
        municipalities = Municipality.objects.filter(in_region=True).values_list("code", "name")
        self._offer("gemeente", [("", "alle"), *municipalities, (NO_MUNICIPALITY, "geen gemeente")])
        self._offer("pi", [("", "alle"), *((name, name) for name in institutions_in(slug, scope, today))])

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def wanted(self) -> Wanted:
        """The list as asked for; a value that does not exist asks for nothing."""
        self.is_valid()
        return Wanted(self.slug, self.cleaned_data.get("gemeente", ""), self.cleaned_data.get("pi", ""))


def chosen_cases(request: HttpRequest) -> list[str]:
    """The references of the cases that were ticked, in the address or in what was posted."""
    given = request.POST if request.method == "POST" else request.GET
    found = []
    for text in given.getlist("casus")[:MOST_CHOSEN]:
        with suppress(ValidationError):
            found.append(clean_reference(text))
    return found


class SendForm(forms.Form):
    """How requests were asked of a municipality where nobody can log in; empty leaves those where they are."""

    elders = forms.CharField(
        label="Hoe stelde u de vraag buiten Nazorg om?",
        max_length=MOST_WORDS,
        required=False,
        help_text="Bijvoorbeeld: gemaild aan de balie Zorg. Zonder dit blijft de vraag staan.",
        error_messages={"required": "Zeg hoe u de vraag stelde: wie u belde of mailde."},
    )

    def __init__(self, *, needed: bool, data: Any = None) -> None:
        super().__init__(data)
        self.fields["elders"].required = needed
