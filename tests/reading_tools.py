"""What the tests of intake.reading share: a small registry of places, and short ways to read and clean."""

import io
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from intake.reading.cleaning import Cleaned, clean_row
from intake.reading.context import Context
from intake.reading.places import Place
from intake.reading.sheet import Sheet
from intake.reading.source import Source, source
from intake.reading.table import read_table
from intake.reading.wrong import Unreadable, Wrong

TODAY = date(2013, 12, 31)
DPAN = source("dpan")
REGISTRATION = source("registratie")
TOWNS = {"hilversum": 1, "bussum": 2, "huizen": 3}

ARRIVAL = {
    "number": "2013-17",
    "kind": "instroom",
    "family_name": "Kortenaer",
    "given_names": "Dennis",
    "born": "14-05-1971",
    "start_on": "03-01-2013",
}
CASE = {"number": "1", "name": "Kortenaer, Dennis", "born": "14-05-1971", "start_on": "03-01-2013"}


def find_place(name: str, on: date) -> Place:
    """Three municipalities; Bussum exists until 2016."""
    number = TOWNS.get(name.lower())
    if number is None or (number == 2 and on.year >= 2016):
        raise Wrong(f"De gemeente “{name}” bestaat niet op {on}.", ("Hilversum",))
    return Place("municipality", number, name.title())


def context(of: Source = DPAN, **changes: Any) -> Context:
    return of.context(TODAY, find_place, **changes)


def clean(raw: dict[str, str], **changes: Any) -> Cleaned:
    """A notification as it comes out: an arrival, with these cells changed."""
    return clean_row(ARRIVAL | raw, DPAN.columns, context(**changes))


def clean_case(raw: dict[str, str], **changes: Any) -> Cleaned:
    return clean_row(CASE | raw, REGISTRATION.columns, context(REGISTRATION, **changes))


def remark_on(cleaned: Cleaned, column: str) -> str:
    """The one remark on a column."""
    (text,) = [remark.text for remark in cleaned.remarks if remark.column == column]
    return text


def read(content: str | bytes, of: Source = DPAN, filename: str = "dpan.csv") -> Sheet:
    return read_table(content.encode() if isinstance(content, str) else content, filename, of.columns, of)


def refusal(content: str | bytes, of: Source = DPAN) -> str:
    """The sentence with which a file is refused."""
    try:
        read(content, of)
    except Unreadable as unreadable:
        return str(unreadable)
    raise AssertionError("the file was read")


def saved(workbook: Workbook) -> bytes:
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def sheet_of(book: Workbook) -> Worksheet:
    assert isinstance(book.active, Worksheet)
    return book.active


def workbook(*rows: tuple[Any, ...]) -> Workbook:
    book = Workbook()
    for row in rows:
        sheet_of(book).append(row)
    return book
