"""The tables of a row source: its figures through the periods, and by municipality. Never a percentage alone."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from nazorg.common.dutch import whole
from nazorg.common.tables import Cell, Column, Row, Table
from nazorg.common.words import joined
from reporting.figures.boundaries import Region
from reporting.figures.definitions import Period
from reporting.figures.shares import NOTHING, percent, share
from reporting.figures.source import OTHER, TOTAL, Counted, Line, Number, Source

OTHER_CODE, TOTAL_CODE = "overig", "totaal"

# The address of the list behind a cell: of a figure in a period, and the word for the row. Empty where there is none.
Link = Callable[[Source, Line, Period, str], str]


def no_link(source: Source, line: Line, period: Period, code: str) -> str:
    return ""


def number_words(number: Number) -> str:
    """ "1.204", "1,5"; "-" where it does not exist."""
    if number is None:
        return NOTHING
    return whole(int(number)) if float(number).is_integer() else f"{number:.1f}".replace(".", ",")


def lines_table(source: Source, counted: Sequence[Counted], link: Link = no_link) -> Table:
    """A row for each figure; of each period the count, what it is a share of, and the percentage."""
    columns, groups = [Column("Cijfer"), Column("eenheid")], [("", 2)]
    for each in counted:
        columns += [Column("aantal", "num", edge=True), Column("van", "num"), Column("%", "pct")]
        groups.append((each.period.label, 3))
    rows = []
    for line in source.lines:
        cells = [Cell(line.name, header=True), Cell(line.unit.value)]
        for each in counted:
            number, of, share_of = _count_cells(source, line, each, TOTAL, TOTAL_CODE, link, "totaal")
            whole_line = source.line(line.of)
            words = f"{of.text} {whole_line.unit}" if whole_line and of.value is not None else of.text
            cells += [number, replace(of, text=words), share_of]
        rows.append(Row(cells))
    periods = joined([each.period.name for each in counted])
    return Table(f"{source.title}, {periods}", columns, rows, groups=groups)


def municipal_table(source: Source, counted: Counted, region: Region, link: Link = no_link) -> Table:
    """A row for each municipality, and the figures that are divided by it with the share in that row's own whole."""
    lines = [line for line in source.lines if line.code in source.by_municipality]
    columns, groups = [Column("Gemeente")], [("", 1)]
    for line in lines:
        columns.append(Column(line.unit.value, "num", edge=True))
        whole_line = source.line(line.of)
        if whole_line:
            columns += [Column(f"van {whole_line.unit}", "num"), Column("%", "pct")]
        groups.append((line.name, 3 if whole_line else 1))

    def row(key: int, code: str, name: str) -> Row:
        cells = [Cell(name, header=True)]
        for line in lines:
            found = _count_cells(source, line, counted, key, code, link, name)
            cells += found if line.of else found[:1]
        return Row(cells)

    rows = [row(each.pk, each.code, each.name) for each in region.rows]
    rows.append(row(OTHER, OTHER_CODE, "Overig"))
    caption = f"{source.title} per gemeente, {counted.period.label}"
    return Table(caption, columns, rows, row(TOTAL, TOTAL_CODE, "Totaal"), groups, dense=len(columns) > 9)


def _count_cells(
    source: Source, line: Line, counted: Counted, key: int, code: str, link: Link, name: str
) -> list[Cell]:
    """The count, the whole and the percentage; the last two empty for a figure that is no share."""
    number = counted.at(line, key)
    href = link(source, line, counted.period, code) if number and not line.median_of else ""
    for_whom = f"{line.name.lower()}, {name}" if href else ""
    cells = [Cell(number_words(number), number, href, kind="num", for_whom=for_whom)]
    if not line.of:
        return [*cells, Cell("", kind="num"), Cell("", kind="pct")]
    total = counted.total_of(line, key)
    part, of = (None, None) if number is None or total is None else (int(number), int(total))
    return [*cells, Cell(number_words(of), of, kind="num"), Cell(percent(part, of), share(part, of), kind="pct")]
