"""The form of a quick note."""

from datetime import date
from typing import Any

from django import forms
from django.urls import reverse

from cases.disclosures.grounds import grounds_for
from cases.disclosures.models import Disclosure
from cases.disclosures.receiving import receivable
from cases.dossiers.models import Case
from cases.involvement.choosing import grouped_choices, units_to_ask
from cases.notes.services import CHANNELS, MOST, Told, unset_category, writable
from nazorg.common.scope import Scope
from nazorg.covenant.categories import Category
from nazorg.covenant.table import covenant_on
from partners.models import Unit

_UNSET = {Category.RISK: "niet gekozen: alleen voor de coördinator", Category.IDENTITY: "niet gekozen: identiteit"}
_USUAL = "de gebruikelijke grond voor dit onderdeel"


class NoteForm(forms.Form):
    """One line; beside it for whom it is, and to whom it was told."""

    prefix = "notitie"
    mark_required = True

    text = forms.CharField(
        label="Notitie",
        max_length=MOST,
        error_messages={
            "required": "Schrijf op wat u wilt bewaren.",
            "max_length": "Maak de notitie korter: %(limit_value)d tekens is het meeste.",
        },
        widget=forms.TextInput({"id": "notitie", "autocomplete": "off", "aria-keyshortcuts": "n"}),
    )
    category = forms.ChoiceField(
        label="Soort", required=False, error_messages={"invalid_choice": "Kies een soort gegevens uit de lijst."}
    )
    unit = forms.ChoiceField(
        label="Verteld aan",
        required=False,
        error_messages={"invalid_choice": "Kies een partner uit de lijst, of maak dit leeg."},
    )
    channel = forms.ChoiceField(label="Hoe", required=False)
    ground = forms.ChoiceField(
        label="Grond", required=False, error_messages={"invalid_choice": "Kies een grond die vandaag geldt."}
    )

    def __init__(self, case: Case, scope: Scope, today: date, data: Any = None) -> None:
        super().__init__(data)
        self.units = units_to_ask(today)
        chosen = self.units.get(self.data.get(self.add_prefix("unit"), "")) if self.is_bound else None
        choices: dict[str, list[Any]] = {
            "category": category_choices(case, scope, chosen, today),
            "unit": [("", "niemand"), *grouped_choices(case, self.units, scope)],
            "channel": [(channel.value, channel.label) for channel in CHANNELS],
            "ground": ground_choices(chosen, today),
        }
        if self.is_bound:
            # What the unit may not have is refused by name, not as a choice that does not exist.
            choices["category"] = [("", unset_words(scope)), *_named(writable(scope))]
        for name, found in choices.items():
            self.fields[name].choices = found  # type: ignore[attr-defined]
        # With a script the kinds and grounds follow the unit at once; without one the answer says what is not allowed.
        self.fields["unit"].widget.attrs |= {
            "hx-get": reverse("note_choices", args=[case.reference]),
            "hx-trigger": "change",
            "hx-include": f"#{self['category'].id_for_label}, #{self['ground'].id_for_label}",
            "hx-target": "#notitie-soort",
            "hx-swap": "outerHTML",
        }

    @property
    def told(self) -> Told | None:
        """To whom it was told; the form is valid."""
        given = self.cleaned_data
        unit = self.units.get(given["unit"])
        return Told(unit, given["channel"] or Disclosure.Channel.PHONE, given["ground"]) if unit else None


def unset_words(scope: Scope) -> str:
    """What happens to a note without a category."""
    return _UNSET[unset_category(scope)]


def category_choices(case: Case, scope: Scope, unit: Unit | None, today: date) -> list[tuple[str, str]]:
    """The categories to choose from: all that this role writes, or of those what `unit` may have."""
    if unit is None:
        return [("", unset_words(scope)), *_named(writable(scope))]
    allowed = receivable(case, unit, scope, today) - {Category.CONFERENCE_CONTENT.value}
    return [("", "kies wat u vertelde"), *_named(tuple(one for one in writable(scope) if one.value in allowed))]


def left_words(case: Case, scope: Scope, unit: Unit | None, category: str, today: date) -> str:
    """Why a category (code) that was chosen before the unit is no choice any more; empty where it still is."""
    was, left = dict(_named(writable(scope))), dict(category_choices(case, scope, unit, today))
    if category not in was or category in left:
        return ""
    return f"U koos “{was[category]}”. Dat mag {unit} niet weten. Kies iets anders."


def ground_choices(unit: Unit | None, today: date) -> list[tuple[str, str]]:
    """The grounds of today; of a unit the usual one first, else a word for it."""
    if unit is not None:
        return [(ground.code, ground.name) for ground in grounds_for(unit.party_of, today)]
    return [("", _USUAL), *((ground.code, ground.name) for ground in covenant_on(today).grounds_on(today))]


def _named(categories: tuple[Category, ...]) -> list[tuple[str, str]]:
    return [(one.value, str(one.label).partition(" (")[0]) for one in categories]
