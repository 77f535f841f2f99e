"""Forms about statements."""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from cases.disclosures.grounds import grounds_of_police
from cases.dossiers.models import Case
from cases.involvement.choosing import units_to_ask
from cases.recipients import Recipient
from cases.statements.services import MOST_TEXT, MOST_WHY
from nazorg.common.fields import day_field
from nazorg.covenant.categories import Category
from nazorg.covenant.table import covenant_on
from partners.models import Unit

# So long agreed words hold where nobody says otherwise.
MONTHS = 6
_MUNICIPALITY = "gemeente"
_LONG = "Zeg het korter: %(limit_value)d tekens is het meeste."
_PLAIN = {"autocomplete": "off"}


def months_later(day: date, months: int) -> date:
    """The same day of the month so many months later; the last of that month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


class StatementForm(forms.Form):
    """What one recipient may be told, and until when."""

    recipient = forms.ChoiceField(
        label="Voor wie?", error_messages={"required": "Kies voor wie.", "invalid_choice": "Kies voor wie."}
    )
    text = forms.CharField(
        label="Wat mag deze ontvanger weten?",
        max_length=MOST_TEXT,
        help_text="Alleen deze zin gaat weg. Zet er geen gronden of bronnen in.",
        error_messages={
            "required": "Schrijf op wat verteld mag worden, of begin met een standaardtekst.",
            "max_length": _LONG,
        },
        widget=forms.Textarea({"rows": 4, "autocomplete": "off"}),
    )
    until = day_field("Geldig tot en met", "Vul in tot wanneer dit geldt.")
    of_police = forms.BooleanField(
        label="Dit rust op politie-informatie",
        required=False,
        help_text="Dan mag deze zin pas weg als de politie hem voor deze ontvanger vrijgaf. De bron gaat nooit mee.",
    )

    def __init__(self, case: Case, today: date, data: Any = None, initial: Mapping[str, str] | None = None) -> None:
        usual = {"recipient": _MUNICIPALITY if case.responsible else "", "until": months_later(today, MONTHS)}
        super().__init__(data, initial=usual | dict(initial or {}))
        self.case = case
        self.units = {code: one for code, one in units_to_ask(today).items() if _may_have_words(one, today)}
        municipality = [(_MUNICIPALITY, f"Gemeente {case.responsible}")] if case.responsible else []
        choices = [("", "Kies"), *municipality, *((code, str(one)) for code, one in self.units.items())]
        self.fields["recipient"].choices = choices  # type: ignore[attr-defined]

    @property
    def chosen(self) -> Recipient:
        """The recipient; the form is valid."""
        code = self.cleaned_data["recipient"]
        if code == _MUNICIPALITY and self.case.responsible is not None:
            return self.case.responsible
        return self.units[code]


def _may_have_words(unit: Unit, today: date) -> bool:
    return covenant_on(today).cell(unit.party_of, Category.STATEMENT).receive


class ReleaseForm(forms.Form):
    """That the police released the words: who, when, on which ground."""

    released_by = forms.CharField(
        label="Wie van de politie gaf dit vrij?",
        max_length=120,
        error_messages={"required": "Vul in wie van de politie dit vrijgaf.", "max_length": _LONG},
        widget=forms.TextInput(_PLAIN),
    )
    on = day_field("Vrijgegeven op", "Vul in wanneer dit werd vrijgegeven.")
    ground = forms.ChoiceField(
        label="Grond", error_messages={"invalid_choice": "Kies een grond die op deze datum gold."}
    )

    def __init__(self, number: int, today: date, data: Any = None) -> None:
        super().__init__(data, prefix=f"vrijgave{number}", initial={"on": today})
        self.fields["ground"].choices = [  # type: ignore[attr-defined]
            (one.code, one.name) for one in grounds_of_police(self._day() or today)
        ]

    def _day(self) -> date | None:
        if not self.is_bound:
            return None
        try:
            day: date | None = self.fields["on"].clean(self["on"].data)
        except forms.ValidationError:
            return None
        return day


class WithdrawForm(forms.Form):
    """Why the words may no longer be told."""

    why = forms.CharField(
        label="Waarom?",
        max_length=MOST_WHY,
        error_messages={"required": "Zeg in een paar woorden waarom.", "max_length": _LONG},
        widget=forms.TextInput(_PLAIN),
    )

    def __init__(self, number: int, data: Any = None) -> None:
        super().__init__(data, prefix=f"intrekken{number}")
