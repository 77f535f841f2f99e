"""Reading a file, whatever it is: a table that can be walked, or a sentence that says why not and what to do."""

from collections.abc import Sequence

from nazorg.common.plain import one_line

from . import csv_file, xlsx_file
from .columns import Column
from .headings import listed
from .sheet import FEWEST_HEADINGS, Records, Sheet, sheet_under_heading
from .source import Source
from .wrong import Unreadable

MOST_BYTES = 20 * 1024 * 1024

_OLE = (
    "Dit is een beveiligd of een oud Excel-bestand (xls). Haal het wachtwoord eraf, of sla het in Excel op als xlsx of "
    "CSV, en probeer het opnieuw."
)
_NOT_A_TABLE = "Dit is {what}, geen CSV- of Excel-bestand. Lever het bestand aan als CSV of xlsx."
_MAGIC = (
    (b"\xd0\xcf\x11\xe0", _OLE),
    (b"%PDF", _NOT_A_TABLE.format(what="een PDF")),
    (b"\x89PNG", _NOT_A_TABLE.format(what="een afbeelding")),
    (b"\xff\xd8\xff", _NOT_A_TABLE.format(what="een afbeelding")),
    (b"GIF8", _NOT_A_TABLE.format(what="een afbeelding")),
    (b"{\\rtf", _NOT_A_TABLE.format(what="een tekstdocument")),
    (b"\x1f\x8b", _NOT_A_TABLE.format(what="een ingepakt bestand")),
    (b"7z\xbc\xaf", _NOT_A_TABLE.format(what="een ingepakt bestand")),
    (b"Rar!", _NOT_A_TABLE.format(what="een ingepakt bestand")),
)
_MARKUP = (b"<!doctype", b"<html", b"<table", b"<?xml", b"<head", b"<meta")


def read_table(
    content: bytes, filename: str, columns: Sequence[Column], source: Source, *, most_bytes: int = MOST_BYTES
) -> Sheet:
    """The table in a CSV or XLSX file; the content says which of the two it is, never the name.

    `most_bytes` is the limit on uploads; a command on the server may set a higher one.
    Raises Unreadable, with a Dutch sentence that says what to do, where it cannot be read or lacks required columns.
    """
    _refuse_other(content, filename, most_bytes)
    if content.startswith(b"PK"):
        name, records, at, count, notes = xlsx_file.best_sheet(content, columns)
        titles: tuple[str, ...] = (name,)
    else:
        records, at, count = csv_file.best_delimiter(content, columns, source.delimiter)
        titles, notes = (), ()
    if count < FEWEST_HEADINGS:
        raise _no_heading(records, columns)
    return sheet_under_heading(records, at, columns, titles, notes)


def _refuse_other(content: bytes, filename: str, most_bytes: int) -> None:
    name = f"“{one_line(filename)[:80]}”" if filename else "Het bestand"
    if not content.strip():
        raise Unreadable(f"{name} is leeg. Controleer of u het juiste bestand koos.")
    if len(content) > most_bytes:
        raise Unreadable(
            f"{name} is groter dan {most_bytes >> 20} MB. Splits het in kleinere bestanden en lever die na elkaar aan."
        )
    for magic, sentence in _MAGIC:
        if content.startswith(magic):
            raise Unreadable(sentence)
    if content[:512].removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(_MARKUP):
        raise Unreadable(_NOT_A_TABLE.format(what="een webpagina of XML-bestand"))


def _no_heading(records: Records, columns: Sequence[Column]) -> Unreadable:
    required = listed([column.label for column in columns if column.required])
    seen = next((cells for _, cells in records() if any(cell.strip() for cell in cells)), ())
    found = ", ".join(one_line(cell)[:40] for cell in list(seen)[:12] if cell.strip())[:200]
    return Unreadable(
        f"In de eerste rijen staat geen regel met kopjes die wij kennen. Nodig zijn in elk geval: {required}."
        + (f" Gevonden: {found}." if found else "")
        + " Vergelijk het bestand met het voorbeeldbestand en probeer het opnieuw."
    )
