"""The form of a screening."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from cases.screening.models import Screening
from nazorg.common.fields import LineField


class ScreeningForm(forms.Form):
    """The outcome is the button that was pressed; `seen` is the screening that the page showed."""

    note = LineField(label="Waarom?", max_length=300)
    outcome = forms.CharField(required=False)
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Without a button there is no outcome; that is said at the top, since there is no field for it."""
        if self.cleaned_data.get("outcome") not in Screening.Outcome.values:
            raise ValidationError("Kies een uitkomst.")
        return self.cleaned_data
