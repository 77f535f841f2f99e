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
from reporting.figures.counting import parameters, plain_plans
from reporting.figures.definitions import Period

# The rows of a table that are no municipality; any other is known by the primary key of its municipality.
OTHER, TOTAL = 0, -1

Number = int | float | None


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
    DAYS = "dagen"


class Key(StrEnum):
    """By what the list behind a cell goes: the column of the source that names a case or a person."""

    CASE = "case_id"
    PERSON = "person_id"
    NOBODY = ""


@dataclass(frozen=True)
class Line:
    """One figure. `text` is its definition, `code` its word in addresses.

    `fact` is the condition on a row of the source; what counts is the rows, the `distinct` values of a column, or the
    median of one (`median_of`). `of` is the code of the line that it is a share of. Before `since` it does not exist.
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

    @property
    def sql(self) -> str:
        """The aggregate that computes it."""
        if self.median_of:
            return f"percentile_disc(0.5) WITHIN GROUP (ORDER BY {self.median_of}) FILTER (WHERE {self.fact})"
        counted = f"DISTINCT {self.distinct}" if self.distinct else "*"
        return f"count({counted}) FILTER (WHERE {self.fact})"


@dataclass(frozen=True)
class Source:
    """The row source of one table, and its figures in their order.

    `rows` is SQL that gives `place`, `day` and the column of `key` for each row, beside what the facts ask for; it may
    use the parameters of `counting.parameters`. `by_municipality` are the codes of the lines that are divided by
    municipality. `first_day` is SQL for the day since which the records exist, where that is no fixed date.
    """

    slug: str
    title: str
    chapter: str
    date_rule: str
    place_rule: str
    rows: str
    lines: tuple[Line, ...]
    by_municipality: tuple[str, ...] = ()
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
    cells: dict[tuple[str, int], Number]

    def at(self, line: Line, row: int = TOTAL) -> Number:
        """A figure in one row of the table; None where it does not exist: never registered, or no records at all."""
        since = line.since or self.since
        if since is None or since > self.period.last or not self.cells:
            return None
        return self.cells.get((line.code, row), None if line.median_of else 0)

    def total_of(self, line: Line, row: int = TOTAL) -> Number:
        """What a figure is a share of, in the same row; None where it is no share."""
        whole = self.source.line(line.of) if line.of else None
        return self.at(whole, row) if whole else None


def count(source: Source, period: Period, region: Region, today: date) -> Counted:
    """Count every line of a source, in the rows of the region and in all. Needs an open scope."""
    columns = ", ".join(line.sql for line in source.lines)
    query = f"""
        SELECT CASE WHEN grouping(row) = 1 THEN {TOTAL} ELSE coalesce(row, {OTHER}) END, {columns}
        FROM ({_placed(source)}) AS placed GROUP BY GROUPING SETS ((row), ()) HAVING count(*) > 0
    """  # noqa: S608  only the fixed text of the sources
    with figures_scope(), plain_plans(), connection.cursor() as cursor:
        cursor.execute(query, row_parameters(period, region, today))
        cells = {
            (line.code, row): number
            for row, *numbers in cursor.fetchall()
            for line, number in zip(source.lines, numbers, strict=True)
        }
        since: date | None = period.first
        if source.first_day:
            cursor.execute(source.first_day)
            (since,) = cursor.fetchone()
    return Counted(source, period, since, cells)


@dataclass(frozen=True)
class Behind:
    """One case or person behind a cell: its primary key, the last day on which it counted, and how often."""

    pk: int
    day: date
    times: int


def behind(source: Source, line: Line, row: int, period: Period, region: Region, today: date) -> list[Behind]:
    """What makes up a cell, by the scope that is open: the latest first."""
    where = "true" if row == TOTAL else "row IS NULL" if row == OTHER else "row = %(wanted)s"
    query = f"""
        SELECT {source.key}, max(day), count(*) FROM ({_placed(source)}) AS placed
        WHERE {source.key} IS NOT NULL AND ({line.fact}) AND {where} GROUP BY 1 ORDER BY 2 DESC, 1
    """  # noqa: S608  only the fixed text of the sources
    with plain_plans(), connection.cursor() as cursor:
        cursor.execute(query, row_parameters(period, region, today) | {"wanted": row})
        return [Behind(*found) for found in cursor.fetchall()]


def row_parameters(period: Period, region: Region, today: date) -> dict[str, Any]:
    """What a source may ask for: the parameters of Table 1, the row of each place, and what day it is."""
    rows = {"row": [place.row for place in region.places], "today": today, "zone": settings.TIME_ZONE}
    return parameters(period, region) | rows


def _placed(source: Source) -> str:
    """The rows of a source, each with the row of the table that its place belongs to."""
    return (
        f"SELECT rows.*, places.row FROM ({source.rows}) AS rows"  # noqa: S608  only the fixed text of the sources
        " LEFT JOIN unnest(%(place)s::int[], %(row)s::bigint[]) AS places (number, row) ON places.number = rows.place"
    )
