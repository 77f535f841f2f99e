"""Reading what was said of differences."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Q, QuerySet

from cases.differences.models import Explanation, Why
from nazorg.accounts.models import User
from nazorg.common.scope import Scope


def explanations_of(people: Sequence[int], kind: str, year: int, scope: Scope) -> dict[int, Explanation]:
    """What holds of these people for one difference in one year, by person."""
    return {each.person_id: each for each in _said(people, kind, year, scope).filter(current=True)}


def former_explanations(people: Sequence[int], kind: str, year: int, scope: Scope) -> dict[int, list[Explanation]]:
    """What was said of them before and holds no more, by person, the latest first."""
    found: dict[int, list[Explanation]] = {}
    for each in _said(people, kind, year, scope).filter(current=False):
        found.setdefault(each.person_id, []).append(each)
    return found


def _said(people: Sequence[int], kind: str, year: int, scope: Scope) -> QuerySet[Explanation]:
    found = Explanation.objects.visible_to(scope).filter(person__in=people, kind=kind, year=year)
    return found.select_related("by", "owner")


def to_find_out(user: User, scope: Scope, day: date) -> QuerySet[Explanation]:
    """The tasks of `user`, and those of others whose day has passed: the first due first."""
    open_ones = Explanation.objects.visible_to(scope).filter(Q(owner=user) | Q(due_on__lt=day))
    tasks = open_ones.filter(current=True, why=Why.TASK)
    return tasks.select_related("person", "owner").order_by("due_on", "pk")
