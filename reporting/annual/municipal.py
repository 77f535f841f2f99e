"""A page per municipality: its own row of every table that has one, as one list of figures."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from municipalities.models import Municipality
from nazorg.common.tables import Cell, Column, Row, Table
from reporting.annual.frozen import Section
from reporting.figures.chart import Chart, bar_chart
from reporting.figures.shares import NOTHING
from reporting.figures.table_one import Figure, FigureColumn, TableOne
from reporting.line_tables import number_words

_BY_MUNICIPALITY = "Gemeente"
_WHOLE = re.compile(r"% van (.+)")


def municipal_sections(figures: TableOne, sections: Sequence[Section]) -> list[Section]:
    """A section for each municipality of the region, with what the other sections say of it."""
    return [_section(municipality, figures, sections) for municipality in figures.rows]


def _section(municipality: Municipality, figures: TableOne, sections: Sequence[Section]) -> Section:
    rows: list[Row] = []
    for section in sections:
        own = [
            row for table in section.tables if table.columns[0].label == _BY_MUNICIPALITY
            for row in _own_rows(table, municipality.name)
        ]  # fmt: skip
        if own:
            rows += [Row([Cell(section.title, header=True), Cell(""), Cell(""), Cell("")], state="head"), *own]
    columns = [Column("Cijfer"), Column("aantal", "num"), Column("van", "num"), Column("%", "pct")]
    table = Table(f"De cijfers van {municipality.name}", columns, rows)
    remarks = [] if rows else [f"Over {municipality.name} staat in dit jaar niets in de registratie."]
    drawn = _chart(municipality, figures)
    charts = [drawn] if drawn else []
    return Section(f"gemeente-{municipality.code}", municipality.name, [table], charts, remarks, alone=True)


def _chart(municipality: Municipality, figures: TableOne) -> Chart | None:
    """Caseload and outflow of this municipality beside the year before; None where there is nothing to draw."""
    bars = [
        (figure.value.capitalize(), [_count(figures.column(figure, year), municipality) for year in figures.years])
        for figure in Figure
    ]
    return bar_chart(
        f"gemeente-{municipality.code}", f"Caseload en uitstroom van {municipality.name}",
        "Alle getallen staan in de tabel.", [str(year) for year in figures.years], bars, number_words,
    )  # fmt: skip


def _count(column: FigureColumn | None, municipality: Municipality) -> int | None:
    if column is None or column.count.total is None:
        return None
    return column.count.rows.get(municipality.pk, 0)


def _own_rows(table: Table, name: str) -> Iterator[Row]:
    """The figures of one municipality that exist, each with what it is a share of where the table gives that."""
    row = next((row for row in table.rows if row.cells[0].text == name), None)
    if row is None:
        return
    groups = [label for label, span in table.groups for _ in range(span)] or [""] * len(table.columns)
    at = 1
    while at < len(table.columns):
        label, count = table.columns[at].label, row.cells[at]
        words = groups[at] if label == groups[at].lower() else ", ".join(filter(None, (groups[at], label)))
        whole, part, at = _share(table, row, groups, at + 1)
        if count.text != NOTHING:
            # Without the signs of notes: those stand with the table itself.
            yield Row([Cell(words, header=True), *(replace(each, noteref="") for each in (count, whole, part))])


def _share(table: Table, row: Row, groups: list[str], at: int) -> tuple[Cell, Cell, int]:
    """What the count before place `at` is a share of, the percentage, and the place of the next count."""
    whole = part = Cell("")
    if at < len(table.columns) and table.columns[at].label.partition(" ")[0] == "van":
        whole, at = row.cells[at], at + 1
    if at < len(table.columns) and table.columns[at].kind == "pct":
        part = row.cells[at]
        share_of = _WHOLE.match(table.columns[at].label)
        if share_of and not whole.text:
            whole = _whole(share_of[1], table, row, groups)
        at += 1
    return whole, part, at


def _whole(words: str, table: Table, row: Row, groups: list[str]) -> Cell:
    """A share of "325" is of that number; of "verstuurd" or "caseload" it is of the column of that name."""
    if words[0].isdigit():
        return Cell(words)
    for group, column, cell in zip(groups, table.columns, row.cells, strict=True):
        if words in (column.label, group.lower()):
            return cell
    return Cell("")
