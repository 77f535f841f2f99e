"""The form of a profile."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.http import QueryDict

from cases.profiles.models import Level
from cases.profiles.selectors import TERMS
from cases.profiles.services import Words
from cases.profiles.words import TERM_LABELS
from nazorg.common.fields import LineField, TextField, day_field
from nazorg.common.plain import one_line

# Ticks to choose from in each group; the rest is found while typing.
_TICKS = 10
_MOST_TERMS, _LONGEST_TERM = 20, 60
_BETWEEN_TERMS = re.compile(r"[,;\n]")


class TermsField(forms.MultipleChoiceField):
    """Ticked terms; any term that is posted is one, since others may have been used meanwhile."""

    widget = forms.CheckboxSelectMultiple

    def valid_value(self, value: str) -> bool:
        """Words are no choice out of a list."""
        return True


class ProfileForm(forms.Form):
    """Level and one sentence of grounds are required, the rest is not. `seen` is the version it started from."""

    mark_required = True

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    taken_from = forms.IntegerField(widget=forms.HiddenInput, required=False)
    level = forms.ChoiceField(
        label="Hoe groot schat u het risico op herhaling?",
        choices=Level.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Kies hoe u het risico inschat.",
            "invalid_choice": "Kies hoe u het risico inschat.",
        },
    )
    grounds = LineField(
        label="Waarop baseert u dat, in één zin?",
        max_length=300,
        missing="Zeg in één zin waarop u dit baseert.",
        widget=forms.Textarea({"rows": 2}),
    )
    text = TextField(label="Toelichting", max_length=8_000, widget=forms.Textarea({"rows": 5}))
    actions = TextField(label="Wat moet er gebeuren?", max_length=4_000, widget=forms.Textarea({"rows": 3}))
    valid_until = day_field("Geldig tot en met", "Vul in tot wanneer dit profiel geldt.")

    def __init__(
        self, used: Mapping[str, list[str]], initial: Mapping[str, Any], data: QueryDict | None = None
    ) -> None:
        super().__init__(data, initial=dict(initial))
        self._used = used
        for name in TERMS:
            posted = data.getlist(name) if data is not None else initial.get(name, ())
            shown = list(dict.fromkeys([*posted, *used[name][:_TICKS]]))
            self.fields[name] = TermsField(
                label=TERM_LABELS[name], required=False, choices=[(term, term) for term in shown]
            )
            self.fields[f"{name}_more"] = LineField(
                label=f"{TERM_LABELS[name]}, andere" if shown else TERM_LABELS[name],
                max_length=600,
                help_text="Zet komma’s tussen termen.",
                widget=forms.TextInput({"list": f"{name}-gebruikt"}),
            )
        for name in TERMS:
            if not self.fields[name].choices:  # type: ignore[attr-defined]  # a TermsField
                del self.fields[name]

    @property
    def groups(self) -> list[tuple[str, BoundField | None, BoundField, list[str]]]:
        """Per group its label, the ticks where there are any, the field for other terms, and what that suggests."""
        return [
            (
                TERM_LABELS[name],
                self[name] if name in self.fields else None,
                self[f"{name}_more"],
                self._used[name][_TICKS:],
            )
            for name in TERMS
        ]

    def clean(self) -> dict[str, Any]:
        """Ticked and typed terms together, each once and spelled as before."""
        for name in TERMS:
            typed = _BETWEEN_TERMS.split(self.cleaned_data.get(f"{name}_more", ""))
            try:
                self.cleaned_data[name] = _terms([*self.cleaned_data.get(name, []), *typed], self._used[name])
            except ValidationError as wrong:
                self.add_error(f"{name}_more", wrong)
        return self.cleaned_data

    def words(self) -> Words:
        """What was written."""
        names = ("level", "grounds", "valid_until", "text", "actions", *TERMS)
        return Words(**{name: self.cleaned_data[name] for name in names})


def _terms(given: Iterable[str], used: list[str]) -> tuple[str, ...]:
    """Terms as they were spelled before, each once, in the order given."""
    spelled = {term.casefold(): term for term in reversed(used)}
    terms: dict[str, str] = {}
    for raw in given:
        term = one_line(raw)
        if term:
            terms.setdefault(term.casefold(), spelled.get(term.casefold(), term))
    if len(terms) > _MOST_TERMS:
        raise ValidationError(f"Kies hoogstens {_MOST_TERMS} termen.")
    if any(len(term) > _LONGEST_TERM for term in terms):
        raise ValidationError(
            f"Een term is hoogstens {_LONGEST_TERM} tekens lang. Zet komma’s ertussen, en zinnen in de toelichting."
        )
    return tuple(terms.values())
