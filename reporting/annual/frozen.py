"""Tables and charts as plain data, as a template prints them, a publication keeps them and they are compared."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from typing import Any

from nazorg.common.tables import Cell, Column, Row, Table, Value
from reporting.figures.chart import Chart
from reporting.figures.notes import Note

# More columns than these do not fit the width of a page.
_MOST_COLUMNS = 10
_NUMBERS = ("num", "pct")

Plain = dict[str, Any]


@dataclass(frozen=True)
class Section:
    """A part of a chapter. `alone` starts on a page of its own, `slug` is unique in the report."""

    slug: str
    title: str
    tables: Sequence[Table] = ()
    charts: Sequence[Chart] = ()
    remarks: Sequence[str] = ()
    notes: Sequence[Note] = ()
    paragraphs: Sequence[str] = ()
    alone: bool = False
    key_figures: Sequence[tuple[str, str]] = field(default=())


def freeze(section: Section) -> Plain:
    """A section as plain data: tables without a single number are left out, those too wide for paper are divided."""
    tables = [part for table in section.tables if table.rows and says_anything(table) for part in divided(table)]
    return {
        "slug": section.slug,
        "title": section.title,
        "alone": section.alone,
        "paragraphs": list(section.paragraphs),
        "key_figures": [list(each) for each in section.key_figures],
        "remarks": list(dict.fromkeys(section.remarks)),
        "tables": [_table(table) for table in tables],
        "charts": [asdict(chart) for chart in section.charts],
        "notes": [{"number": note.number, "text": note.text} for note in section.notes],
    }


def says_anything(table: Table) -> bool:
    """Whether a table of numbers holds one; a table of words always does."""
    places = [at for at, column in enumerate(table.columns) if column.kind in _NUMBERS]
    rows = [*table.rows, *([table.footer] if table.footer else [])]
    return not places or any(row.cells[at].text not in ("-", "") for row in rows for at in places)


def divided(table: Table) -> list[Table]:
    """A table with too many columns as several, each with the names of the rows and some of the groups."""
    if len(table.columns) <= _MOST_COLUMNS or not table.groups:
        return [table]
    (_, names), *groups = table.groups
    parts: list[list[tuple[str, range]]] = [[]]
    start = names
    for label, span in groups:
        if parts[-1] and names + sum(len(taken) for _, taken in parts[-1]) + span > _MOST_COLUMNS:
            parts.append([])
        parts[-1].append((label, range(start, start + span)))
        start += span
    return [_part(table, names, part) for part in parts]


def _part(table: Table, names: int, groups: list[tuple[str, range]]) -> Table:
    places = [*range(names), *(at for _, taken in groups for at in taken)]
    return replace(
        table,
        caption=f"{table.caption}: {', '.join(label[0].lower() + label[1:] for label, _ in groups)}",
        columns=[table.columns[at] for at in places],
        rows=[_cut(row, places) for row in table.rows],
        footer=_cut(table.footer, places) if table.footer else None,
        groups=[("", names), *((label, len(taken)) for label, taken in groups)],
    )


def _cut(row: Row, places: list[int]) -> Row:
    return replace(row, cells=[row.cells[at] for at in places])


def _table(table: Table) -> Plain:
    return {
        "caption": table.caption,
        "groups": [list(group) for group in table.groups],
        "columns": [{"label": each.label, "kind": each.kind, "edge": each.edge} for each in table.columns],
        "rows": [_row(row, table.columns) for row in table.rows],
        "footer": _row(table.footer, table.columns) if table.footer else None,
        "small": len(table.columns) > 7 or table.dense,
        # Figures with their unit through some years, as the catalogue shows them.
        "lines": [column.kind for column in table.columns[:3]] == ["text", "text", "num"],
        "words": not any(column.kind in _NUMBERS for column in table.columns),
    }


def _row(row: Row, columns: Sequence[Column]) -> Plain:
    return {"state": row.state, "cells": [_cell(*pair) for pair in zip(row.cells, columns, strict=True)]}


def _cell(cell: Cell, column: Column) -> Plain:
    return {
        "text": cell.tag.label if cell.tag else cell.text,
        "value": _value(cell.value),
        "kind": cell.kind or column.kind,
        "header": cell.header,
        "noteref": cell.noteref,
    }


def _value(value: Value) -> Value:
    return value.isoformat() if isinstance(value, date | datetime) else value
