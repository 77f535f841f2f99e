"""Forms about needs and consent."""

from datetime import date
from typing import Any

from django import forms

from cases.needs.models import Need
from nazorg.common.fields import NO_OFFENCE, day_field

_PLAIN = {"autocomplete": "off"}
_LONG = "Zeg het korter: %(limit_value)d tekens is het meeste."


class NeedForm(forms.Form):
    """A new need, and who takes care of it."""

    title = forms.CharField(
        label="Wat is er nodig?",
        max_length=200,
        help_text=f"Gaat mee in de overdracht. {NO_OFFENCE}",
        error_messages={"required": "Zeg in een paar woorden wat er nodig is.", "max_length": _LONG},
        widget=forms.TextInput(_PLAIN),
    )
    party = forms.CharField(
        label="Wie zorgt ervoor?",
        required=False,
        max_length=120,
        error_messages={"max_length": _LONG},
        widget=forms.TextInput(_PLAIN | {"list": "wie"}),
    )


class StepForm(forms.Form):
    """A dated step in a need."""

    status = forms.ChoiceField(label="Stand", choices=Need.Status.choices)
    text = forms.CharField(label="Wat is er gedaan?", required=False, widget=forms.Textarea({"rows": 2}))
    on = day_field("Wanneer", "Vul in wanneer dit was.")

    def __init__(self, need: Need, today: date, data: Any = None) -> None:
        super().__init__(data, prefix=f"stap{need.pk}", initial={"status": need.status, "on": today})
        self.need = need


class ConsentForm(forms.Form):
    """That the person agreed to passing on this area."""

    given_on = day_field("Gegeven op", "Vul in wanneer de toestemming is gegeven.")
    note = forms.CharField(
        label="Aan wie en hoe?",
        max_length=200,
        help_text="Bijvoorbeeld: mondeling, aan de MMD-er.",
        error_messages={"required": "Zeg aan wie en hoe de toestemming is gegeven.", "max_length": _LONG},
        widget=forms.TextInput(_PLAIN),
    )

    def __init__(self, today: date, data: Any = None) -> None:
        super().__init__(data, initial={"given_on": today})


class WithdrawForm(forms.Form):
    """When the person took it back."""

    on = day_field("Ingetrokken op", "Vul in wanneer de toestemming is ingetrokken.")

    def __init__(self, today: date, data: Any = None) -> None:
        super().__init__(data, prefix="intrekken", initial={"on": today})
