"""Pasted text: rows with or without headings, or the text of a screen with labels and values."""

from collections.abc import Iterator, Sequence
from itertools import islice

from . import csv_file
from .columns import Column
from .headings import listed
from .screen import read_screen
from .sheet import FEWEST_HEADINGS, Sheet, counted, records_with_data, sheet_under_heading
from .source import Source
from .table import MOST_BYTES
from .wrong import Unreadable

_FEWEST_CELLS = 4  # fewer cannot hold a kind, a name and a date


def read_pasted(text: str, columns: Sequence[Column], source: Source) -> Sheet:
    """The table in pasted text. Without a heading line, cells are taken in the agreed order of the columns.

    Raises Unreadable, with a Dutch sentence that says what to do.
    """
    text = text.replace("\0", "")
    content = text.encode("utf-8", "replace")
    if not content.strip():
        raise Unreadable("Er is niets geplakt. Kopieer de rijen of de tekst van het scherm en plak die hier.")
    if len(content) > MOST_BYTES:
        raise Unreadable("De geplakte tekst is groter dan 20 MB. Lever de rijen aan als bestand.")
    screen = read_screen(text, columns)
    if screen is not None:
        return screen
    delimiter = "\t" if "\t" in text else source.delimiter
    records, at, count = csv_file.best_delimiter(content, columns, delimiter)
    if count >= FEWEST_HEADINGS:
        return sheet_under_heading(records, at, columns)
    return _agreed_order(content, columns, delimiter)


def _agreed_order(content: bytes, columns: Sequence[Column], preferred: str) -> Sheet:
    """Rows without headings: each cell is the column at its place."""
    first_line = content.lstrip().split(b"\n", 1)[0]
    delimiter = max((preferred, *csv_file.DELIMITERS), key=lambda each: first_line.count(each.encode()))
    records = csv_file.records_of(content, delimiter)

    def body() -> Iterator[tuple[int, Sequence[str]]]:
        return records_with_data(records())

    required = [at for at, column in enumerate(columns) if column.required]
    if not any(
        sum(1 for cell in cells if cell.strip()) >= _FEWEST_CELLS
        and all(at < len(cells) and cells[at].strip() for at in required)
        for _, cells in islice(body(), 30)
    ):
        labels = listed([column.label for column in columns if column.required])
        raise Unreadable(
            "Wij herkennen hier geen rijen en geen scherm van een melding in. Plak ook de regel met kopjes mee; "
            f"nodig zijn in elk geval: {labels}."
        )
    return Sheet(
        headings=tuple((column.name, column.label) for column in columns),
        notes=("Er stond geen regel met kopjes bij: de cellen zijn gelezen in de afgesproken volgorde.",),
        total=counted(body),
        records=body,
    )
