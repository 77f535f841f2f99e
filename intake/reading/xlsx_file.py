"""XLSX: the sheets of a workbook as records of texts.

By python-calamine itself rather than through pandas, which calls the same library: about twice as fast without the
table in between, nothing is guessed to be missing, and merged cells can be seen.
"""

import io
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from .columns import Column
from .sheet import FEWEST_HEADINGS, Records, find_heading
from .unpacking import DAMAGED, refuse_unsafe
from .wrong import Unreadable

_T = TypeVar("_T")
MOST_SHEETS = 50  # looked at
Cell = int | float | str | bool | time | date | datetime | timedelta


def best_sheet(content: bytes, columns: Sequence[Column]) -> tuple[str, Records, int, int, tuple[str, ...]]:
    """The first visible sheet with a heading: its name, records, the heading's index, how many columns it names,
    and notes on sheets that have a heading too and were not read."""
    refuse_unsafe(content)
    workbook = _guarded(lambda: CalamineWorkbook.from_filelike(io.BytesIO(content)))
    best: tuple[str, Records, int, int] | None = None
    others: list[str] = []
    for about in workbook.sheets_metadata[:MOST_SHEETS]:
        if about.typ != SheetTypeEnum.WorkSheet or about.visible != SheetVisibleEnum.Visible:
            continue
        name = about.name
        records = _records(_guarded(lambda name=name: workbook.get_sheet_by_name(name)))  # type: ignore[misc]
        at, count = find_heading(records, columns)
        if best is None or (best[3] < FEWEST_HEADINGS and count > best[3]):
            best = name, records, at, count
        elif count >= FEWEST_HEADINGS:
            others.append(name)
    if best is None:
        raise Unreadable("In dit Excel-bestand staat geen werkblad met rijen. Controleer of u het juiste bestand koos.")
    notes = tuple(f"Alleen het werkblad “{best[0]}” is gelezen; “{name}” niet." for name in others)
    return *best, notes


def _records(sheet: CalamineSheet) -> Records:
    start = sheet.start
    left = [""] * (start[1] if start else 0)
    down = _merged_downwards(sheet)

    def records() -> Iterator[tuple[int, Sequence[str]]]:
        if start is None:
            return
        below: dict[int, tuple[int, str]] = {}  # column to the last row of its merged cell, and the text in it
        for row, values in enumerate(sheet.iter_rows()):
            cells = left + [cell_as_text(value) for value in values]
            if down:
                _fill(cells, row, down, below)
            yield row + 1, cells

    return records


def cell_as_text(value: Cell) -> str:
    """The text of a cell: whole numbers without ".0", dates as ISO text, yes and no as ja and nee."""
    if isinstance(value, str):
        return value.replace("\0", "")  # written as _x0000_; PostgreSQL cannot hold it
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value)


def _merged_downwards(sheet: CalamineSheet) -> dict[int, list[tuple[int, int]]]:
    """First row of each cell that is merged over more rows: its column and its last row."""
    down: dict[int, list[tuple[int, int]]] = {}
    for (top, column), (bottom, _) in sheet.merged_cell_ranges or ():
        if bottom > top:
            down.setdefault(top, []).append((column, bottom))
    return down


def _fill(
    cells: list[str], row: int, down: dict[int, list[tuple[int, int]]], below: dict[int, tuple[int, str]]
) -> None:
    """Give each row under a merged cell the text of that cell, in rows that hold something of their own."""
    if any(cells):
        for column, (bottom, text) in list(below.items()):
            if row > bottom:
                del below[column]
            elif column < len(cells) and not cells[column]:
                cells[column] = text
    for column, bottom in down.get(row, ()):
        if column < len(cells) and cells[column]:
            below[column] = bottom, cells[column]


def _guarded(work: Callable[[], _T]) -> _T:
    """Run the library; whatever it makes of a damaged file, a panic in its Rust included, is Unreadable."""
    try:
        return work()
    except (CalamineError, OSError, ValueError):
        raise DAMAGED from None
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # derives from BaseException, and has no public name
            raise DAMAGED from None
        raise
