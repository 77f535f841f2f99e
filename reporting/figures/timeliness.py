"""How long municipalities take to answer, and whether the MMD-er has the answer in time: the SQL and what it counts.

Counted by the month in which a request was sent and by the municipality that was asked. REQUESTS_SENT decides, row by
row, what a request counts for; the counts and the lists behind a cell both come from it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

from django.db import connection
from django.utils import timezone
from django.utils.dates import MONTHS

from nazorg.common.deadlines import is_working_day
from nazorg.common.dutch import full_date
from nazorg.common.figures import figures_scope
from reporting.figures.definitions import period


class Fact(StrEnum):
    """What a request that was sent can count for; the value is its word in addresses, and a column of the SQL."""

    SENT = "verstuurd"
    MOVED = "verplaatst"
    ASKED = "gevraagd"
    ANSWERED = "beantwoord"
    TERM = "termijn"
    IN_TERM = "binnen_termijn"
    EXTENDED = "met_uitstel"
    SHORT = "kort"
    HANDOFF = "overdracht"
    IN_TIME = "op_tijd"
    LATE = "te_laat"
    LATE_SUWINET = "te_laat_suwinet"
    LATE_MUNICIPALITY = "te_laat_gemeente"
    LATE_NOTIFICATION = "te_laat_melding"
    LATE_RELEASED = "te_laat_vrij"
    LATE_SAFETY_HOUSE = "te_laat_veiligheidshuis"
    LATE_UNKNOWN = "te_laat_reden_volgt"
    RELEASED = "vrijgekomen"
    INTERVIEW = "gesprek"
    BEFORE_INTERVIEW = "voor_gesprek"


# `days` is the answer time in working days, from the day of sending up to and including that of the answer.
# A term is judged once something came of it, or once it has passed; never while the clock stands still.
REQUESTS_SENT = """
    SELECT request_id, case_id, municipality_id, sent_on, answered_on, date_part('month', sent_on)::int AS month,
           CASE WHEN answered_on IS NOT NULL THEN till_answer.number - till_sent.number END AS days,
           handoff_due_on, handed_over_on, late_why,
           true AS verstuurd,
           moved AS verplaatst,
           NOT moved AS gevraagd,
           answered_on IS NOT NULL AS beantwoord,
           answered_on IS NOT NULL
               OR (NOT moved AND NOT stands_still AND coalesce(closed_on, %(today)s) > due_on) AS termijn,
           answered_on <= due_on AND NOT (extended AND answered_on > first_due_on) AS binnen_termijn,
           answered_on <= due_on AND extended AND answered_on > first_due_on AS met_uitstel,
           short AS kort,
           judged AS overdracht,
           judged AND in_time AS op_tijd,
           judged AND NOT in_time AS te_laat,
           judged AND NOT in_time AND late_why = 'suwinet' AS te_laat_suwinet,
           judged AND NOT in_time AND late_why = 'municipality' AS te_laat_gemeente,
           judged AND NOT in_time AND late_why = 'notification' AS te_laat_melding,
           judged AND NOT in_time AND late_why = 'released' AS te_laat_vrij,
           judged AND NOT in_time AND late_why = 'safety_house' AS te_laat_veiligheidshuis,
           judged AND NOT in_time AND late_why = '' AS te_laat_reden_volgt,
           step = 'released' AS vrijgekomen,
           met AS gesprek,
           met AND coalesce(handed_over_on <= interview_on, false) AS voor_gesprek
    FROM (
        SELECT r.id AS request_id, r.case_id, r.municipality_id, r.due_on, r.first_due_on, r.state = 'moved' AS moved,
               r.extended_why <> '' AS extended,
               (r.sent_at AT TIME ZONE %(zone)s)::date AS sent_on,
               CASE WHEN r.state <> 'moved' THEN (r.answered_at AT TIME ZONE %(zone)s)::date END AS answered_on,
               (r.closed_at AT TIME ZONE %(zone)s)::date AS closed_on,
               c.step, c.short, c.handoff_due_on, c.handed_over_on, c.late_why,
               c.paused_since IS NOT NULL AS stands_still,
               coalesce(c.handed_over_on <= c.handoff_due_on, false) AS in_time,
               c.handoff_due_on IS NOT NULL AND (
                   c.handed_over_on IS NOT NULL OR c.step = 'released'
                   OR (c.handoff_due_on < %(today)s AND c.paused_since IS NULL
                       AND c.step NOT IN ('stopped', 'outside', 'none')
                       AND (c.step <> 'closed' OR c.late_why <> ''))
               ) AS judged,
               coalesce(i.held_on, i.planned_on) AS interview_on,
               coalesce(i.held_on, i.planned_on) IS NOT NULL AND (
                   c.handed_over_on IS NOT NULL OR c.step = 'released' OR coalesce(i.held_on, i.planned_on) < %(today)s
               ) AS met
        FROM cases_request AS r
        LEFT JOIN cases_chain AS c ON c.case_id = r.case_id AND r.state <> 'moved'
        LEFT JOIN cases_interview AS i ON i.case_id = r.case_id AND r.state <> 'moved'
        WHERE r.sent_at >= %(first)s AND r.sent_at < %(after)s
          AND (%(only)s::bigint[] IS NULL OR r.municipality_id = ANY(%(only)s::bigint[]))
    ) AS asked
    LEFT JOIN unnest(%(day)s::date[], %(number)s::int[]) AS till_sent (day, number) ON till_sent.day = sent_on
    LEFT JOIN unnest(%(day)s::date[], %(number)s::int[]) AS till_answer (day, number) ON till_answer.day = answered_on
