"""A table that was read: its headings and its rows, whatever file or paste it came from."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from nazorg.common.plain import one_line

from .cleaning import OVERFLOW
from .columns import Column
from .headings import MOST_COLUMNS, keys_of, known_headings, recognised, refuse_missing
from .text import dutch
from .wrong import Unreadable

MOST_ROWS = 250_000
HEADING_WITHIN = 30  # rows; what stands above the heading are title lines
FEWEST_HEADINGS = 2

Records = Callable[[], Iterator[tuple[int, Sequence[str]]]]
_TOTALS = re.compile(r"\s*totaal\b", re.IGNORECASE)


@dataclass(slots=True)
class Sheet:
    """Headings and rows. `headings` pairs each key of a row with the heading as written, in the file's order.

    Known columns have their identifier as key, other columns their heading; `missing` are the optional columns that
    lack. `titles` is the text above the heading; `notes` are Dutch sentences on the table as a whole.
    """

    headings: tuple[tuple[str, str], ...]
    unknown: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    total: int = 0
    records: Records = field(default=lambda: iter(()), repr=False)

    @property
    def found(self) -> dict[str, str]:
        """Identifier of each recognised column, with the heading as the file has it."""
        return {key: heading for key, heading in self.headings if key not in self.unknown}

    @property
    def rows(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Line number and texts of each row; a new iterator each time, so that no copy of the table is kept."""
        keys = tuple(key for key, _ in self.headings)
        width = len(keys)
        for line, cells in self.records():
            row = dict(zip(keys, cells, strict=False))
            if len(cells) < width:
                row |= dict.fromkeys(keys[len(cells) :], "")
            elif len(cells) > width and (extra := " ".join(cell for cell in cells[width:] if cell.strip())):
                row[OVERFLOW] = extra
            yield line, row


def find_heading(records: Records, columns: Sequence[Column]) -> tuple[int, int]:
    """Index of the record that names most columns, among the first 30, and how many it names."""
    known = known_headings(columns)
    best, most = 0, 0
    for at, (_, cells) in enumerate(islice(records(), HEADING_WITHIN)):
        if (count := recognised(cells[:MOST_COLUMNS], known)) > most:
            best, most = at, count
    return best, most


def sheet_under_heading(
    records: Records, at: int, columns: Sequence[Column], titles: tuple[str, ...] = (), notes: tuple[str, ...] = ()
) -> Sheet:
    """The table under the heading that is record `at`. Reads all of it once, so that what is wrong shows now."""
    top = list(islice(records(), at + 1))
    heading = list(top[at][1])
    while heading and not heading[-1].strip():
        heading.pop()
    if len(heading) > MOST_COLUMNS:
        raise too_wide()
    keys = keys_of(heading, columns)
    refuse_missing(keys, heading, columns)
    names = {column.name for column in columns}
    above = tuple(one_line(cell) for _, cells in top[:at] for cell in cells if cell.strip())

    def body() -> Iterator[tuple[int, Sequence[str]]]:
        return records_with_data(islice(records(), at + 1, None), heading)

    return Sheet(
        headings=tuple(zip(keys, (one_line(cell) for cell in heading), strict=True)),
        unknown=tuple(key for key in keys if key not in names),
        missing=tuple(column.name for column in columns if column.name not in keys),
        titles=titles + above,
        notes=notes,
        total=counted(body),
        records=body,
    )


def counted(records: Records) -> int:
    """How many rows there are; refuses more rows or columns than a table may have."""
    total = 0
    for _, cells in records():
        total += 1
        if total > MOST_ROWS:
            raise Unreadable(f"Het bestand heeft meer dan {dutch(MOST_ROWS)} rijen. Splits het in kleinere bestanden.")
        if len(cells) > MOST_COLUMNS:
            raise too_wide()
    return total


def too_wide() -> Unreadable:
    """What to say of a table with too many columns."""
    return Unreadable(
        f"Het bestand heeft meer dan {MOST_COLUMNS} kolommen. "
        "Bewaar alleen de afgesproken kolommen en probeer het opnieuw."
    )


def records_with_data(
    records: Iterator[tuple[int, Sequence[str]]], heading: Sequence[str] | None = None
) -> Iterator[tuple[int, Sequence[str]]]:
    """The records without empty ones, lines of totals and, where a `heading` is given, its repetitions."""
    for line, cells in records:
        if not any(cells) or not "".join(cells).strip():
            continue
        if heading is not None and cells[: len(heading)] == heading:
            continue
        if _TOTALS.match(cells[0] or next(filter(None, cells))):
            continue
        yield line, cells
