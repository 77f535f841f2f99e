"""A subject of the figures: one topic with its tables, its chart and its definitions, for screen, file and report."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone

from nazorg.accounts.acts import Act
from nazorg.common.dutch import full_date
from nazorg.common.tables import Table
from nazorg.common.words import within
from reporting.figures.boundaries import Region, region
from reporting.figures.chart import Chart, bar_chart
from reporting.figures.definitions import Period, period
from reporting.figures.notes import Note
from reporting.figures.source import OTHER, Counted, Line, RowKey, Source, Split, count
from reporting.figures.table_one import Boundaries, boundary_day
from reporting.line_tables import (
    Link,
    lines_table,
    municipal_table,
    no_link,
    number_words,
    split_table,
    values_of,
)


@dataclass(frozen=True)
class Asked:
    """What is asked for: a period and the ones to compare with, under which boundaries, as seen at which moment."""

    periods: tuple[Period, ...]
    region: Region
    boundaries: Boundaries
    as_of: datetime

    @property
    def today(self) -> date:
        """The day on which it is asked, in local time."""
        return timezone.localdate(self.as_of)

    @property
    def label(self) -> str:
        """ "2013, vergeleken met 2012, gemeentegrenzen zoals in 2013"."""
        first, *others = self.periods
        compared = "".join(f", vergeleken met {other.label}" for other in others)
        bounds = "nu" if self.boundaries is Boundaries.NOW else f"in {max(each.year for each in self.periods)}"
        return f"{first.label}{compared}, gemeentegrenzen zoals {bounds}"


def ask(periods: Sequence[Period], boundaries: Boundaries, now: datetime) -> Asked:
    """Ask for these periods, the first one first."""
    return Asked(tuple(periods), region(boundary_day(boundaries, periods, timezone.localdate(now))), boundaries, now)


def ask_years(years: Sequence[int], boundaries: Boundaries, now: datetime) -> Asked:
    """Ask for these years, the first one first. Raises WrongYear for one that cannot be reported on."""
    return ask([period(year, timezone.localdate(now)) for year in years], boundaries, now)


@dataclass(frozen=True)
class Shown:
    """A subject worked out. `remarks` say what runs, lacks or was never registered; `notes` have signs in a table."""

    tables: tuple[Table, ...]
    charts: tuple[Chart, ...] = ()
    remarks: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True)
class Definition:
    """One figure of the catalogue, as it is printed."""

    name: str
    text: str
    unit: str
    share_of: str
    since: str
    by_municipality: bool = True


@dataclass(frozen=True)
class Subject:
    """One topic. `url_name` is a page of its own, where it has one; the others share one page by their slug."""

    slug: str
    title: str
    chapter: str
    date_rule: str
    place_rule: str
    drill: Act
    definitions: tuple[Definition, ...]
    show: Callable[[Asked, Link], Shown]
    url_name: str = ""
    source: Source | None = None

    @property
    def url(self) -> str:
        """The address of its page."""
        return reverse(self.url_name) if self.url_name else reverse("figures_subject", args=[self.slug])


Counting = Callable[[Source, Period, Region, date], Counted]


def _nothing(counted: Sequence[Counted]) -> list[str]:
    return []


def of_source(
    source: Source, counting: Counting = count, tell: Callable[[Sequence[Counted]], list[str]] = _nothing
) -> Subject:
    """The subject that a row source makes: its lines through the periods, those by municipality, and a chart.

    `tell` gives sentences that are written from the numbers.
    """

    def show(asked: Asked, link: Link = no_link) -> Shown:
        counted = [counting(source, each, asked.region, asked.today) for each in asked.periods]
        first = counted[0]
        tables = [lines_table(source, counted, link)]
        charts: list[Chart | None] = []
        if first.exists:
            tables += [split_table(source, first, split, link) for split in source.splits]
            charts += [_split_chart(source, counted, split) for split in source.splits if split.charted]
        if source.by_municipality and first.exists:
            tables.append(municipal_table(source, first, asked.region, link))
            charts.append(_chart(source, counted, asked.region))
        remarks = (*_remarks(source, counted), *tell(counted))
        return Shown(tuple(tables), tuple(each for each in charts if each), remarks)

    definitions = tuple(_definition(source, line) for line in source.lines)
    return Subject(
        source.slug, source.title, source.chapter, source.date_rule, source.place_rule, source.drill, definitions, show,
        source=source,
    )  # fmt: skip


def _chart(source: Source, counted: Sequence[Counted], region: Region) -> Chart | None:
    """The first figure that is divided by municipality, in each of the periods."""
    line = source.line(source.by_municipality[0])
    assert line is not None  # noqa: S101  a source names its own lines
    rows: list[tuple[RowKey, str]] = [(row.pk, row.name) for row in region.rows]
    return _bars(source, line, counted, "gemeente", [*rows, (OTHER, "Overig")])


def _split_chart(source: Source, counted: Sequence[Counted], split: Split) -> Chart | None:
    """The first figure of a split, in each of the periods."""
    line = source.line(split.lines[0])
    assert line is not None  # noqa: S101  a source names its own lines
    rows: list[tuple[RowKey, str]] = [((split.column, each.held), each.name) for each in values_of(split, counted[0])]
    return _bars(source, line, counted, split.name, rows)


def _bars(
    source: Source, line: Line, counted: Sequence[Counted], by: str, rows: Sequence[tuple[RowKey, str]]
) -> Chart | None:
    drawn = [each for each in counted if each.at(line) is not None]
    bars = [(name, [each.at(line, row) for each in drawn]) for row, name in rows]
    labels = [each.period.name for each in drawn]
    title = f"{line.name} per {by}"
    return bar_chart(f"{source.slug}-{by}", title, "Alle getallen staan in de tabel.", labels, bars, number_words)


def _remarks(source: Source, counted: Sequence[Counted]) -> list[str]:
    said: list[str] = []
    for each in counted:
        if not each.exists:
            said.append(f"Over {each.period.name} staat hierover niets in de registratie.")
        elif each.since and each.since > each.period.first:
            said.append(f"Hiervan staat pas iets in de registratie sinds {full_date(each.since)}.")
        if each.period.running:
            said.append(
                f"{each.period.name} loopt nog: geteld is tot en met {full_date(each.period.last)}.".capitalize()
            )
    return said


def _definition(source: Source, line: Line) -> Definition:
    whole = source.line(line.of) if line.of else None
    return Definition(
        name=line.name,
        text=line.text,
        unit=line.unit.value,
        share_of=within(whole.name) if whole else "",
        since=full_date(line.since) if line.since else "de eerste registratie",
        by_municipality=line.code in source.by_municipality,
    )
