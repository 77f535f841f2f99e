"""The tables of answer time and handoff: the same columns on screen, in the portal and in the workbook."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from nazorg.common.dutch import whole
from nazorg.common.tables import Cell, Column, Kind, Row, Table, Value
from reporting.figures.shares import NOTHING, percent, share
from reporting.figures.timeliness import Counted, Fact


@dataclass(frozen=True)
class Line:
    """A row: its names, the words of its municipality and month in addresses, and its counts (None: none exist)."""

    names: tuple[str, ...]
    counted: Counted | None
    code: str = ""
    month: int | None = None
    href: str = ""


# The address of the list behind a cell; empty where there is none.
Link = Callable[[Line, Fact], str]


def no_link(line: Line, fact: Fact) -> str:
    return ""


@dataclass(frozen=True)
class Measure:
    """A column: the group that it stands under, its name, and how a cell reads. `fact` is what it counts."""

    group: str
    label: str
    kind: Kind
    read: Callable[[Counted], tuple[str, Value]]
    fact: Fact | None = None


def _count(group: str, label: str, fact: Fact) -> Measure:
    return Measure(group, label, "num", lambda counted: (whole(counted.facts[fact]), counted.facts[fact]), fact)


def _part(group: str, label: str, fact: Fact, of: Fact) -> Measure:
    def read(counted: Counted) -> tuple[str, Value]:
        count, total = counted.facts[fact], counted.facts[of]
        return percent(count, total), share(count, total)

    return Measure(group, label, "pct", read)


def number_words(number: float | None) -> str:
    """ "2", "1,5"; "-" where it does not exist."""
    return NOTHING if number is None else f"{number:g}".replace(".", ",")


_ASKED, _TIME, _TERM, _SHORT = "Vragen", "Antwoordtijd in werkdagen", "Binnen de eigen termijn", "Kort verblijf"
ANSWERS = (
    _count(_ASKED, "verstuurd", Fact.SENT),
    _count(_ASKED, "verplaatst", Fact.MOVED),
    _count(_ASKED, "beantwoord", Fact.ANSWERED),
    Measure(_TIME, "mediaan", "num", lambda counted: (number_words(counted.median), counted.median)),
    Measure(_TIME, "90e percentiel", "num", lambda counted: (number_words(counted.ninetieth), counted.ninetieth)),
    _count(_TERM, "geteld", Fact.TERM),
    _count(_TERM, "op tijd", Fact.IN_TERM),
    _part(_TERM, "% van geteld", Fact.IN_TERM, Fact.TERM),
    _count(_TERM, "met uitstel", Fact.EXTENDED),
    _count(_SHORT, "casussen", Fact.SHORT),
    _part(_SHORT, "% van niet verplaatst", Fact.SHORT, Fact.ASKED),
)
_HANDED, _LATE, _FREE, _MET = "Overdracht aan de MMD-er", "Te laat door", "Vrij vóór overdracht", "Vóór het gesprek"
HANDOFFS = (
    _count(_HANDED, "casussen", Fact.HANDOFF),
    _count(_HANDED, "op tijd", Fact.IN_TIME),
    _part(_HANDED, "% van casussen", Fact.IN_TIME, Fact.HANDOFF),
    _count(_HANDED, "te laat", Fact.LATE),
    _count(_LATE, "SUWINET", Fact.LATE_SUWINET),
    _part(_LATE, "% van te laat", Fact.LATE_SUWINET, Fact.LATE),
    _count(_LATE, "gemeente", Fact.LATE_MUNICIPALITY),
    _count(_LATE, "late melding", Fact.LATE_NOTIFICATION),
    _count(_LATE, "vrijgekomen", Fact.LATE_RELEASED),
    _count(_LATE, "Veiligheidshuis", Fact.LATE_SAFETY_HOUSE),
    _count(_LATE, "reden volgt", Fact.LATE_UNKNOWN),
    _count(_FREE, "casussen", Fact.RELEASED),
    _count(_MET, "met datum", Fact.INTERVIEW),
    _count(_MET, "op tijd", Fact.BEFORE_INTERVIEW),
    _part(_MET, "% van met datum", Fact.BEFORE_INTERVIEW, Fact.INTERVIEW),
)


def figures_table(
    caption: str,
    heads: Sequence[str],
    measures: Sequence[Measure],
    lines: Sequence[Line],
    total: Line | None,
    link: Link = no_link,
) -> Table:
    """A row for each line and a column for each measure; `heads` are above the names of the lines."""
    groups: list[tuple[str, int]] = [("", len(heads))]
    columns = [Column(head) for head in heads]
    for measure in measures:
        new = groups[-1][0] != measure.group
        groups = [*groups, (measure.group, 1)] if new else [*groups[:-1], (measure.group, groups[-1][1] + 1)]
        columns.append(Column(measure.label, measure.kind, edge=new))
    rows = [_row(line, measures, link) for line in lines]
    return Table(caption, columns, rows, _row(total, measures, link) if total else None, groups, dense=True)


def _row(line: Line, measures: Sequence[Measure], link: Link) -> Row:
    first, *rest = line.names
    cells = [Cell(first, href=line.href, header=True), *(Cell(name) for name in rest)]
    for measure in measures:
        if line.counted is None:
            cells.append(Cell(NOTHING, kind=measure.kind))
            continue
        text, value = measure.read(line.counted)
        href = link(line, measure.fact) if measure.fact and value else ""
        for_whom = f"{measure.group.lower()}: {measure.label}, {' '.join(line.names)}"
        cells.append(Cell(text, value, href, kind=measure.kind, for_whom=for_whom if href else ""))
    return Row(cells)
