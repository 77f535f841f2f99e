"""Forms about target groups."""

from datetime import date
from typing import Any

from django import forms

from cases.targets.models import MOST_DETENTIONS, Group
from nazorg.common.fields import LineField, TextField, day_field
from partners.models import Unit
from partners.selectors import units_on

_WHY = "Zeg in een paar woorden waarom."


class FindingForm(forms.Form):
    """A person's word on one group."""

    belongs = forms.TypedChoiceField(
        label="Hoort deze casus erbij?",
        choices=[("ja", "ja"), ("nee", "nee")],
        coerce=lambda value: value == "ja",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies ja of nee.", "invalid_choice": "Kies ja of nee."},
    )
    why = LineField(label="Waarom?", max_length=300, missing=_WHY)

    def __init__(self, group: Group, data: Any = None) -> None:
        super().__init__(data, prefix=group.value)
        self.group = group


class KnownBeforeForm(forms.Form):
    """Detentions that are not registered here."""

    number = forms.IntegerField(
        label="Hoeveel eerdere detenties staan hier niet?",
        min_value=0,
        max_value=MOST_DETENTIONS,
        widget=forms.NumberInput({"class": "w-date", "autocomplete": "off"}),
        error_messages={
            "required": "Vul een aantal in.",
            "invalid": "Vul een aantal in, in cijfers.",
            "min_value": "Vul 0 in, of meer.",
            "max_value": "Vul hoogstens %(limit_value)d in.",
        },
    )
    source = LineField(
        label="Van wie of waaruit weet u dat?", max_length=200, missing="Zeg van wie of waaruit u dit weet."
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, prefix="eerder")


class ConcernForm(forms.Form):
    """A partner brought somebody in."""

    who = LineField(label="Wie heeft de zorgen?", max_length=120, missing="Zeg wie de zorgen heeft.")
    unit = forms.ModelChoiceField(
        queryset=Unit.objects.none(),
        label="Onderdeel van een partner",
        required=False,
        empty_label="geen of onbekend",
        error_messages={"invalid_choice": "Kies een onderdeel uit de lijst."},
    )
    on = day_field("Wanneer?", "Vul in wanneer de partner dit zei.")
    why = TextField(label="Waarover gaan de zorgen?", max_length=2_000, missing="Zeg waarover de zorgen gaan.",
                    widget=forms.Textarea({"rows": 3}))  # fmt: skip

    def __init__(self, today: date, data: Any = None) -> None:
        super().__init__(data, prefix="zorg", initial={"on": today})
        self.fields["unit"].queryset = units_on(today)  # type: ignore[attr-defined]
