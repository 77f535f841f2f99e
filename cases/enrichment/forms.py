"""Forms about enrichment: what is asked to whom, what each is told with it, and what was answered."""

from datetime import date
from typing import Any

from django import forms

from cases.disclosures.grounds import grounds_for
from cases.disclosures.partner_packs import PartnerOffer, offer_for
from cases.dossiers.models import Case
from cases.enrichment.models import Asking
from cases.enrichment.services import CHANNELS, MOST, MOST_DAYS, USUAL_DAYS, Told, answer_categories
from cases.involvement.choosing import grouped_choices, units_to_ask
from cases.involvement.models import Participation
from nazorg.common.fields import NO_SECRETS, day_field
from nazorg.common.scope import Scope
from partners.models import Unit

_LONGER = f"Kies een termijn van 1 tot en met {MOST_DAYS} werkdagen."
# With a question goes by itself who it is about; the rest one ticks.
_USUAL_PARTS = ["person"]


class AskForm(forms.Form):
    """What one wants to know, of whom, and by when."""

    question = forms.CharField(
        label="Wat wilt u weten?",
        max_length=MOST,
        help_text=f"Ieder onderdeel krijgt deze woorden; de administratie kan ze lezen. {NO_SECRETS}",
        error_messages={
            "required": "Schrijf op wat u wilt weten.",
            "max_length": "Maak de vraag korter: %(limit_value)d tekens is het meeste.",
        },
        widget=forms.Textarea({"rows": 3}),
    )
    units = forms.MultipleChoiceField(
        label="Aan wie?",
        help_text="Eén onderdeel is een bilaterale vraag, meer onderdelen een netwerkronde.",
        error_messages={
            "required": "Kies aan wie u dit vraagt.",
            "invalid_choice": "Een van de onderdelen werkt niet meer met ons. Kies opnieuw.",
        },
        widget=forms.CheckboxSelectMultiple,
    )
    days = forms.IntegerField(
        label="Binnen hoeveel werkdagen?",
        min_value=1,
        max_value=MOST_DAYS,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), _LONGER),
        widget=forms.NumberInput({"class": "w-date"}),
    )

    def __init__(self, case: Case, scope: Scope, today: date, data: Any = None) -> None:
        super().__init__(data, initial={"days": USUAL_DAYS})
        self.all_units = units_to_ask(today)
        groups = grouped_choices(case, self.all_units, scope)
        self.fields["units"].choices = [choice for _, choices in groups for choice in choices]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> list[Unit]:
        """The units that were ticked; the form is valid."""
        return [self.all_units[reference] for reference in self.cleaned_data["units"]]


class TellForm(forms.Form):
    """What one unit is told with the question. What it may not have is not there to choose."""

    parts = forms.MultipleChoiceField(required=False, error_messages={
        "invalid_choice": "Dit onderdeel mag niet alles krijgen wat u koos. Kies opnieuw.",
    })  # fmt: skip
    channel = forms.ChoiceField(label="Hoe", choices=[(one.value, one.label) for one in CHANNELS])
    ground = forms.ChoiceField(
        label="Grond", error_messages={"invalid_choice": "Kies een grond die op deze datum gold."}
    )

    def __init__(self, case: Case, unit: Unit, scope: Scope, today: date, data: Any = None) -> None:
        super().__init__(data, prefix=unit.reference, initial={"parts": _USUAL_PARTS})
        self.unit = unit
        self.offer: PartnerOffer = offer_for(case, unit, scope, today, Participation.Why.ENRICHMENT)
        choices: dict[str, list[tuple[str, str]]] = {
            "parts": [(section.key, section.label) for section in self.offer.sections],
            "ground": [(one.code, one.name) for one in grounds_for(unit.party_of, today)],
        }
        for name, found in choices.items():
            self.fields[name].choices = found  # type: ignore[attr-defined]

    def clean(self) -> None:
        """Nothing leaves that was other when the page was shown."""
        if changes := self.offer.changes_since(self.data.get(self.add_prefix("token"), "")):
            self.add_error(
                None, f"Er is net iets veranderd. Bekijk opnieuw wat {self.unit} krijgt. {' '.join(changes)}"
            )

    @property
    def ticked(self) -> list[str]:
        """The keys of the sections whose box is ticked."""
        return list(self["parts"].value() or [])

    def told(self) -> Told:
        """What this unit is told; the form is valid."""
        given = self.cleaned_data
        return Told(self.unit, self.offer.parts(given["parts"]), given["channel"], given["ground"])


class AnswerForm(forms.Form):
    """What a unit answered."""

    text = forms.CharField(
        label="Antwoord",
        max_length=MOST,
        error_messages={
            "required": "Schrijf op wat het antwoord was.",
            "max_length": "Maak het antwoord korter: %(limit_value)d tekens is het meeste.",
        },
        widget=forms.Textarea({"rows": 2}),
    )
    category = forms.ChoiceField(
        label="Soort", required=False, error_messages={"invalid_choice": "Kies een soort gegevens uit de lijst."}
    )
    answered_by = forms.CharField(
        label="Van wie?",
        required=False,
        max_length=120,
        error_messages={"max_length": "Maak de naam korter: %(limit_value)d tekens is het meeste."},
        help_text="Nodig bij politie-informatie en zorginformatie.",
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    on = day_field("Gekregen op", "Vul in wanneer u het antwoord kreeg.")

    def __init__(self, asking: Asking, scope: Scope, today: date, data: Any = None) -> None:
        super().__init__(data, prefix=f"antwoord{asking.pk}", initial={"on": today})
        self.asking = asking
        named = [(one.value, str(one.label).partition(" (")[0]) for one in answer_categories(asking.unit, scope)]
        self.fields["category"].choices = [("", "niet gekozen: alleen voor de coördinator"), *named]  # type: ignore[attr-defined]
