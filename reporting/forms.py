"""What one can choose for Table 1. All of it stands in the address, so it holds no personal data."""

import re
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest
from django.utils import timezone

from reporting.figures.definitions import FIRST_YEAR, WrongYear, period
from reporting.figures.series import latest_year
from reporting.figures.table_one import Boundaries
from reporting.subjects import Asked, ask_years

_NOT_A_YEAR = "Dit is geen jaar. Kies een jaar uit de lijst, bijvoorbeeld 2013."


class TableOneForm(forms.Form):
    """The year, the year to compare with, and the municipal boundaries."""

    jaar = forms.IntegerField(label="Jaar", widget=forms.Select, error_messages={"invalid": _NOT_A_YEAR})
    met = forms.IntegerField(
        label="Vergelijk met", widget=forms.Select, required=False, error_messages={"invalid": _NOT_A_YEAR}
    )
    grenzen = forms.ChoiceField(
        label="Gemeentegrenzen",
        error_messages={"invalid_choice": "Kies voor de gemeentegrenzen ‘toen’ of ‘nu’."},
    )

    def __init__(self, data: Any, default_year: int, today: date) -> None:
        """`data` is the query; what it lacks gets a default: the year before, and the boundaries of then."""
        chosen = {"jaar": str(default_year), "grenzen": Boundaries.THEN.value} | {
            name: data[name].strip() for name in ("jaar", "met", "grenzen") if name in data
        }
        if "met" not in chosen and re.fullmatch(r"\d{4}", chosen["jaar"]):
            chosen["met"] = str(int(chosen["jaar"]) - 1) if int(chosen["jaar"]) > FIRST_YEAR else ""
        super().__init__(chosen)
        self.today = today
        years = [(str(year), str(year)) for year in range(today.year, FIRST_YEAR - 1, -1)]
        self.fields["jaar"].widget.choices = years
        self.fields["met"].widget.choices = [("", "niets"), *years]
        known = [year for year in (chosen["jaar"], chosen.get("met", "")) if (year, year) in years]
        then = f"zoals in {max(known)}" if known else "zoals toen"
        self.fields["grenzen"].choices = [("toen", then), ("nu", "zoals nu")]  # type: ignore[attr-defined]

    def _known_year(self, name: str) -> int | None:
        year: int | None = self.cleaned_data.get(name)
        if year is not None:
            try:
                period(year, self.today)
            except WrongYear as wrong:
                raise forms.ValidationError(str(wrong)) from wrong
        return year

    def clean_jaar(self) -> int | None:
        return self._known_year("jaar")

    def clean_met(self) -> int | None:
        """A year that can be reported on, and another one than the first."""
        year = self._known_year("met")
        if year is not None and year == self.cleaned_data.get("jaar"):
            raise forms.ValidationError("Kies een ander jaar om mee te vergelijken, of kies ‘niets’.")
        return year

    def chosen(self) -> tuple[list[int], Boundaries]:
        """The years, the first one first, and the boundaries. Only after `is_valid`."""
        years = [self.cleaned_data["jaar"], self.cleaned_data["met"]]
        return [year for year in years if year is not None], Boundaries(self.cleaned_data["grenzen"])

    def asked(self) -> Asked:
        """The same with the moment of asking. Only after `is_valid`."""
        years, boundaries = self.chosen()
        return ask_years(years, boundaries, timezone.now())


def years_form(request: HttpRequest) -> TableOneForm:
    """The choice that stands in the address; what it lacks is the latest year that is over, and the year before."""
    today = timezone.localdate()
    return TableOneForm(request.GET, latest_year(today), today)


def query_of(asked: Asked) -> str:
    """The choice as it stands in an address."""
    years = [each.year for each in asked.periods]
    return urlencode({
        "jaar": years[0], "met": years[1] if len(years) > 1 else "", "grenzen": asked.boundaries.value,
    })  # fmt: skip
