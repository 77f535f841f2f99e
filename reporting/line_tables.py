"""The tables of a row source: its figures through the periods, and by municipality. Never a percentage alone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from django.utils.dates import MONTHS

from nazorg.common.dutch import whole
from nazorg.common.tables import Cell, Column, Row, Table
from nazorg.common.words import joined, within
from reporting.figures.boundaries import Region
from reporting.figures.definitions import Period
from reporting.figures.shares import NOTHING, percent, share
from reporting.figures.source import MONTH, OTHER, TOTAL, Counted, Line, Number, RowKey, Source, Split, Value

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
    shares = any(line.of for block in blocks for line in block.lines)
    columns, groups = [Column("Cijfer"), Column("eenheid")], [("", 2)]
    for period in periods:
        own = [Column("aantal", "num", edge=True)]
        own += [Column("van", "num"), Column("%", "pct")] if shares else []
        columns += own
        groups.append((period.label, len(own)))
    rows = []
    for block in blocks:
        for line in block.lines:
            cells = [Cell(line.name, header=True), Cell(line.unit.value)]
            for each in block.counted:
                found = _count_cells(block.source, line, each, TOTAL, TOTAL_CODE, link, "totaal")
                cells += _with_unit(block.source, line, found) if shares else found[:1]
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
    rows: list[TableRow] = [(each.pk, each.code, each.name) for each in region.rows]
    rows.append((OTHER, OTHER_CODE, "Overig"))
    return _divided(source, counted, "gemeente", source.by_municipality, rows, link)


def split_table(source: Source, counted: Counted, split: Split, link: Link = no_link) -> Table:
    """A row for each value of a split, as `municipal_table` has one for each municipality."""
    rows = [((split.column, each.held), each.code, each.name) for each in values_of(split, counted)]
    return _divided(source, counted, split.name, split.lines, rows, link)


def values_of(split: Split, counted: Counted) -> list[Value]:
    """The rows of a split: the months that have begun, the values that it names, or those that were found."""
    if split.column == MONTH:
        first = max(counted.period.first, counted.since or counted.period.first).month
        return [Value(str(month), "", str(MONTHS[month])) for month in range(first, counted.period.last.month + 1)]
    if split.values:
        return list(split.values)
    line = counted.source.line(split.lines[0])
    found = {
        row[1]: number or 0
        for (code, row), number in counted.cells.items()
        if line is not None and code == line.code and isinstance(row, tuple) and row[0] == split.column and row[1]
    }
    return [Value(held, "", held) for held in sorted(found, key=lambda held: (-found[held], held))]


# A row of a divided table: where its counts are, its word in addresses (empty: no lists), and its name.
TableRow = tuple[RowKey, str, str]


def _divided(
    source: Source, counted: Counted, by: str, codes: Sequence[str], rows: Sequence[TableRow], link: Link
) -> Table:
    """What a figure is a share of stands beside it, or is a column of the same table already."""
    lines = [line for line in source.lines if line.code in codes]
    columns, groups = [Column(by.capitalize())], [("", 1)]
    for line in lines:
        own = [Column(line.unit.value, "num", edge=True)]
        whole_line = source.line(line.of)
        if whole_line in lines:
            own.append(Column(f"% van {within(whole_line.name)}", "pct"))
        elif whole_line:
            own += [Column(f"van {whole_line.unit}", "num"), Column("%", "pct")]
        columns += own
        groups.append((line.name, len(own)))

    def row(key: RowKey, code: str, name: str) -> Row:
        cells = [Cell(name, header=True)]
        for line in lines:
            number, of, part = _count_cells(source, line, counted, key, code, link, name)
            cells += [number] if not line.of else [number, part] if line.of in codes else [number, of, part]
        return Row(cells)

    caption = f"{source.title} per {by}, {counted.period.label}"
    total = row(TOTAL, TOTAL_CODE, "Totaal")
    return Table(caption, columns, [row(*each) for each in rows], total, groups, dense=len(columns) > 8)


def _count_cells(
    source: Source, line: Line, counted: Counted, key: RowKey, code: str, link: Link, name: str
) -> list[Cell]:
    """The count, the whole and the percentage; the last two empty for a figure that is no share."""
    number = counted.at(line, key)
    listed = line.listed and code and not line.median_of
    href = link(source, line, counted.period, code) if number and listed else ""
    for_whom = f"{within(line.name)}, {name}" if href else ""
    cells = [Cell(number_words(number), number, href, kind="num", for_whom=for_whom)]
    if not line.of:
        return [*cells, Cell("", kind="num"), Cell("", kind="pct")]
    total = counted.total_of(line, key)
    part, of = (None, None) if number is None or total is None else (int(number), int(total))
    return [*cells, Cell(number_words(of), of, kind="num"), Cell(percent(part, of), share(part, of), kind="pct")]
