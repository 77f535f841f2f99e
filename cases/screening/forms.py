"""The form of a screening."""

from django import forms

from cases.screening.models import Screening
from nazorg.common.fields import LineField


class ScreeningForm(forms.Form):
    """The outcome is the button that was pressed; `seen` is the screening that the page showed."""

    note = LineField(label="Waarom?", max_length=300)
    outcome = forms.ChoiceField(
        choices=Screening.Outcome.choices,
        widget=forms.HiddenInput,
        error_messages={"required": "Kies een uitkomst.", "invalid_choice": "Kies een uitkomst."},
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
