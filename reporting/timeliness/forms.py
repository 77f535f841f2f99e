"""What one can choose for the figures of answer time and handoff. All of it stands in the address."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.dates import MONTHS

from municipalities.models import Municipality
from municipalities.selectors import region_on
from reporting.figures.definitions import FIRST_YEAR, WrongYear
from reporting.figures.timeliness import span
from reporting.timeliness.report import By, Choice


class YearForm(forms.Form):
    """The year; what the address lacks is the year that runs."""

    jaar = forms.IntegerField(
        label="Jaar", widget=forms.Select, error_messages={"invalid": "Dit is geen jaar. Kies een jaar uit de lijst."}
    )

    def __init__(self, data: Any, today: date) -> None:
        super().__init__(
            {"jaar": str(today.year)} | {name: data[name].strip() for name in self.base_fields if name in data}
        )
        self.today = today
        self.fields["jaar"].widget.choices = [(str(year), str(year)) for year in range(today.year, FIRST_YEAR - 1, -1)]

    def clean(self) -> dict[str, Any]:
        """Find the span; a year or month that cannot be reported on gets its sentence."""
        found = super().clean() or {}
        if "jaar" in found and "maand" not in self.errors:
            try:
                found["span"] = span(found["jaar"], found.get("maand"), self.today)
            except WrongYear as wrong:
                self.add_error("jaar", str(wrong))
            except ValueError as wrong:
                self.add_error("maand", str(wrong))
        return found


class TimelinessForm(YearForm):
    """The year or a month of it, the municipality, and what the rows are: months where one municipality is chosen."""

    maand = forms.TypedChoiceField(
        label="Maand", required=False, coerce=int, empty_value=None,
        choices=[("", "hele jaar"), *((str(number), name) for number, name in MONTHS.items())],
        error_messages={"invalid_choice": "Dit is geen maand. Kies een maand uit de lijst."},
    )  # fmt: skip
    gemeente = forms.ModelChoiceField(
        label="Gemeente", required=False, queryset=Municipality.objects.none(), to_field_name="code",
        empty_label="alle gemeenten",
        error_messages={"invalid_choice": "Deze gemeente hoort niet bij de regio. Kies er een uit de lijst."},
    )  # fmt: skip
    per = forms.ChoiceField(
        label="Regels", required=False, choices=[(by.value, f"per {by.value}") for by in By],
        error_messages={"invalid_choice": "Kies regels per gemeente of per maand."},
    )  # fmt: skip

    def __init__(self, data: Any, today: date) -> None:
        if "per" not in data:
            alone = data.get("gemeente") and not data.get("maand")
            data = {name: data[name] for name in data} | {"per": (By.MONTH if alone else By.MUNICIPALITY).value}
        super().__init__(data, today)
        regions = Municipality.objects.filter(Q(in_region=True) | Q(pk__in=region_on(today)))
        self.fields["gemeente"].queryset = regions  # type: ignore[attr-defined]

    def chosen(self) -> Choice:
        """What was chosen. Only after `is_valid`."""
        found = self.cleaned_data
        return Choice(found["span"], found["gemeente"], By(found["per"] or By.MUNICIPALITY))
