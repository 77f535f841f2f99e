"""The form with which one difference is explained."""

from django import forms

from cases.differences.models import Why
from cases.differences.services import MOST
from nazorg.common.fields import day_field


class ExplanationForm(forms.Form):
    """Why it is so; or a task with a day."""

    why = forms.ChoiceField(
        label="Uitleg", choices=[("", "kies"), *Why.choices],
        error_messages={"required": "Kies een uitleg.", "invalid_choice": "Kies een uitleg uit de lijst."},
    )  # fmt: skip
    text = forms.CharField(
        label="Toelichting", required=False, max_length=MOST,
        error_messages={"max_length": "Maak de toelichting korter: %(limit_value)d tekens is het meeste."},
    )  # fmt: skip
    due_on = day_field("Uitzoeken vóór of op", "", required=False, help_text="Alleen bij ‘nog uitzoeken’.")
