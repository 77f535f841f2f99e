"""The year or quarter of the board's page. It stands in the address, so it holds no personal data."""

from datetime import date
from typing import Any

from django import forms

from reporting.figures.definitions import FIRST_YEAR, WrongYear, period, quarter


class BoardForm(forms.Form):
    """A year, or a quarter of it; what the address lacks is the year that it is given."""

    jaar = forms.IntegerField(
        label="Jaar", widget=forms.Select, error_messages={"invalid": "Dit is geen jaar. Kies een jaar uit de lijst."}
    )
    kwartaal = forms.TypedChoiceField(
        label="Kwartaal", required=False, coerce=int, empty_value=None,
        choices=[("", "hele jaar"), *((str(number), f"{number}e kwartaal") for number in range(1, 5))],
        error_messages={"invalid_choice": "Dit is geen kwartaal. Kies een kwartaal uit de lijst."},
    )  # fmt: skip

    def __init__(self, data: Any, default_year: int, today: date) -> None:
        super().__init__(
            {"jaar": str(default_year)} | {name: data[name].strip() for name in self.base_fields if name in data}
        )
        self.today = today
        self.fields["jaar"].widget.choices = [(str(year), str(year)) for year in range(today.year, FIRST_YEAR - 1, -1)]

    def clean(self) -> dict[str, Any]:
        """Find the period; one that cannot be reported on gets its sentence."""
        found = super().clean() or {}
        if "jaar" in found and "kwartaal" not in self.errors:
            try:
                number = found.get("kwartaal")
                found["span"] = (
                    quarter(found["jaar"], number, self.today) if number else period(found["jaar"], self.today)
                )
            except WrongYear as wrong:
                self.add_error("jaar", str(wrong))
        return found
