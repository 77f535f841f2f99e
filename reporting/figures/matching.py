"""Where the cases are of the people who were released: what explains that Table 1 counts more releases than cases."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from nazorg.common.figures import figures_scope
from reporting.figures.boundaries import Region
from reporting.figures.counting import CASES_WORKED_ON, PERSONS_RELEASED, ROWS, parameters, plain_plans
from reporting.figures.definitions import Period

_MATCHED = f"""
    SELECT count(*) FILTER (WHERE same), count(*) FILTER (WHERE NOT same), count(*) FILTER (WHERE same IS NULL)
    FROM (
        SELECT released.person_id,
               bool_or(worked_row.row IS NOT DISTINCT FROM released_row.row) FILTER (WHERE worked.case_id IS NOT NULL)
               AS same
        FROM ({PERSONS_RELEASED}) AS released
        JOIN {ROWS} AS released_row (number, row) ON released_row.number = released.place
        LEFT JOIN (
            SELECT w.case_id, w.place, c.person_id FROM ({CASES_WORKED_ON}) AS w
            JOIN cases_case AS c ON c.id = w.case_id
        ) AS worked ON worked.person_id = released.person_id
        LEFT JOIN {ROWS} AS worked_row (number, row) ON worked_row.number = worked.place
        WHERE released_row.row = ANY(%(rows)s)
        GROUP BY released.person_id
    ) AS people
"""  # noqa: S608  only fixed text


@dataclass(frozen=True)
class Matched:
    """Of the people released in some rows of the table: how many have a case in their row, elsewhere only, or none."""

    same: int
    elsewhere: int
    none: int


def matched(span: Period, region: Region, rows: Sequence[int]) -> Matched:
    """Count it for the rows of these municipalities together. Needs an open scope."""
    with figures_scope(), plain_plans(span.first, span.last), connection.cursor() as cursor:
        cursor.execute(_MATCHED, parameters(span, region) | {"rows": list(rows)})
        return Matched(*cursor.fetchone())
