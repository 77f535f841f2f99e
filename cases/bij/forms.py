"""Forms about BIJ."""

from datetime import date
from typing import Any

from django import forms

from cases.bij.selectors import own_mayor
from cases.bij.services import CHANNELS, MOST_TEXT, MOST_WHY
from cases.disclosures.giving import Giving
from cases.disclosures.grounds import grounds_for
from cases.disclosures.models import Disclosure
from cases.dossiers.models import Case
from nazorg.common.fields import day_field
from nazorg.covenant.parties import Party
from partners.models import Unit
from partners.selectors import units_on

_LONG = "Maak de tekst korter: %(limit_value)d tekens is het meeste."


class WhyForm(forms.Form):
    """Why a case belongs to the group, or does not any more."""

    why = forms.CharField(
        label="Waarom?",
        max_length=MOST_WHY,
        error_messages={"required": "Zeg in een paar woorden waarom.", "max_length": _LONG},
        widget=forms.TextInput({"autocomplete": "off"}),
    )


class InformForm(forms.Form):
    """What the mayor was told, by which channel, when and on which ground."""

    unit = forms.ChoiceField(
        label="Wie?",
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Kies welke burgemeester u informeerde."),
    )
    text = forms.CharField(
        label="Wat vertelde u over de terugkeer?",
        max_length=MOST_TEXT,
        error_messages={"required": "Schrijf op wat u de burgemeester vertelde.", "max_length": _LONG},
        widget=forms.Textarea({"rows": 3}),
    )
    channel = forms.ChoiceField(label="Hoe", choices=[(one.value, one.label) for one in CHANNELS])
    ground = forms.ChoiceField(
        label="Grond", error_messages={"invalid_choice": "Kies een grond die op deze datum gold."}
    )
    on = day_field("Geïnformeerd op", "Vul in wanneer u de burgemeester informeerde.")

    def __init__(self, case: Case, today: date, data: Any = None) -> None:
        units = list(units_on(today).filter(party=Party.MAYOR))
        own = own_mayor(case, units)
        super().__init__(data, initial={"on": today, "unit": own.reference if own else ""})
        self.units: dict[str, Unit] = {unit.reference: unit for unit in units}
        choices = {
            "unit": [("", "kies"), *((reference, str(unit)) for reference, unit in self.units.items())],
            "ground": [(one.code, one.name) for one in grounds_for(Party.MAYOR, today)],
        }
        for name, found in choices.items():
            self.fields[name].choices = found  # type: ignore[attr-defined]

    def how(self) -> Giving:
        """How it was told; the form is valid."""
        given = self.cleaned_data
        return Giving(Disclosure.Kind.PARTNER, given["channel"], given["ground"], given["on"])
