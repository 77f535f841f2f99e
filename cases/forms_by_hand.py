"""Forms for a case that somebody opens by hand, and for merging two people."""

import re
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone

from cases.people.models import Person, Sex
from municipalities.models import Municipality
from municipalities.selectors import region_on
from nazorg.common.words import spaced
from nazorg.covenant.parties import Party

NEW = "nieuw"
_BORN = re.compile(r"(?:(?:(\d{1,2})[-/. ])?(\d{1,2})[-/. ])?(\d{4})", re.ASCII)
_FIRST_YEAR = 1900
_PLAIN = {"autocomplete": "off", "spellcheck": "false"}
_LONG = "Zeg het korter: %(limit_value)d tekens is het meeste."


def read_born(text: str, today: date) -> str:
    """A birth date as typed ("14-05-1971", "00-05-1971", "05-1971", "1971") as reduced ISO. Raises ValidationError."""
    found = _BORN.fullmatch(text.strip())
    if found is None:
        raise ValidationError("Vul de geboortedatum in als 14-05-1971, of alleen 05-1971 of 1971.")
    day, month, year = (int(part or 0) for part in found.groups())
    try:
        first_possible = date(year, month or 1, day or 1)
    except ValueError:
        raise ValidationError("Deze dag bestaat niet. Controleer de geboortedatum.") from None
    if first_possible > today or year < _FIRST_YEAR:
        raise ValidationError(f"Kies een geboortedatum tussen {_FIRST_YEAR} en vandaag.")
    if not month:
        return str(year)
    return f"{year}-{month:02}-{day:02}" if day else f"{year}-{month:02}"


class WhoForm(forms.Form):
    """Search first, so that nobody is entered twice."""

    q = forms.CharField(
        label="Wie is het?",
        min_length=2,
        max_length=120,
        help_text="De naam of het begin ervan, een geboortedatum, een SKN of een BSN.",
        error_messages={
            "required": "Vul een naam, geboortedatum of nummer in.",
            "min_length": "Vul minstens twee letters in.",
            "max_length": "Zoek met minder woorden: 120 tekens is het meeste.",
        },
        widget=forms.TextInput(_PLAIN),
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        if settings.BSN_OFF:
            self.fields["q"].help_text = "De naam of het begin ervan, een geboortedatum of een SKN."
        if not self.is_bound:
            self.fields["q"].widget.attrs["autofocus"] = True


class OpenCaseForm(forms.Form):
    """Everything a case by hand needs, on one screen. `people` are those whom the search found."""

    mark_required = True

    q = forms.CharField(required=False, widget=forms.HiddenInput)
    person = forms.ChoiceField(
        label="Persoon",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies een persoon, of iemand die nog niet bekend is."},
    )
    family_name = forms.CharField(
        label="Achternaam", required=False, max_length=120, help_text="Verplicht.", widget=forms.TextInput(_PLAIN)
    )
    name_prefix = forms.CharField(label="Voorvoegsel", required=False, max_length=40, widget=forms.TextInput(_PLAIN))
    given_names = forms.CharField(label="Voornamen", required=False, max_length=120, widget=forms.TextInput(_PLAIN))
    born = forms.CharField(
        label="Geboortedatum",
        required=False,
        max_length=20,
        help_text="Dag, maand, jaar. Alleen het jaar mag ook.",
        widget=forms.TextInput(_PLAIN | {"class": "w-date", "inputmode": "numeric"}),
    )
    sex = forms.ChoiceField(label="Geslacht", required=False, choices=Sex.choices, initial=Sex.UNKNOWN)
    municipality = forms.ChoiceField(
        label="Gemeente", required=False, help_text="Waar iemand terugkeert, anders waar hij is ingeschreven."
    )
    brought_in_by = forms.CharField(
        label="Ingebracht door",
        max_length=120,
        error_messages={"required": "Vul in wie deze casus inbracht.", "max_length": _LONG},
        widget=forms.TextInput(_PLAIN | {"list": "partners"}),
    )
    why = forms.CharField(
        label="Waarom",
        max_length=500,
        error_messages={"required": "Vul in waarom deze casus er komt.", "max_length": _LONG},
        widget=forms.Textarea({"rows": 3}),
    )
    detention = forms.ChoiceField(
        label="Detentie",
        required=False,
        choices=[("", "zonder detentie"), ("latest", "bij de laatste detentie van deze persoon")],
        widget=forms.RadioSelect,
    )

    def __init__(self, people: list[tuple[Person, str]], data: Any = None, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        known = [(person.reference, words) for person, words in people]
        self.people = {person.reference: person for person, _ in people}
        self._choose("person", [*known, (NEW, "iemand die nog niet bekend is")])
        self.municipalities = {one.code: one for one in region_on(timezone.localdate())}
        names = [(code, one.name) for code, one in self.municipalities.items()]
        self._choose("municipality", [("", "niet bekend: komt bij Te beslissen"), *names])

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean_born(self) -> str:
        """The birth date as it is kept; empty where it is not known."""
        text = self.cleaned_data["born"]
        return read_born(text, timezone.localdate()) if text else ""

    def clean(self) -> dict[str, Any]:
        """Somebody new needs a name; somebody known keeps his own."""
        if self.cleaned_data.get("person") == NEW:
            if not self.cleaned_data.get("family_name"):
                self.add_error("family_name", "Vul de achternaam in.")
            if self.cleaned_data.get("detention"):
                self.add_error("detention", "Van iemand die nog niet bekend is, is geen detentie bekend.")
        return self.cleaned_data

    @property
    def chosen_person(self) -> Person | None:
        """Who was chosen; None for somebody new."""
        return self.people.get(self.cleaned_data["person"])

    @property
    def chosen_municipality(self) -> Municipality | None:
        return self.municipalities.get(self.cleaned_data["municipality"])

    @property
    def new_person(self) -> dict[str, str]:
        """What is known of somebody new."""
        names = ("family_name", "given_names", "born")
        found = {name: str(self.cleaned_data[name]) for name in names}
        sex = self.cleaned_data["sex"] or Sex.UNKNOWN.value
        return found | {"prefix": self.cleaned_data["name_prefix"], "sex": sex}


class MergeForm(forms.Form):
    """Who stays, and by what one sees that the two are one."""

    keep = forms.ChoiceField(
        label="Wie blijft?",
        widget=forms.RadioSelect,
        help_text="De ander verdwijnt uit lijsten en zoeken, en verwijst voortaan naar wie blijft.",
        error_messages={"required": "Kies wie blijft."},
    )
    reason = forms.CharField(
        label="Waaraan ziet u dat het dezelfde persoon is?",
        max_length=200,
        error_messages={"required": "Vul in waaraan u dat ziet.", "max_length": _LONG},
        widget=forms.TextInput({"autocomplete": "off"}),
    )

    def __init__(self, ours: Person, theirs: Person, data: Any = None) -> None:
        super().__init__(data)
        choices = [(one.reference, f"{one.full_name}, kenmerk {spaced(one.reference)}") for one in (ours, theirs)]
        self.fields["keep"].choices = choices  # type: ignore[attr-defined]
        self.fields["keep"].initial = ours.reference


def partner_names() -> list[str]:
    """Who may bring a case in, to choose from while typing."""
    return [str(party.label) for party in Party]
