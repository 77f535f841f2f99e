"""Form fields that every app asks with in the same way."""

from datetime import date

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

_FIRST, _LAST = date(2000, 1, 1), date(2100, 12, 31)
_BETWEEN = "Vul een datum in van 2000 tot en met 2100."


def day_field(label: str, missing: str, *, required: bool = True, help_text: str = "") -> forms.DateField:
    """A day that the calendar can still count on from; `missing` says what to do where it is empty or no day."""
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        # A browser with a date control sends ISO; whoever types without one writes as on paper.
        input_formats=["%Y-%m-%d", "%d-%m-%Y"],
        widget=forms.DateInput({"class": "w-date", "type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": missing, "invalid": missing},
        validators=[MinValueValidator(_FIRST, _BETWEEN), MaxValueValidator(_LAST, _BETWEEN)],
    )
