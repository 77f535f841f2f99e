"""Forms made of the agreed columns, so that a screen and a file follow one rule: a new notification, a correction."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.forms.utils import ErrorDict
from django.utils.html import format_html, format_html_join

from intake.reading.cleaning import clean_row
from intake.reading.columns import Column
from intake.reading.context import Context
from intake.reading.words import END_KINDS, KINDS, SEXES, TITLES

BSN = "bsn"
_WORDS: dict[str, tuple[str, ...]] = {
    "kind": KINDS,
    "sex": SEXES,
    "title": TITLES,
    "expected_end_kind": END_KINDS,
    "asks_help": ("ja", "nee"),
}
_NUMERIC = ("skn", "bsn", "born")
_PLACES = ("registered", "return_to", "actual")
_ENDS = {"released_on", "transfer_on", "expected_end_on"}
_LONGEST = 2_500
# Beside a field that one fills in, less is said than on the help page.
_SHORT_HELP = {
    "born": "Dag-maand-jaar. Alleen 1971 of 05-1971 mag ook.",
    "start_on": "Dag-maand-jaar. Nodig bij instroom.",
    "transfer_on": "Dag-maand-jaar.",
    "released_on": "Dag-maand-jaar.",
    "expected_end_on": "Dag-maand-jaar.",
    "notified_at": "Bijvoorbeeld 03-01-2013 14:20.",
    "registered": "Of: zonder vaste woon- of verblijfplaats, buitenland, onbekend.",
    "return_to": "Leeg als dat niet bekend is.",
}


class NotificationForm(forms.Form):
    """One notification on one screen. Cells that belong to another kind than the chosen one are left out."""

    mark_required = True

    def __init__(self, columns: tuple[Column, ...], context: Context, data: Any = None) -> None:
        super().__init__(data)
        self.columns, self.context = columns, context
        for column in columns:
            if column.name == BSN and settings.BSN_OFF:
                continue
            field = field_for(column)
            if column.name == "kind":
                field = forms.ChoiceField(
                    label=column.label,
                    choices=[(word, word) for word in KINDS],
                    initial=KINDS[0],
                    widget=forms.RadioSelect,
                    error_messages={"invalid_choice": "Kies instroom, doorstroom of uitstroom."},
                )
            field.help_text = _SHORT_HELP.get(column.name, "")
            # Shown for the kinds that need it only; the start is shown for all, and needed for an arrival.
            field.required = column.required or (bool(column.required_for) and column.name != "start_on")
            self.fields[column.name] = field
        if not self.is_bound:
            self.fields["kind"].widget.attrs["autofocus"] = True

    def full_clean(self) -> None:
        """The rules are those of the columns; whether a field may be empty depends on the kind."""
        marked = {name: field.required for name, field in self.fields.items()}
        for field in self.fields.values():
            field.required = False
        super().full_clean()
        for name, field in self.fields.items():
            field.required = marked[name]

    def clean(self) -> dict[str, Any]:
        """Judge the row as a file's row is judged; every remark that holds it back goes to its field."""
        cells = self.cells()
        for remark in clean_row(cells, self.columns, self.context).remarks:
            if remark.level == "wrong" and remark.column not in self.errors:
                self.add_error(remark.column if remark.column in self.fields else None, remark.text)
        return self.cleaned_data

    def cells(self) -> dict[str, str]:
        """The row as a file would hold it."""
        kind = self.cleaned_data.get("kind", "")
        return {
            column.name: self.cleaned_data.get(column.name, "")
            for column in self.columns
            if column.name == "start_on" or not column.required_for or kind in column.required_for
        }


