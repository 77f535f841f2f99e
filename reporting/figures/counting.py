"""The SQL of Table 1: one query a figure and year, over the records themselves. Nothing is stored as a total.

CASES_WORKED_ON and PERSONS_RELEASED decide, row by row, what counts and where; the counts and the lists behind a cell
both come from them. They hold no values, so the text of the statements is fixed.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection

from reporting.figures.boundaries import Region
from reporting.figures.definitions import Period

# The places of the region, to join to a record by its municipality and day.
PLACES = (
    "unnest(%(place)s::int[], %(municipality)s::bigint[], %(place_first)s::date[], %(place_last)s::date[])"
    " AS place (number, municipality_id, first, last)"
)

# The row of the table that each place belongs to, if any.
ROWS = "unnest(%(place)s::int[], %(row)s::bigint[])"

# A case worked on in the year, with the stay that holds on the day of its last act: the latest that began by then,
# else the one that begins first after it.
CASES_WORKED_ON = f"""
    SELECT case_id, last_on, chosen.municipality_id, place.number AS place
    FROM (
        SELECT DISTINCT ON (worked.case_id) worked.case_id, worked.last_on, stay.municipality_id
        FROM (
            SELECT case_id, max("on") AS last_on FROM cases_act
            WHERE "on" BETWEEN %(first)s AND %(last)s GROUP BY case_id
        ) AS worked
        LEFT JOIN cases_stay AS stay ON stay.case_id = worked.case_id
        ORDER BY worked.case_id, stay.from_on > worked.last_on, abs(stay.from_on - worked.last_on)
    ) AS chosen
    LEFT JOIN {PLACES}
        ON place.municipality_id = chosen.municipality_id AND chosen.last_on BETWEEN place.first AND place.last
"""  # noqa: S608  only the fixed text above

# A person released in the year, by the last release with a registered address in the region, else by the last one.
PERSONS_RELEASED = f"""
    SELECT DISTINCT ON (d.person_id) d.person_id, d.id AS detention_id, d.released_on, d.registered_id,
           d.registered_abode AS abode, place.number AS place, count(*) OVER () AS releases
    FROM cases_detention AS d
    LEFT JOIN {PLACES}
        ON place.municipality_id = d.registered_id AND d.released_on BETWEEN place.first AND place.last
    WHERE d.released_on BETWEEN %(first)s AND %(last)s
    ORDER BY d.person_id, place.number IS NULL, d.released_on DESC, d.id DESC
"""  # noqa: S608  only the fixed text above

# From so many acts on a period is a busy one.
MUCH = 5_000
_MUCH = """
    SELECT count(*) FROM (SELECT FROM cases_act WHERE "on" BETWEEN %(first)s AND %(last)s LIMIT %(much)s) AS done
"""
_SET = "SELECT set_config('enable_nestloop', %s, true), set_config('jit', %s, true), set_config('work_mem', %s, true)"


@dataclass
class Count:
    """A figure of one year. `rows` by municipality of the table, `other` in the row Overig (None: no such count).

    `gone` says which part of `other` lay in the region then, by municipality. `below` is who is not in the table, by
    abode; `releases` counts releases where the figure itself counts persons.
    """

    rows: dict[int, int] = field(default_factory=dict)
    other: int | None = None
    total: int | None = None
    gone: dict[int, int] = field(default_factory=dict)
    below: dict[str, int] = field(default_factory=dict)
    releases: int = 0

    def _add(self, region: Region, number: int, count: int) -> None:
        place = region.places[number]
        if place.row is None:
            self.other = (self.other or 0) + count
            self.gone[place.inside.pk] = self.gone.get(place.inside.pk, 0) + count
        else:
            self.rows[place.row] = self.rows.get(place.row, 0) + count
        self.total = (self.total or 0) + count


def count_caseload(span: Period, region: Region) -> Count:
    """Cases worked on in the year by actual municipality; everything outside the rows is `other`."""
    found = Count(other=0)
    query = f"SELECT place, count(*) FROM ({CASES_WORKED_ON}) AS c GROUP BY place"  # noqa: S608
    for place, count in _fetch(query, span, region):
        if place is None:
            found.other = (found.other or 0) + count
            found.total = (found.total or 0) + count
        else:
            found._add(region, place, count)
    return _with_zeros(found, span, region)


def count_outflow(span: Period, region: Region) -> Count:
    """Persons released in the year by registered municipality, and who had no address in the region."""
    found = Count()
    columns = "place, CASE WHEN place IS NULL THEN abode END, count(*), max(releases)"
    query = f"SELECT {columns} FROM ({PERSONS_RELEASED}) AS p GROUP BY 1, 2"  # noqa: S608
    for place, abode, count, releases in _fetch(query, span, region):
        found.releases = releases
        if place is None:
            found.below[abode] = found.below.get(abode, 0) + count
        else:
            found._add(region, place, count)
    if found.releases and found.total is None:
        found.total = 0
    return _with_zeros(found, span, region)


def _with_zeros(count: Count, span: Period, region: Region) -> Count:
    """A row that existed but holds nothing is 0; in a year without any record nothing exists."""
    if count.total is None:
        return Count()
    for row in region.rows:
        if region.existed(row.pk, span.first, span.last):
            count.rows.setdefault(row.pk, 0)
    if count.other is None and region.gone(span.first, span.last):
        count.other = 0
    return count


def _fetch(query: str, span: Period, region: Region) -> list[tuple[Any, ...]]:
    with plain_plans(span.first, span.last), connection.cursor() as cursor:
        cursor.execute(query, parameters(span, region))
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def parameters(span: Period, region: Region) -> dict[str, Any]:
    """What CASES_WORKED_ON, PERSONS_RELEASED and the row sources ask for."""
    return {
        "first": span.first,
        "last": span.last,
        "place": list(range(len(region.places))),
        "municipality": [place.municipality_id for place in region.places],
        "place_first": [place.first for place in region.places],
        "place_last": [place.last for place in region.places],
        "row": [place.row for place in region.places],
    }


@contextmanager
def plain_plans(first: date, last: date) -> Iterator[None]:
    """Count in memory; and where much was done between two days (inclusive) by sorting and merging.

    A policy makes PostgreSQL expect few rows, so left alone it looks up each stay by itself. For a year of a few
    hundred cases that is quickest, however many there were before; over a million it takes twice as long. What was set
    before comes back; after an error the scope's rollback brings it back.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('enable_nestloop'), current_setting('jit'), current_setting('work_mem')")
        former = cursor.fetchone()
        cursor.execute(_MUCH, {"first": first, "last": last, "much": MUCH})
        (done,) = cursor.fetchone()
        cursor.execute(_SET, ["off" if done == MUCH else former[0], "off", "256MB"])
        yield
        cursor.execute(_SET, former)
