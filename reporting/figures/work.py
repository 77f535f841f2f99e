"""What was done in the cases of a year: profiles, network rounds, interventions, conferences, and who came back.

Interventions, cases and persons are different counts; each line says which it is.
"""

from dataclasses import dataclass
from datetime import date

from django.db import connection

from nazorg.common.figures import figures_scope
from nazorg.covenant.areas import Area
from reporting.figures.counting import plain_plans
from reporting.figures.definitions import has_caseload, period

_WORK = """
    SELECT count(DISTINCT case_id),
           count(DISTINCT case_id) FILTER (WHERE kind = 'profile'),
           count(DISTINCT case_id) FILTER (WHERE kind = 'network_round'),
           count(DISTINCT case_id) FILTER (WHERE kind = 'intervention'),
           count(DISTINCT case_id) FILTER (WHERE kind = 'offender_meeting'),
           count(DISTINCT case_id) FILTER (WHERE kind = 'violence_meeting'),
           count(DISTINCT case_id) FILTER (WHERE kind IN ('offender_meeting', 'violence_meeting'))
    FROM cases_act WHERE "on" BETWEEN %(first)s AND %(last)s
"""

_AREAS = """
    SELECT area, count(*) FROM cases_act
    WHERE kind = 'intervention' AND "on" BETWEEN %(first)s AND %(last)s GROUP BY area
"""

# Cases of the year that belong to a person with two or more detentions among them.
_REPEATS = """
    SELECT coalesce(sum(cases) FILTER (WHERE cases > 1), 0)::int
    FROM (
        SELECT c.person_id, count(*) AS cases FROM cases_case AS c
        WHERE c.detention_id IS NOT NULL
          AND c.id IN (SELECT case_id FROM cases_act WHERE "on" BETWEEN %(first)s AND %(last)s)
        GROUP BY c.person_id
    ) AS worked_on
"""


@dataclass(frozen=True)
class Work:
    """Counts of one year: cases, except `interventions`, which are interventions by life area."""

    caseload: int
    profiles: int
    network_rounds: int
    intervention_cases: int
    offender_meetings: int
    violence_meetings: int
    conference_cases: int
    repeat_cases: int
    interventions: dict[str, int]


def work_done(year: int, today: date) -> Work | None:
    """What was done in the cases of `year`; None where nothing was registered. Raises WrongYear."""
    span = period(year, today)
    if not has_caseload(span):
        return None
    days = {"first": span.first, "last": span.last}
    with figures_scope(), plain_plans(), connection.cursor() as cursor:
        cursor.execute(_WORK, days)
        caseload, profiles, rounds, helped, offenders, violence, conferences = cursor.fetchone()
        cursor.execute(_AREAS, days)
        found = dict(cursor.fetchall())
        cursor.execute(_REPEATS, days)
        (repeats,) = cursor.fetchone()
    if not caseload:
        return None
    areas = {area.value: found.get(area.value, 0) for area in Area}
    return Work(caseload, profiles, rounds, helped, offenders, violence, conferences, repeats, areas)
