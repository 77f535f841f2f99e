"""Forms of the doors by which batches come in, and of what takes a reason."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from intake.batches import sources_for


def _file_field() -> forms.FileField:
    return forms.FileField(
        label="Bestand",
        help_text="Sleep het hierheen of kies het. CSV of Excel (xlsx), tot 20 MB.",
        error_messages={
            "required": "Kies een bestand.",
            "empty": "Het bestand is leeg. Controleer of u het juiste bestand koos.",
            "invalid": "Kies een bestand van uw computer.",
            "missing": "Kies een bestand.",
        },
    )


class FileForm(forms.Form):
    """A file with notifications."""

    file = _file_field()
    source = forms.ChoiceField(label="Bron", error_messages={"required": "Kies waar het bestand vandaan komt."})
    historical = forms.BooleanField(
        label="Dit zijn meldingen van vroeger",
        required=False,
        help_text="Historisch: de detenties tellen mee in de cijfers, maar er komen geen casussen en termijnen van.",
    )

    def __init__(self, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files)
        _offer_sources(self, "notifications")

    def clean_file(self) -> UploadedFile[Any]:
        """Refuse what is too large before it is read."""
        return _not_too_large(self.cleaned_data["file"])


class PasteForm(forms.Form):
    """Rows or the text of a screen, pasted."""

    text = forms.CharField(
        label="Geplakte regels",
        help_text=(
            "Plak rijen uit een lijst, liefst met de regel met kopjes erbij, of de tekst van een scherm. "
            "Tot zo’n 10.000 regels; lees een langere lijst in als bestand."
        ),
        error_messages={"required": "Plak hier de regels of de tekst van een scherm."},
        widget=forms.Textarea(
            {"class": "paste", "rows": 12, "autocomplete": "off", "spellcheck": "false", "autofocus": True}
        ),
        strip=False,
    )
    source = forms.ChoiceField(label="Bron")

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        _offer_sources(self, "notifications")


class RegistrationForm(forms.Form):
    """The old workbook."""

    file = _file_field()
    year = forms.IntegerField(
        label="Jaar van de registratie",
        required=False,
        min_value=2000,
        max_value=2100,
        help_text="Leeg: het jaar uit de titel of de naam van het bestand.",
        error_messages={
            "invalid": "Vul een jaar in, bijvoorbeeld 2013.",
            "min_value": "Vul een jaar in vanaf 2000.",
            "max_value": "Vul een jaar in tot en met 2100.",
        },
        widget=forms.TextInput({"class": "w-date", "inputmode": "numeric"}),
        localize=False,
    )

    def clean_file(self) -> UploadedFile[Any]:
        """Refuse what is too large before it is read."""
        return _not_too_large(self.cleaned_data["file"])


class WhyForm(forms.Form):
    """A reason, for an act that takes something back."""

    why = forms.CharField(
        label="Waarom",
        max_length=200,
        error_messages={
            "required": "Vul in waarom.",
            "max_length": "Zeg het korter: 200 tekens is het meeste.",
        },
        widget=forms.TextInput({"autocomplete": "off"}),
    )


def _offer_sources(form: forms.Form, kind: str) -> None:
    """Ask for the source only where there is a choice."""
    known = [(source.code, source.name) for source in sources_for(kind)]
    field = form.fields["source"]
    field.choices, field.initial = known, known[0][0]  # type: ignore[attr-defined]
    if len(known) == 1:
        field.required, field.widget = False, forms.HiddenInput()


def _not_too_large(file: UploadedFile[Any]) -> UploadedFile[Any]:
    if (file.size or 0) > settings.UPLOAD_MAX_BYTES:
        most = settings.UPLOAD_MAX_BYTES // 2**20
        raise ValidationError(f"Het bestand is groter dan {most} MB. Splits het, of vraag een kortere periode op.")
    return file
