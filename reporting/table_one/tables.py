"""Table 1 and what stands beside it, as the one table that page, spreadsheet and PDF share."""

from collections.abc import Callable

from cases.detentions.models import Abode
from nazorg.common.dutch import whole
from nazorg.common.tables import Cell, Column, Row, Table
from nazorg.common.words import joined
from reporting.figures.notes import OTHER, Note
from reporting.figures.series import YearOutflow
from reporting.figures.shares import NOTHING, percent, share
from reporting.figures.table_one import Figure, FigureColumn, TableOne

# The address of the list behind a cell: of a column, and the word for the row. Empty where there is none.
Link = Callable[[FigureColumn, str], str]

OTHER_CODE, TOTAL_CODE = "overig", "totaal"
# Who is released without an address in the region, in the order of the table, and the word in addresses.
BELOW = {
    Abode.NONE.value: ("zonder-adres", "Personen zonder vaste woon- of verblijfplaats"),
    Abode.MUNICIPALITY.value: ("buiten-regio", "Personen uit een gemeente buiten de regio"),
    Abode.ABROAD.value: ("buitenland", "Personen uit het buitenland"),
    Abode.UNKNOWN.value: ("onbekend", "Personen van wie de gemeente onbekend is"),
}


def no_link(column: FigureColumn, code: str) -> str:
    return ""


def caption(table: TableOne) -> str:
    """ "Caseload 2013, uitstroom 2013 en uitstroom 2012 per gemeente, in aantallen en procenten"."""
    labels = joined([column.short_label for column in table.columns])
    return f"{labels[0].upper()}{labels[1:]} per gemeente, in aantallen en procenten"


def main_table(table: TableOne, notes: list[Note], link: Link = no_link) -> Table:
    """Table 1 itself: a count and a share per figure, the rows of the region, Overig and the total."""
    signs = {(mark.row, mark.column): str(note.number) for note in notes for mark in note.marks}
    columns = [Column("Gemeente")]
    groups = [("", 1)]
    for column in table.columns:
        total = column.count.total
        columns += [
            Column(column.figure.unit, "num", edge=True),
            Column(f"% van {_text(total)}" if total else "%", "pct"),
        ]
        groups.append((column.label, 2))

    def row(key: int, code: str, name: str, counts: list[int | None]) -> Row:
        cells = [Cell(name, header=True, noteref=signs.get((key, None), ""))]
        for number, (column, count) in enumerate(zip(table.columns, counts, strict=True)):
            href = link(column, code) if count else ""
            cells.append(Cell(_text(count), count, href, kind="num", for_whom=f"{column.figure.unit}, {name}"))
            total = column.count.total
            sign = signs.get((key, number), "")
            cells.append(Cell(percent(count, total), share(count, total), kind="pct", noteref=sign))
        return Row(cells)

    counts = [column.count for column in table.columns]
    rows = [row(each.pk, each.code, each.name, [count.rows.get(each.pk) for count in counts]) for each in table.rows]
    rows.append(row(OTHER, OTHER_CODE, "Overig", [count.other for count in counts]))
    footer = row(-1, TOTAL_CODE, "Totaal", [count.total for count in counts])
    return Table(caption(table), columns, rows, footer, groups)


def below_table(table: TableOne, link: Link = no_link) -> Table:
    """Who was released without an address in the region, each once, and how many releases there were in all."""
    outflow = [column for column in table.columns if column.figure is Figure.OUTFLOW]
    columns = [Column("Niet in de tabel"), *(Column(column.short_label, "num", edge=True) for column in outflow)]
    rows: list[Row] = []
    for abode, (code, name) in BELOW.items():
        counts = [column.count.below.get(abode, 0 if column.count.releases else None) for column in outflow]
        if any(counts):
            cells = [
                Cell(_text(count), count, link(column, code) if count else "", kind="num", for_whom=name)
                for column, count in zip(outflow, counts, strict=True)
            ]
            rows.append(Row([Cell(name, header=True), *cells]))
    releases = [column.count.releases or None for column in outflow]
    if any(releases):
        rows.append(
            Row(
                [Cell("Vrijlatingen in het hele jaar", header=True), *(Cell(_text(n), n, kind="num") for n in releases)]
            )
        )
    return Table("Wie vrijkwam zonder adres in de regio, en het aantal vrijlatingen", columns, rows)


def series_table(series: list[YearOutflow]) -> Table:
    """The outflow through the years, each with where it comes from."""
    rows = [
        Row([
            Cell(str(each.year), each.year, header=True, kind="text"),
            Cell(_text(each.persons), each.persons, kind="num"),
            Cell(_origin(each)),
        ])
        for each in series
    ]  # fmt: skip
    columns = [Column("Jaar"), Column("personen", "num"), Column("Herkomst")]
    return Table("Uitstroom per jaar, in personen", columns, rows)


def _origin(each: YearOutflow) -> str:
    if each.source:
        return f"gepubliceerd, niet uit registratie: {each.source}"
    return "geteld uit de registratie, het jaar loopt nog" if each.running else "geteld uit de registratie"


def _text(count: int | None) -> str:
    return NOTHING if count is None else whole(count)
