"""The outflow through the years: counted where there are records, published where there are none."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from nazorg.common.figures import figures_scope
from reporting.figures.boundaries import region
from reporting.figures.counting import plain_plans
from reporting.figures.definitions import FIRST_YEAR
from reporting.models import PublishedOutflow

# Each person once a year, as in Table 1: whoever has a release with an address in the region is in it.
_OUTFLOW_BY_YEAR = """
    SELECT date_part('year', d.released_on)::int AS year, count(DISTINCT d.person_id)
    FROM cases_detention AS d
    JOIN unnest(%(municipality)s::bigint[], %(first)s::date[], %(last)s::date[])
        AS place (municipality_id, first, last)
        ON place.municipality_id = d.registered_id AND d.released_on BETWEEN place.first AND place.last
    WHERE d.released_on BETWEEN %(from)s AND %(to)s
    GROUP BY 1
"""

# The latest day before %(before)s on which there was an act or a release.
_LATEST = """
    SELECT greatest(
        (SELECT max("on") FROM cases_act WHERE "on" < %(before)s),
        (SELECT max(released_on) FROM cases_detention WHERE released_on < %(before)s)
    )
"""


@dataclass(frozen=True)
class YearOutflow:
    """The outflow of one year in persons. `source` names who published it; empty where it was counted."""

    year: int
    persons: int
    source: str = ""
    running: bool = False


def outflow_series(today: date) -> list[YearOutflow]:
    """Every year with a figure up to `today`, the earliest first; a published one stands for a year without records."""
    bounds = region(today)
    values: dict[str, Any] = {
        "municipality": [place.municipality_id for place in bounds.places],
        "first": [place.first for place in bounds.places],
        "last": [place.last for place in bounds.places],
        "from": date(FIRST_YEAR, 1, 1),
        "to": today,
    }
    with figures_scope(), plain_plans(values["from"], values["to"]), connection.cursor() as cursor:
        cursor.execute(_OUTFLOW_BY_YEAR, values)
        series = {
            year: YearOutflow(year, persons, running=(year == today.year and (today.month, today.day) < (12, 31)))
            for year, persons in cursor.fetchall()
        }
    for published in PublishedOutflow.objects.filter(year__lte=today.year):
        series[published.year] = YearOutflow(published.year, published.persons, published.source)
    return [series[year] for year in sorted(series)]


def latest_year(today: date) -> int:
    """The latest year that is over and has records; the running year where there is none."""
    with figures_scope(), connection.cursor() as cursor:
        cursor.execute(_LATEST, {"before": date(today.year, 1, 1)})
        (latest,) = cursor.fetchone()
    return latest.year if latest is not None and latest.year >= FIRST_YEAR else today.year