class CorrectionForm(forms.Form):
    """The cells of a row as they stand now, each with what came and what is wrong with it. A BSN is never shown."""

    mark_required = True

    def __init__(
        self,
        columns: tuple[Column, ...],
        came: Mapping[str, str],
        cells: Mapping[str, str],
        remarks: list[dict[str, Any]],
    ) -> None:
        super().__init__({name: text for name, text in cells.items() if name != BSN})
        held = [remark for remark in remarks if remark["level"] == "wrong"]
        about = {remark["column"]: remark for remark in held}
        for column in columns:
            field = field_for(column, cells.get(column.name, ""))
            field.required = column.required
            field.help_text = _hint(column, came.get(column.name, ""), about.get(column.name))
            self.fields[column.name] = field
        # An end is compared with the start, so that one is at hand beside it.
        beside = {"start_on"} if about.keys() & _ENDS else set()
        self._wrong = [column.name for column in columns if column.name in about.keys() | beside]
        for remark in held:
            self.add_error(remark["column"] if remark["column"] in self.fields else None, remark["text"])

    def full_clean(self) -> None:
        """What is wrong was judged with the row, so nothing is judged here."""
        self._errors = ErrorDict(renderer=self.renderer)
        self.cleaned_data = {}

    def wrong_fields(self) -> list[forms.BoundField]:
        """The fields that hold the row back, and what they were compared with."""
        return [self[name] for name in self._wrong]

    def other_fields(self) -> list[forms.BoundField]:
        """The fields that are right as they are."""
        return [self[name] for name in self.fields if name not in self._wrong]


def corrected_cells(
    columns: tuple[Column, ...], cells: Mapping[str, str], posted: Mapping[str, str], wrong: set[str]
) -> dict[str, str]:
    """The cells after a correction: as posted, as they were where nothing was posted or only spaces differ.

    `vul` is a suggestion that was pressed, as column:text. An empty BSN leaves one that was right as it is.
    """
    found = {}
    for column in columns:
        before = cells.get(column.name, "")
        text = posted.get(column.name, before).replace("\0", "")
        kept = column.name == BSN and not text.strip() and BSN not in wrong
        found[column.name] = before if kept or text.split() == before.split() else text[:_LONGEST]
    name, _, suggestion = posted.get("vul", "").partition(":")
    if name in found:
        found[name] = suggestion.replace("\0", "")[:_LONGEST]
    return found


def _hint(column: Column, came: str, remark: Mapping[str, Any] | None) -> str:
    """What the field is for, what came, and the suggestions as buttons that fill it in and check again."""
    if column.name == BSN:
        return _bsn_hint(came, remark is not None)
    if remark is None:
        return ""
    in_file = format_html("In het bestand: <b>{}</b>. ", came[:200]) if came.strip() else ""
    pressed = [(column.name, text, text) for text in remark["suggestions"]]
    button = '<button class="as-link" type="submit" name="vul" value="{}:{}">{}</button>'
    buttons = format_html_join(" of ", button, pressed)
    return format_html("{}{}", in_file, format_html("Neem over: {}", buttons) if pressed else column.help)


def _bsn_hint(came: str, wrong: bool) -> str:
    if wrong:
        return "Er is iets ingevuld, maar dat klopt niet. Vul het BSN opnieuw in, of laat het leeg."
    return "Ingevuld. Typ alleen iets om het te vervangen." if came.strip() else "Leeg. Mag leeg blijven."


def field_for(column: Column, text: str = "") -> forms.Field:
    """The field of a column. `text` is what the cell holds now, so that a choice offers it too."""
    common: dict[str, Any] = {"label": column.label, "required": False, "help_text": column.help}
    words = _WORDS.get(column.name)
    if words:
        extra = [] if text in ("", *words) else [(text, f"“{text[:40]}”, zoals in het bestand")]
        choices = [("", "niet ingevuld"), *((word, word) for word in words), *extra]
        return forms.ChoiceField(choices=choices, **common | {"help_text": ""})
    if column.multiline:
        return forms.CharField(max_length=_LONGEST, widget=forms.Textarea({"rows": 3}), **common)
    attributes = {"autocomplete": "off", "spellcheck": "false"}
    if column.name.endswith("_on") or column.name in _NUMERIC:
        attributes |= {"class": "w-date", "inputmode": "numeric"}
    if column.name in _PLACES:
        attributes["list"] = "gemeenten"
    return forms.CharField(max_length=_LONGEST, widget=forms.TextInput(attributes), **common)
