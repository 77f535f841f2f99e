"""What is a contact's own: the requests to the municipalities that he serves, and those of a case by exception."""

from datetime import date, datetime

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from cases.chain.words import clock_of
from cases.dossiers.models import Case
from cases.requests.models import Request
from municipalities.models import Municipality
from nazorg.accounts.models import User
from nazorg.common.scope import Scope, current_scope
from nazorg.common.words import day_words

# Every area that is still waited for, waits for SUWINET: nothing that the contact can do now.
_ONLY_SUWINET = ~Q(case__chain__waits_for_suwinet=[]) & Q(
    case__chain__waits_for__contained_by=F("case__chain__waits_for_suwinet")
)


def served(scope: Scope) -> list[Municipality]:
    """The municipalities that are served, in the order of the tables."""
    return list(Municipality.objects.filter(pk__in=scope.municipalities))


def own_requests(scope: Scope) -> QuerySet[Request]:
    """All requests that were ever sent to these municipalities, also the ones that moved away."""
    mine = Q(municipality__in=scope.municipalities)
    if scope.cases:
        mine |= Q(case__in=scope.cases)
    requests: QuerySet[Request] = Request.objects.visible_to(scope).filter(mine).exclude(state=Request.State.TO_SEND)
    return requests


def open_requests(scope: Scope) -> QuerySet[Request]:
    """What these municipalities still have to answer. Found by the index `request_waiting`."""
    return Request.objects.visible_to(scope).filter(municipality__in=scope.municipalities, state=Request.State.OPEN)


def to_answer(scope: Scope) -> QuerySet[Request]:
    """Of those what can be answered now."""
    return open_requests(scope).exclude(_ONLY_SUWINET)


def to_answer_count() -> int:
    """How much of it, for the menu."""
    return to_answer(current_scope()).count()


def only_suwinet(scope: Scope) -> QuerySet[Request]:
    """Of those what waits for SUWINET and for nothing else."""
    return open_requests(scope).filter(_ONLY_SUWINET)


def cases_of_requests(requests: list[Request], scope: Scope) -> dict[int, Case]:
    """The cases of these requests by primary key, with person and clock. Of a moved request there is none."""
    cases = Case.objects.visible_to(scope).select_related("person", "chain__municipality")
    return {case.pk: case for case in cases.filter(pk__in=[request.case_id for request in requests])}


def clock_words(case: Case, today: date) -> object:
    """The clock of a case: the same words as the staff's."""
    return clock_of(case.chain, today)


def moved_words(request: Request, today: date) -> str:
    """What is left of a request that moved: its dates."""
    asked = f"gevraagd {local_day(request.sent_at, today)}, " if request.sent_at else ""
    when = f" {local_day(request.closed_at, today)}" if request.closed_at else ""
    return f"{asked}verplaatst{when}"


def local_day(moment: datetime, today: date) -> str:
    """The day of a moment in the Netherlands, in words."""
    return day_words(timezone.localtime(moment).date(), today)


def holder_name(holder: User | None) -> str:
    """Who is on it; nobody where that contact has left."""
    return holder.name if holder is not None and holder.party is not None else ""
