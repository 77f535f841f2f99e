"""Forms of the annual report."""

from typing import Any

from django import forms

from nazorg.common.fields import TextField
from reporting.annual.models import AnnualReport, AnnualText
from reporting.annual.texts import MOST


class TextForm(forms.Form):
    """The text of a chapter, and the version that the writer started from."""

    text = TextField(
        label="Tekst",
        max_length=MOST,
        help_text="Een witregel begint een nieuwe alinea. Noem geen personen: iedereen mag dit verslag lezen.",
        widget=forms.Textarea({"rows": 16}),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, latest: AnnualText | None, data: Any = None) -> None:
        initial = {"text": latest.text, "seen": latest.number} if latest else {"text": "", "seen": 0}
        super().__init__(data, initial=initial)


class BoundariesForm(forms.Form):
    """By which municipal boundaries the report counts."""

    boundaries = forms.ChoiceField(
        label="Gemeentegrenzen",
        error_messages={"invalid_choice": "Kies de gemeentegrenzen van het jaar, of die van nu."},
    )

    def __init__(self, report: AnnualReport, data: Any = None) -> None:
        super().__init__(data, initial={"boundaries": report.boundaries})
        choices = [("toen", f"zoals in {report.year}"), ("nu", "zoals nu")]
        self.fields["boundaries"].choices = choices  # type: ignore[attr-defined]
