"""The tables of a row source: its figures through the periods, and by municipality. Never a percentage alone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

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


@dataclass(frozen=True)
class Block:
    """The figures of one source in each of the periods; of `codes` these only, where they are given."""

    source: Source
    counted: Sequence[Counted]
    codes: tuple[str, ...] = ()

    @property
    def lines(self) -> list[Line]:
        return [line for line in self.source.lines if not self.codes or line.code in self.codes]


def lines_table(source: Source, counted: Sequence[Counted], link: Link = no_link) -> Table:
    """A row for each figure of a source; of each period the count, what it is a share of, and the percentage."""
    return blocks_table(source.title, [Block(source, counted)], link)


def blocks_table(title: str, blocks: Sequence[Block], link: Link = no_link) -> Table:
    """The same for the figures of several sources, all in the same periods."""
    periods = [each.period for each in blocks[0].counted] if blocks else []
    columns, groups = [Column("Cijfer"), Column("eenheid")], [("", 2)]
    for period in periods:
        columns += [Column("aantal", "num", edge=True), Column("van", "num"), Column("%", "pct")]
        groups.append((period.label, 3))
    rows = []
    for block in blocks:
        for line in block.lines:
            cells = [Cell(line.name, header=True), Cell(line.unit.value)]
            for each in block.counted:
                cells += _with_unit(
                    block.source, line, _count_cells(block.source, line, each, TOTAL, TOTAL_CODE, link, "totaal")
                )
            rows.append(Row(cells))
    return Table(f"{title}, {joined([period.name for period in periods])}", columns, rows, groups=groups)


def _with_unit(source: Source, line: Line, cells: list[Cell]) -> list[Cell]:
    """The same cells, with the whole in words: "325 casussen"."""
    number, of, part = cells
    whole_line = source.line(line.of)
    if whole_line is None or of.value is None:
        return cells
    return [number, replace(of, text=f"{of.text} {whole_line.unit}"), part]


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
