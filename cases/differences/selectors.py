"""Reading what was said of differences."""

from collections.abc import Sequence
from datetime import date

from django.db.models import QuerySet

from cases.differences.models import Explanation, Why
from nazorg.common.scope import Scope


def explanations_of(people: Sequence[int], kind: str, year: int, scope: Scope) -> dict[int, Explanation]:
    """What holds of these people for one difference in one year, by person."""
    found = Explanation.objects.visible_to(scope).filter(person__in=people, kind=kind, year=year, current=True)
    return {each.person_id: each for each in found.select_related("by")}


def former_explanations(people: Sequence[int], kind: str, year: int, scope: Scope) -> QuerySet[Explanation]:
    """What was said of them before, the latest first."""
    found: QuerySet[Explanation] = Explanation.objects.visible_to(scope).filter(
        person__in=people, kind=kind, year=year, current=False
    )
    return found.select_related("by")


def to_find_out(scope: Scope, day: date) -> QuerySet[Explanation]:
    """The tasks whose day has come, the oldest first."""
    found: QuerySet[Explanation] = Explanation.objects.visible_to(scope).filter(
        current=True, why=Why.TASK, due_on__lte=day
    )
    return found.select_related("person").order_by("due_on", "pk")
