"""A row in words for the screen: what its cells come to, or as they stand where they are wrong. Never a BSN."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from intake.batches import source_of
from intake.meaning import Reader
from intake.models import Batch, Row
from intake.reading.places import Place
from intake.registration.meaning import RegistrationReader
from intake.stored import texts
from nazorg.common.words import born_words

_DATES = {"instroom": "start_on", "doorstroom": "transfer_on", "uitstroom": "released_on"}


@dataclass(frozen=True)
class Shown:
    """A row as the tables show it. `on` is None where the date is wrong; `on_text` is then what the cell says."""

    row: Row
    kind: str
    on: date | None
    on_text: str
    name: str
    born: str
    number: str
    place: str
    institution: str
    cells: Mapping[str, str] = field(repr=False)
    values: Mapping[str, Any] = field(repr=False)


def show_rows(rows: Iterable[Row], today: date) -> list[Shown]:
    """These rows in words. Each row's `batch` has to be at hand."""
    readers: dict[int, Reader | RegistrationReader] = {}
    shown = []
    for row in rows:
        reader = readers.get(row.batch_id)
        if reader is None:
            reader = readers[row.batch_id] = _reader(row.batch, today)
        cells = texts(row.raw, row.corrected)
        values = reader.line(row.line, cells).cleaned.values
        shown.append(_registered(row, cells, values) if row.batch.is_registration else _told(row, cells, values))
    return shown


def show_row(row: Row, today: date) -> Shown:
    """One row in words."""
    return show_rows([row], today)[0]


def labels_of(batch: Batch) -> dict[str, str]:
    """The Dutch heading of each agreed column."""
    return {column.name: column.label for column in source_of(batch).columns}


def remark_words(remark: Mapping[str, Any], labels: Mapping[str, str]) -> str:
    """A remark as a sentence that says which cell it is about."""
    label, text = labels.get(remark["column"], ""), str(remark["text"])
    return f"{label}: {text[:1].lower()}{text[1:]}" if label and label.lower() not in text.lower() else text


def _reader(batch: Batch, today: date) -> Reader | RegistrationReader:
    return RegistrationReader(batch, today) if batch.is_registration else Reader(batch, today)


def _told(row: Row, cells: Mapping[str, str], values: Mapping[str, Any]) -> Shown:
    kind = values["kind"]
    on = values.get(_DATES.get(kind, ""))
    institution = "new_institution" if kind == "doorstroom" else "institution"
    return Shown(
        row,
        kind or _cell(cells, "kind"),
        on,
        _cell(cells, _DATES.get(kind, "start_on")),
        _name(values) or " ".join(_cell(cells, name) for name in ("given_names", "prefix", "family_name")).strip(),
        born_words(values["born"]) if values["born"] else _cell(cells, "born"),
        values["skn"] or _cell(cells, "skn")[:12],
        _place(row, "return_to", cells, values) or _place(row, "registered", cells, values) or "onbekend",
        values[institution] or _cell(cells, institution),
        cells,
        values,
    )


def _registered(row: Row, cells: Mapping[str, str], values: Mapping[str, Any]) -> Shown:
    return Shown(
        row,
        "",
        values["start_on"],
        _cell(cells, "start_on"),
        _name(values) or _cell(cells, "name"),
        born_words(values["born"]) if values["born"] else _cell(cells, "born"),
        values["number"],
        _place(row, "actual", cells, values) or "onbekend",
        "",
        cells,
        values,
    )


def _name(values: Mapping[str, Any]) -> str:
    if not values["family_name"]:
        return ""
    return " ".join(filter(None, (values["given_names"], values["prefix"], values["family_name"])))


def _place(row: Row, column: str, cells: Mapping[str, str], values: Mapping[str, Any]) -> str:
    """The name of a place; the cell itself where that is wrong, and nothing where the place is unknown."""
    if any(remark["column"] == column and remark["level"] == "wrong" for remark in row.remarks):
        return _cell(cells, column)
    place: Place = values[column]
    return place.name


def _cell(cells: Mapping[str, str], name: str) -> str:
    return " ".join(cells.get(name, "").split())[:80]