"""

# The 90th percentile by nearest rank: the shortest time within which at least nine of ten came.
_COUNTS = f"""
    SELECT municipality_id, month, percentile_cont(0.5) WITHIN GROUP (ORDER BY days),
           percentile_disc(0.9) WITHIN GROUP (ORDER BY days),
           {", ".join(f"count(*) FILTER (WHERE {fact})" for fact in Fact)}
    FROM ({REQUESTS_SENT}) AS sent
    GROUP BY GROUPING SETS ((municipality_id, month), (municipality_id), (month), ())
"""  # noqa: S608  only the fixed text above


@dataclass(frozen=True)
class Span:
    """A year, or one month of it, as far as it has passed; both days inclusive."""

    year: int
    month: int | None
    first: date
    last: date
    today: date

    @property
    def running(self) -> bool:
        """Whether it is not over yet."""
        return self.last < _last_day(self.year, self.month or 12)

    @property
    def label(self) -> str:
        """ "2024", "november 2024", "2024 tot en met 2 december"."""
        if self.month is None:
            return period(self.year, self.today).label
        label = f"{month_name(self.month)} {self.year}"
        return f"{label} tot en met {full_date(self.last).rsplit(' ', 1)[0]}" if self.running else label


def span(year: int, month: int | None, today: date) -> Span:
    """A year or month up to and including `today`. Raises WrongYear; a month that has yet to come is a ValueError."""
    whole = period(year, today)
    if month is None:
        return Span(year, None, whole.first, whole.last, today)
    first = date(year, month, 1)
    if first > today:
        raise ValueError("Deze maand moet nog komen. Kies een eerdere.")
    return Span(year, month, first, min(_last_day(year, month), today), today)


def month_name(month: int) -> str:
    """ "november"."""
    return str(MONTHS[month])


def month_label(chosen: Span, month: int) -> str:
    """ "november", and of the month that runs "december t/m 2"."""
    runs = date(chosen.year, month, 1) <= chosen.today < _last_day(chosen.year, month)
    return f"{month_name(month)} t/m {chosen.today.day}" if runs else month_name(month)


@dataclass(frozen=True)
class Counted:
    """The counts of one cell of the table. The times are in working days, None where nothing was answered."""

    median: float | None
    ninetieth: int | None
    facts: dict[Fact, int]


# By municipality and month; None stands for all of them.
Key = tuple[int | None, int | None]


@dataclass(frozen=True)
class Timeliness:
    """All counts of a span. `since` is the first day on which a request was ever sent; before it nothing exists."""

    span: Span
    since: date | None
    cells: dict[Key, Counted] = field(default_factory=dict)

    @property
    def months(self) -> range:
        """The numbers of the months that have begun, from the first one with records on."""
        first = max(self.span.first, self.since or self.span.first).month
        return range(first, self.span.last.month + 1)

    def at(self, municipality_id: int | None, month: int | None) -> Counted | None:
        """The counts of a municipality in a month; None where they do not exist."""
        last = self.span.last if month is None else _last_day(self.span.year, month)
        if self.since is None or self.since > last:
            return None
        return self.cells.get((municipality_id, month), _ZERO)


_ZERO = Counted(None, None, dict.fromkeys(Fact, 0))


def count_timeliness(chosen: Span, only: Sequence[int] | None = None) -> Timeliness:
    """Count over all requests that were sent in the span; of `only` these municipalities where it is given."""
    with figures_scope(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT min(sent_at) FROM cases_request"
            " WHERE %(only)s::bigint[] IS NULL OR municipality_id = ANY(%(only)s::bigint[])",
            {"only": None if only is None else list(only)},
        )
        (since,) = cursor.fetchone()
        cursor.execute(_COUNTS, parameters(chosen, only))
        cells = {(row[0], row[1]): _counted(row[2:]) for row in cursor.fetchall()}
    return Timeliness(chosen, timezone.localtime(since).date() if since else None, cells)


def parameters(chosen: Span, only: Sequence[int] | None) -> dict[str, Any]:
    """What REQUESTS_SENT asks for."""
    days = list(_days(chosen.first, chosen.today))
    zone = timezone.get_default_timezone()
    return {
        "first": datetime.combine(chosen.first, time.min, zone),
        "after": datetime.combine(chosen.last + timedelta(days=1), time.min, zone),
        "today": chosen.today,
        "zone": str(zone),
        "only": None if only is None else list(only),
        "day": [day for day, _ in days],
        "number": [number for _, number in days],
    }


def _counted(row: tuple[Any, ...]) -> Counted:
    median, ninetieth, *counts = row
    return Counted(median, ninetieth, dict(zip(Fact, counts, strict=True)))


def _days(first: date, last: date) -> Iterable[tuple[date, int]]:
    """Every day with the number of working days up to it: the difference of two is the time between them."""
    number, day = 0, first
    while day <= last:
        number += is_working_day(day)
        yield day, number
        day += timedelta(days=1)


def _last_day(year: int, month: int) -> date:
    return (date(year, month, 28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
