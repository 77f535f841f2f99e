"""How many cases stand in each working list: for the menu, which is on every page, and for the tabs."""

from datetime import date

from django.db.models import Count, Q
from django.http import HttpRequest
from django.utils import timezone

from cases.chain.rules import FINAL
from cases.requests.lists import DECIDE, LISTS, Step, condition, proposed_moves, waiting
from nazorg.common.scope import Scope, current_scope

# The key of the number of cases in any list.
ALL = "alle"


def list_counts(scope: Scope, today: date) -> dict[str, int]:
    """The number of cases in each list by its slug, and in any of them (ALL), in two queries on indexes."""
    each = {slug: Count("pk", filter=condition(slug, today)) for slug in LISTS}
    counts: dict[str, int] = waiting(scope).aggregate(**{ALL: Count("pk")}, **each)
    moves = proposed_moves(scope).aggregate(
        undecided=Count("pk", filter=~Q(chain__step=Step.DECIDE)),
        ended=Count("pk", filter=Q(chain__step__in=FINAL)),
    )
    counts[DECIDE] += moves["undecided"]
    counts[ALL] += moves["ended"]
    return counts


def counts_on(request: HttpRequest) -> dict[str, int]:
    """The same, counted once a page: the menu and the page itself show them both."""
    counts: dict[str, int] | None = getattr(request, "_list_counts", None)
    if counts is None:
        counts = list_counts(current_scope(), timezone.localdate())
        request._list_counts = counts  # type: ignore[attr-defined]  # lives as long as the request
    return counts
