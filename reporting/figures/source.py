"""What a figure is, and how a table of figures is counted: one row source in SQL, a line for each figure.

A row of a source is one thing that is counted, with the day on which and the place of the region in which it counts.
The counts and the list behind a cell come from the same rows.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.conf import settings
from django.db import connection

from nazorg.accounts.acts import Act
from nazorg.common.figures import figures_scope
from reporting.figures.boundaries import Region
from reporting.figures.counting import ROWS, parameters, plain_plans
from reporting.figures.definitions import Period

# The rows of a table that are no municipality; any other is known by the primary key of its municipality.
OTHER, TOTAL = 0, -1

Number = int | float | None
# A row of a table: a municipality by its primary key, OTHER, TOTAL, or what a column of the source holds.
RowKey = int | tuple[str, str]


class Unit(StrEnum):
    """What a figure counts. Cases, persons, interventions and meetings are different counts."""

    CASES = "casussen"
    PERSONS = "personen"
    RELEASES = "vrijlatingen"
    INTERVENTIONS = "interventies"
    MEETINGS = "overleggen"
    DISCUSSIONS = "besprekingen"
    REQUESTS = "vragen"
    AREAS = "leefgebieden"
    NEEDS = "hulpvragen"
    ACTIONS = "acties"
    ACTS = "handelingen"
    DISCLOSURES = "verstrekkingen"
    BOTTLENECKS = "knelpunten"
    NOTIFICATIONS = "meldingen"
    DIFFERENCES = "verschillen"
    DAYS = "dagen"


class Key(StrEnum):
    """By what the list behind a cell goes: the column of the source that names a case or a person."""

    CASE = "case_id"
    PERSON = "person_id"


@dataclass(frozen=True)
class Line:
    """One figure. `text` is its definition, `code` its word in addresses.

    `fact` is the condition on a row of the source; what counts is the rows, the `distinct` values of a column, or the
    median of one (`median_of`). `of` is the code of the line that it is a share of. Before `since` it does not exist.
    `listed` says whether a list of cases or persons stands behind it.
    `known_if` is for what older records do not tell of: it exists only where some row meets this condition.
    """

    code: str
    name: str
    text: str
    unit: Unit
    fact: str = "true"
    distinct: str = ""
    median_of: str = ""
    of: str = ""
    since: date | None = None
    listed: bool = True
    known_if: str = ""

    @property
    def sql(self) -> str:
        """The aggregate that computes it."""
        if self.median_of:
            return f"percentile_disc(0.5) WITHIN GROUP (ORDER BY {self.median_of}) FILTER (WHERE {self.fact})"
        counted = f"DISTINCT {self.distinct}" if self.distinct else "*"
        number = f"count({counted}) FILTER (WHERE {self.fact})"
        return f"CASE WHEN bool_or({self.known_if}) THEN {number} END" if self.known_if else number


@dataclass(frozen=True)
class Value:
    """A row of a split: what its column holds, the word in addresses (empty: no list behind it), and the name."""

    held: str
    code: str
    name: str


@dataclass(frozen=True)
class Split:
    """A further table of a source: a row for each value of a column of it, and these lines; the first one is drawn.

    Without `values` the rows are what the column holds, most first, by its own name. `name` is what it is divided by.
    """

    column: str
    name: str
    lines: tuple[str, ...]
    values: tuple[Value, ...] = ()

    @property
    def charted(self) -> bool:
        """Whether its rows have short names, which a chart takes."""
        return bool(self.values) or self.column == MONTH


# The column of a source that holds the number of the month; its rows are the months that have begun.
MONTH = "month"


@dataclass(frozen=True)
class Source:
    """The row source of one table, and its figures in their order.

    `rows` is SQL that gives `day`, the column of `key` and (where a line goes by municipality) `place` for each row,
    beside what the facts ask for; it may use the parameters of `row_parameters`. `by_municipality` are the codes of the
    lines that are divided by municipality, `splits` further divisions. `first_day` is SQL for the day since which the
    records exist, where that is no fixed date.
    """

    slug: str
    title: str
    chapter: str
    date_rule: str
    place_rule: str
    rows: str
    lines: tuple[Line, ...]
    by_municipality: tuple[str, ...] = ()
    splits: tuple[Split, ...] = ()
    key: Key = Key.CASE
    drill: Act = Act.SEE_CASES
    first_day: str = ""

    def line(self, code: str) -> Line | None:
        """The line of this code."""
        return next((line for line in self.lines if line.code == code), None)


@dataclass(frozen=True)
class Counted:
    """All figures of a source in one period. `since` is the first day of the records, None where there are none."""

    source: Source
    period: Period
    since: date | None
    cells: dict[tuple[str, RowKey], Number]

    @property
    def exists(self) -> bool:
        """Whether there is anything in the records of this period."""
        return bool(self.cells) and self.since is not None and self.since <= self.period.last

    def at(self, line: Line, row: RowKey = TOTAL) -> Number:
        """A figure in one row of the table; None where it does not exist: never registered, or no records at all."""
        since = line.since or self.since
        if since is None or since > self.period.last or not self.cells:
            return None
        return self.cells.get((line.code, row), None if line.median_of or line.known_if else 0)

    def total_of(self, line: Line, row: RowKey = TOTAL) -> Number:
        """What a figure is a share of, in the same row; None where it is no share."""
        whole = self.source.line(line.of) if line.of else None
        return self.at(whole, row) if whole else None


def count(source: Source, period: Period, region: Region, today: date) -> Counted:
    """Count every line of a source, in the rows of the region, of its splits, and in all. Needs an open scope."""
    lines = ", ".join(line.sql for line in source.lines)
    by = [*(["row"] if source.by_municipality else []), *(split.column for split in source.splits)]
    query = f"""
        SELECT {f"grouping({', '.join(by)})" if by else "0"}, {"".join(f"{column}::text, " for column in by)}{lines}
        FROM ({_placed(source)}) AS placed
        GROUP BY GROUPING SETS ({"".join(f"({column}), " for column in by)}()) HAVING count(*) > 0
    """  # noqa: S608  only the fixed text of the sources
    values = row_parameters(period, region, today)
    with figures_scope(), plain_plans(period.first, period.last), connection.cursor() as cursor:
        cursor.execute(query, values)
        cells = {
            (line.code, _row_of(by, taken, found)): number
            for taken, *found in cursor.fetchall()
            for line, number in zip(source.lines, found[len(by) :], strict=True)
        }
        since: date | None = period.first
        if source.first_day:
            cursor.execute(source.first_day, values)
            (since,) = cursor.fetchone() or (None,)
    return Counted(source, period, since, cells)


def _row_of(by: list[str], taken: int, found: list[Any]) -> RowKey:
    """Which row a count belongs to; `taken` has a bit for each column that was not grouped by, the last lowest."""
    for at, column in enumerate(reversed(by)):
        if not taken >> at & 1:
            held = found[len(by) - 1 - at]
            return int(held or OTHER) if column == "row" else (column, held or "")
    return TOTAL


@dataclass(frozen=True)
class Behind:
    """One case or person behind a cell: its primary key, the last day on which it counted, and how often."""

    pk: int
    day: date
    times: int


def behind(source: Source, line: Line, row: RowKey, period: Period, region: Region, today: date) -> list[Behind]:
    """What makes up a cell, by the scope that is open: the latest first."""
    column, wanted = ("row", row) if isinstance(row, int) else row
    where = "true" if row == TOTAL else "row IS NULL" if row == OTHER else f"{column}::text = %(wanted)s::text"
    query = f"""
        SELECT {source.key}, max(day), count(*) FROM ({_placed(source)}) AS placed
        WHERE {source.key} IS NOT NULL AND ({line.fact}) AND {where} GROUP BY 1 ORDER BY 2 DESC, 1
    """  # noqa: S608  only the fixed text of the sources
    with plain_plans(period.first, period.last), connection.cursor() as cursor:
        cursor.execute(query, row_parameters(period, region, today) | {"wanted": wanted})
        return [Behind(*found) for found in cursor.fetchall()]


def row_parameters(period: Period, region: Region, today: date) -> dict[str, Any]:
    """What a source may ask for: the parameters of Table 1, and what day it is."""
    return parameters(period, region) | {"today": today, "zone": settings.TIME_ZONE}


def _placed(source: Source) -> str:
    """The rows of a source, each with the row of the table that its place belongs to, where it is divided so."""
    if not source.by_municipality:
        return f"SELECT rows.*, NULL::bigint AS row FROM ({source.rows}) AS rows"  # noqa: S608  only fixed text
    return (
        f"SELECT rows.*, places.row FROM ({source.rows}) AS rows"  # noqa: S608  only the fixed text of the sources
        f" LEFT JOIN {ROWS} AS places (number, row) ON places.number = rows.place"
    )
