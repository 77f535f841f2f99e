"""A page per municipality: its own row of every table that has one, as a list of figures."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from municipalities.models import Municipality
from nazorg.common.tables import Cell, Column, Row, Table
from reporting.annual.frozen import Section, says_anything
from reporting.figures.boundaries import Region

_BY_MUNICIPALITY = "Gemeente"
_WHOLE = re.compile(r"% van (.+)")


def municipal_sections(region: Region, sections: Sequence[Section]) -> list[Section]:
    """A section for each municipality of the region, with what the other sections say of it."""
    return [_section(municipality, sections) for municipality in region.rows]


def _section(municipality: Municipality, sections: Sequence[Section]) -> Section:
    tables = []
    for section in sections:
        rows = [
            row for table in section.tables if table.columns[0].label == _BY_MUNICIPALITY
            for row in _own_rows(table, municipality.name)
        ]  # fmt: skip
        if rows:
            columns = [Column("Cijfer"), Column("aantal", "num"), Column("van", "num"), Column("%", "pct")]
            tables.append(Table(section.title, columns, rows))
    shown = [table for table in tables if says_anything(table)]
    remarks = [] if shown else [f"Over {municipality.name} staat in dit jaar niets in de registratie."]
    return Section(f"gemeente-{municipality.code}", municipality.name, shown, remarks=remarks, alone=True)


def _own_rows(table: Table, name: str) -> Iterator[Row]:
    """The figures of one municipality, each with what it is a share of where the table gives that."""
    row = next((row for row in table.rows if row.cells[0].text == name), None)
    if row is None:
        return
    labels = [label for label, span in table.groups for _ in range(span)] or [""] * len(table.columns)
    at = 1
    while at < len(table.columns):
        column, cell = table.columns[at], row.cells[at]
        whole, part = Cell(""), Cell("")
        end = at + 1
        if end < len(table.columns) and table.columns[end].label.partition(" ")[0] == "van":
            whole, end = row.cells[end], end + 1
        if end < len(table.columns) and table.columns[end].kind == "pct":
            part = row.cells[end]
            share_of = _WHOLE.match(table.columns[end].label)
            whole = whole if whole.text or not share_of else Cell(_number_of(share_of[1], table, row))
            end += 1
        words = ", ".join(filter(None, (labels[at], column.label if column.label != "aantal" else "")))
        # Without the signs of notes: those stand with the table itself.
        found = (replace(each, noteref="", href="") for each in (cell, whole, part))
        yield Row([Cell(words, header=True), *found])
        at = end


def _number_of(words: str, table: Table, row: Row) -> str:
    """A share of "325" is of that number; of "geteld" it is of the cell in the column of that name."""
    places = [at for at, column in enumerate(table.columns) if column.label == words]
    return row.cells[places[0]].text if places else words if words[0].isdigit() else ""
