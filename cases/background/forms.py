"""Forms about what police and care told."""

from datetime import date
from typing import Any

from django import forms

from cases.background.models import CareInformation
from nazorg.common.fields import LineField, TextField, day_field
from nazorg.covenant.parties import Party
from partners.models import Unit
from partners.selectors import units_on

_NO_WORDS = "Schrijf op wat er is verteld."
_TEXT = forms.Textarea({"rows": 4})
_MOST = 8_000


class PoliceForm(forms.Form):
    """What somebody of the police supplied. There is no way to say that one looked it up."""

    supplied_by = LineField(
        label="Wie van de politie gaf dit?", max_length=120, missing="Vul in wie van de politie dit gaf."
    )
    request = LineField(
        label="Op welk verzoek?",
        max_length=200,
        missing="Zeg op welk verzoek de politie dit gaf.",
        help_text="Bijvoorbeeld: ons verzoek van 28 november, voor de screening.",
    )
    on = day_field("Wanneer?", "Vul in wanneer de politie dit gaf.")
    text = TextField(label="Informatie", max_length=_MOST, missing=_NO_WORDS, widget=_TEXT)

    def __init__(self, today: date, data: Any = None) -> None:
        super().__init__(data, prefix="politie", initial={"on": today})


class CareForm(forms.Form):
    """What came from care, and why it may be here."""

    basis = forms.ChoiceField(
        label="Waarom mag dit hier staan?",
        choices=CareInformation.Basis.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Kies waarom dit hier mag staan.",
            "invalid_choice": "Kies waarom dit hier mag staan.",
        },
    )
    unit = forms.ModelChoiceField(
        queryset=Unit.objects.none(),
        label="Welke zorgeenheid?",
        required=False,
        empty_label="kies een zorgeenheid",
        error_messages={"invalid_choice": "Kies een zorgeenheid uit de lijst."},
    )
    agreed_on = day_field("Ingestemd op", "Vul in wanneer de persoon instemde.", required=False)
    agreed_how = LineField(
        label="Wie stemde in, en hoe?", max_length=200, help_text="Bijvoorbeeld: hijzelf, mondeling aan de coördinator."
    )
    on = day_field("Wanneer kwam dit binnen?", "Vul in wanneer dit binnenkwam.")
    text = TextField(label="Informatie", max_length=_MOST, missing=_NO_WORDS, widget=_TEXT)

    def __init__(self, today: date, data: Any = None) -> None:
        super().__init__(data, prefix="zorg", initial={"on": today})
        self.fields["unit"].queryset = units_on(today).filter(party=Party.CARE)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Each basis asks for its own."""
        given = self.cleaned_data
        if given.get("basis") == CareInformation.Basis.SUPPLIED:
            given |= {"agreed_on": None, "agreed_how": ""}
        elif (
            given.get("basis") == CareInformation.Basis.AGREED
            and not given.get("agreed_on")
            and not self.has_error("agreed_on")
        ):
            self.add_error("agreed_on", "Vul in wanneer de persoon instemde.")
        return given


class RemoveForm(forms.Form):
    """Why words are taken out."""

    why = LineField(label="Waarom?", max_length=200, missing="Zeg waarom dit weg moet.")

    def __init__(self, key: str, why: str = "", data: Any = None) -> None:
        super().__init__(data, prefix=key, initial={"why": why})
        self.key = key
