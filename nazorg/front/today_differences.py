"""What Vandaag says of differences with DPAN: who is to find out how somebody is counted, and when."""

from datetime import date

from django.urls import reverse

from cases.chain.words import due_clock
from cases.differences.models import Explanation, Kind
from cases.differences.selectors import to_find_out
from nazorg.accounts.models import User
from nazorg.common.deadlines import Unit
from nazorg.common.lines import Line
from nazorg.common.scope import Scope
from reporting.line_tables import TOTAL_CODE
from reporting.reconciliation.tables import ASKED
from reporting.sources.reconciliation import KINDS

_MOST = 20


def about_differences(user: User, day: date, scope: Scope) -> list[Line]:
    """The own tasks, and those of others that are late."""
    return [_line(task, user, day) for task in to_find_out(user, scope, day)[:_MOST]]


def _line(task: Explanation, user: User, day: date) -> Line:
    assert task.owner is not None  # noqa: S101  a constraint: a task has an owner
    code, _ = KINDS[Kind(task.kind)]
    url = reverse("differences", args=[task.year, code, TOTAL_CODE])
    clock = due_clock(
        task.due_on, Unit.CALENDAR, day, "wacht op u" if task.owner == user else f"wacht op {task.owner.name}"
    )
    meta = ". ".join(filter(None, (f"{str(Kind(task.kind).label).capitalize()}, {task.year}", task.text)))
    address = f"{url}?{ASKED}={task.person.reference}"
    return Line(task.person.full_name, address, meta, "Leg uit", address, clock=clock)
