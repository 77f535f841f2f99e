"""Forms about what is urgent."""

from datetime import date
from typing import Any

from django import forms

from cases.notes.services import writable
from cases.urgency.models import Alert
from cases.urgency.selectors import professionals
from cases.urgency.services import CHANNELS, MOST, MOST_NAME, Message
from nazorg.common.fields import day_field
from nazorg.common.scope import Scope
from nazorg.covenant.parties import Party
from nazorg.covenant.table import covenant_on
from partners.models import Unit


class UrgentForm(forms.Form):
    """What is urgent, and to whom it was told."""

    text = forms.CharField(
        label="Wat is dringend?",
        max_length=MOST,
        error_messages={
            "required": "Schrijf op wat dringend is.",
            "max_length": "Maak het bericht korter: %(limit_value)d tekens is het meeste.",
        },
        widget=forms.Textarea({"rows": 3}),
    )
    category = forms.ChoiceField(
        label="Soort",
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Kies wat voor soort gegevens dit zijn."),
        help_text="Daarvan hangt af wie het mag weten.",
    )
    people = forms.MultipleChoiceField(
        label="Aan wie?",
        error_messages={
            "required": "Kies aan wie u dit meldt.",
            "invalid_choice": "Een van deze mensen werkt niet meer met ons. Kies opnieuw.",
        },
        widget=forms.CheckboxSelectMultiple,
    )
    channel = forms.ChoiceField(label="Hoe", choices=[(one.value, one.label) for one in CHANNELS])
    ground = forms.ChoiceField(
        label="Grond", required=False, error_messages={"invalid_choice": "Kies een grond die vandaag geldt."}
    )

    def __init__(self, scope: Scope, today: date, data: Any = None) -> None:
        super().__init__(data)
        self.professionals = {key: one for key, one in professionals(today).items() if one.unit.party_of != Party.MAYOR}
        grounds = [(one.code, one.name) for one in covenant_on(today).grounds_on(today)]
        choices = {
            "category": [("", "kies"), *((one.value, str(one.label).partition(" (")[0]) for one in writable(scope))],
            "people": [(key, f"{one.name}, {one.unit}") for key, one in self.professionals.items()],
            "ground": [("", "de gebruikelijke grond voor elk onderdeel"), *grounds],
        }
        for name, found in choices.items():
            self.fields[name].choices = found  # type: ignore[attr-defined]

    def message(self) -> Message:
        """What is told; the form is valid."""
        given = self.cleaned_data
        return Message(given["text"], given["category"], given["channel"], given["ground"])

    def people_by_unit(self) -> dict[Unit, list[str]]:
        """To whom, by unit; the form is valid."""
        found: dict[Unit, list[str]] = {}
        for key in self.cleaned_data["people"]:
            one = self.professionals[key]
            found.setdefault(one.unit, []).append(one.name)
        return found


class AcknowledgeForm(forms.Form):
    """Who said to have it, and when."""

    who = forms.CharField(
        label="Bevestigd door",
        max_length=MOST_NAME,
        error_messages={
            "required": "Zeg wie dit bevestigde.",
            "max_length": "Maak de naam korter: %(limit_value)d tekens is het meeste.",
        },
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    on = day_field("Op", "Vul in wanneer dit bevestigd is.")

    def __init__(self, alert: Alert, today: date, data: Any = None) -> None:
        super().__init__(data, prefix=f"bevestigd{alert.pk}", initial={"who": alert.name, "on": today})
        self.alert = alert
