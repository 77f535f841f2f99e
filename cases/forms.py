"""Forms of the cases' pages."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone

from cases.course.models import Course
from cases.dossiers.models import Case
from cases.selectors import ORDERS, Wanted, years_of_opening
from municipalities.models import Municipality
from municipalities.selectors import existing_on
from nazorg.common.scope import current_scope


class CaseFilter(forms.Form):
    """Which cases to list. It goes by GET, so it holds nothing about a person."""

    gemeente = forms.ChoiceField(label="Gemeente", required=False)
    herkomst = forms.ChoiceField(label="Herkomst", required=False, choices=[("", "alle"), *Case.Origin.choices])
    jaar = forms.TypedChoiceField(label="Geopend in", required=False, coerce=int, empty_value=None)
    loop = forms.ChoiceField(label="Loop", required=False, choices=[("", "alle"), *Course.choices])
    beslissen = forms.BooleanField(label="Alleen te beslissen", required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        municipalities = Municipality.objects.filter(in_region=True).values_list("code", "name")
        self.fields["gemeente"].choices = [  # type: ignore[attr-defined]
            ("", "alle"),
            *municipalities,
            ("none", "geen gemeente"),
        ]
        years = [(str(year), str(year)) for year in reversed(years_of_opening(current_scope()))]
        self.fields["jaar"].choices = [("", "alle jaren"), *years]  # type: ignore[attr-defined]

    def wanted(self) -> Wanted:
        """What was asked for; a value that does not exist asks for nothing."""
        self.is_valid()
        given = self.cleaned_data
        order = self.data.get("op", "")
        name = order.removeprefix("-")
        known = name in ORDERS
        return Wanted(
            municipality=given.get("gemeente", ""),
            origin=given.get("herkomst", ""),
            year=given.get("jaar"),
            course=given.get("loop", ""),
            to_decide=bool(given.get("beslissen")),
            order=name if known else "geopend",
            descending=order.startswith("-") if known else True,
        )


class SearchForm(forms.Form):
    """Search box; posted, so that no name or number comes into an address or a log."""

    q = forms.CharField(
        label="Zoek een persoon of casus",
        min_length=2,
        max_length=120,
        help_text="Een naam (het begin volstaat), een geboortedatum (14-05-1971), kenmerk, SKN, BSN of GCOS-nummer.",
        error_messages={
            "required": "Vul in wie u zoekt.",
            "min_length": "Vul minstens twee letters in.",
            "max_length": "Zoek met minder woorden: 120 tekens is het meeste.",
        },
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        if settings.BSN_OFF:
            words = "Een naam (het begin volstaat), een geboortedatum (14-05-1971), een kenmerk, SKN of GCOS-nummer."
            self.fields["q"].help_text = words


class DecideForm(forms.Form):
    """For which municipality the case runs, or that there is no aftercare, and why. The button says which it is."""

    ASK, WITHOUT, REFUSE = "aannemen", "zonder", "geen"

    gemeente = forms.ModelChoiceField(
        Municipality.objects.none(),
        label="Gemeente",
        empty_label="kies",
        error_messages={"required": "Kies een gemeente, of kies Geen nazorg."},
    )
    waarom = forms.CharField(
        label="Waarom", max_length=200, error_messages={"required": "Zeg in een paar woorden waarom."}
    )

    def __init__(self, case: Case, data: object = None) -> None:
        super().__init__(data, initial={"gemeente": case.responsible_id})  # type: ignore[arg-type]
        self._case = case
        self._refuses = self.data.get("besluit") == self.REFUSE
        field = self.fields["gemeente"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  says so to the type checker
        field.required = not self._refuses
        field.queryset = existing_on(timezone.localdate()).order_by("-in_region", "position", "name")

    @property
    def asks(self) -> bool:
        """Whether the municipality is asked."""
        return self.data.get("besluit") == self.ASK

    @property
    def buttons(self) -> list[tuple[str, str]]:
        """The decisions to choose from. Nobody is asked about somebody who is free, so that is not offered then."""
        detention = self._case.detention
        without = (self.WITHOUT, "Neem aan zonder vraag")
        if detention is not None and detention.released_on is not None:
            offered = [without]
        elif self._case.to_decide in ("late", "released"):
            offered = [(self.ASK, "Neem casus aan, vraag gemeente"), without]
        else:
            offered = [(self.ASK, "Neem casus aan")]
        return [*offered, (self.REFUSE, "Geen nazorg")]

    def clean_gemeente(self) -> Municipality | None:
        """The chosen one; none where the case is refused, whatever stood in the list."""
        chosen: Municipality | None = self.cleaned_data["gemeente"]
        return None if self._refuses else chosen
