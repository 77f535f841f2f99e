"""Forms about the clock of a case, and about the municipality that it belongs to."""

from datetime import date
from typing import Any

from django import forms

from cases.chain.models import Chain
from cases.dossiers.models import Case
from municipalities.models import Municipality
from municipalities.selectors import existing_on
from nazorg.common.fields import day_field

_PLAIN = {"autocomplete": "off"}
_LONG = "Zeg het korter: %(limit_value)d tekens is het meeste."


def _why(label: str, missing: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=200,
        error_messages={"required": missing, "max_length": _LONG},
        widget=forms.TextInput(_PLAIN),
    )


class PauseForm(forms.Form):
    """Why the clock stops."""

    why = forms.ChoiceField(
        label="Waarom stopt de klok?",
        choices=Chain.Paused.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies waarom de klok stopt."},
    )
    note = forms.CharField(
        label="Toelichting",
        required=False,
        max_length=200,
        help_text="Alleen voor het Veiligheidshuis. Nodig bij een andere reden.",
        error_messages={"max_length": _LONG},
        widget=forms.TextInput(_PLAIN),
    )


class ExtendForm(forms.Form):
    """Until when the municipality gets, and why."""

    until = day_field("Tot en met", "Kies tot wanneer de gemeente uitstel krijgt.")
    why = _why("Waarom?", "Zeg in een paar woorden waarom er uitstel is.")

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["why"].help_text = "De gemeente leest dit."


class MoveForm(forms.Form):
    """To which municipality a case goes, and why; what notifications proposed stands chosen."""

    to = forms.ModelChoiceField(
        Municipality.objects.none(),
        label="Naar welke gemeente?",
        empty_label="kies",
        error_messages={"required": "Kies een gemeente.", "invalid_choice": "Kies een gemeente uit de lijst."},
    )
    why = _why("Waarom?", "Zeg in een paar woorden waarom.")

    def __init__(self, case: Case, today: date, data: Any = None) -> None:
        super().__init__(data, initial={"to": case.move_to_id})
        field = self.fields["to"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  says so to the type checker
        others = existing_on(today).exclude(pk=case.responsible_id or 0)
        field.queryset = others.order_by("-in_region", "position", "name")

    @property
    def chosen(self) -> Municipality | None:
        """The municipality that was chosen, also while the reason lacks."""
        self.is_valid()
        found: Municipality | None = self.cleaned_data.get("to")
        return found


class StayForm(forms.Form):
    """Why a case stays where it is."""

    why = _why("Waarom?", "Zeg in een paar woorden waarom.")
