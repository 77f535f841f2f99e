"""Reading plans: of one case, what has to be done, and what nobody does."""

from collections import Counter
from datetime import date

from django.db.models import F, Q, QuerySet

from cases.dossiers.models import Case
from cases.plans.models import UNSETTLED, WAITED_FOR, ActionLine, ActionStep, Goal, State
from municipalities.models import Municipality
from nazorg.common.scope import Scope, current_scope
from partners.models import Unit

_WITH = ("case__person", "case__responsible", "unit__organisation", "municipality")
# A line of a municipality that is responsible no more waits for the coordinator, not for that municipality.
_SEEN_BY_OWNER = Q(municipality=None) | Q(municipality=F("case__responsible"))


def goals_of(case: Case, scope: Scope) -> list[Goal]:
    """The goals of a case, the first one first."""
    return list(Goal.objects.visible_to(scope).filter(case=case))


def lines_of(case: Case, scope: Scope) -> list[ActionLine]:
    """The lines of a case by their days, each with its steps (the latest first)."""
    lines = ActionLine.objects.visible_to(scope).filter(case=case).select_related(*_WITH, "goal")
    return list(lines.prefetch_related("steps__by"))


def unsettled_lines(case: Case, scope: Scope) -> list[ActionLine]:
    """What in a plan is still to be done or does not work out."""
    lines = ActionLine.objects.visible_to(scope).filter(case=case, state__in=UNSETTLED)
    return list(lines.select_related(*_WITH))


def steps_in(case: Case, scope: Scope) -> QuerySet[ActionStep]:
    """All steps of a case, the latest first: what owners told, for a timeline."""
    steps = ActionStep.objects.visible_to(scope).filter(line__case=case)
    return steps.select_related("by", "line__unit__organisation", "line__municipality")


def own_lines(scope: Scope) -> QuerySet[ActionLine]:
    """The lines of the municipalities of a contact, by their days; each with its case."""
    lines = ActionLine.objects.visible_to(scope).filter(municipality__in=scope.municipalities)
    return lines.select_related("case__person", "municipality")


def open_own_lines(scope: Scope) -> QuerySet[ActionLine]:
    """Of those what is still to be done."""
    return own_lines(scope).filter(state__in=WAITED_FOR)


def overdue_lines(scope: Scope, today: date) -> QuerySet[ActionLine]:
    """What should have been done by now, by anybody, the longest ago first."""
    lines = ActionLine.objects.visible_to(scope).filter(state__in=WAITED_FOR, due_on__lt=today)
    return lines.select_related(*_WITH)


def lines_to_look_at(scope: Scope, today: date) -> QuerySet[ActionLine]:
    """What asks for the coordinator: does not work out, is late where nobody logs in, or has lost its owner."""
    own = Q(state=State.STUCK) | Q(state__in=WAITED_FOR, due_on__lt=today, municipality=None)
    lost = Q(state__in=WAITED_FOR) & ~_SEEN_BY_OWNER
    return ActionLine.objects.visible_to(scope).filter(own | lost).select_related(*_WITH)


def late_by_municipality(today: date) -> Counter[Municipality]:
    """How many lines are late at each municipality that can see them. For chasing, in the system's scope."""
    return Counter(line.municipality for line in _late(today) if line.municipality is not None)


def late_by_unit(today: date) -> Counter[Unit]:
    """How many lines are late at each unit. For chasing, in the system's scope."""
    return Counter(line.unit for line in _late(today) if line.unit is not None)


def _late(today: date) -> QuerySet[ActionLine]:
    return overdue_lines(current_scope(), today).filter(_SEEN_BY_OWNER)
