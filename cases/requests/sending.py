"""Sending requests by hand: those that wait since nobody at the municipality can log in, or could when they opened."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from cases.chain.rules import is_urgent
from cases.chain.settle import settle
from cases.dossiers.models import Act
from cases.requests.models import Request
from cases.requests.opening import announce_later, reached
from cases.requests.states import go_to, why_closed
from municipalities.agreements.models import Term
from municipalities.agreements.selectors import Terms
from nazorg.accounts.models import User
from nazorg.common.deadlines import deadline
from nazorg.common.scope import Scope
from nazorg.covenant.categories import Category

MOST_WORDS = 200


@dataclass(frozen=True)
class Planned:
    """What sending a request now comes to: until when and whether it is urgent; or why it cannot be sent."""

    request: Request
    urgent: bool
    due_on: date
    why_not: str = ""
    # It waits, but nobody there can log in: it can only be asked another way.
    unreached: bool = False


def requests_of(cases: Iterable[str], scope: Scope) -> QuerySet[Request]:
    """The last request of each of these cases (references), whatever its state, in the order of the municipalities."""
    found = Request.objects.visible_to(scope).filter(case__reference__in=list(cases))
    last = found.order_by("case_id", "-opened_at", "-pk").distinct("case_id").values("pk")
    return _with_case(Request.objects.visible_to(scope).filter(pk__in=last))


def _with_case(requests: QuerySet[Request]) -> QuerySet[Request]:
    related = ("municipality", "case__person", "case__detention", "case__chain")
    return requests.select_related(*related).order_by("municipality__position", "municipality__name", "due_on", "pk")


def plan(requests: Iterable[Request], now: datetime, elsewhere: str = "") -> list[Planned]:
    """What sending these requests now would come to. `elsewhere` says how they were asked outside Nazorg, if they were.

    The municipality's term counts from now, so that a late notification never counts against it.
    """
    today, terms = timezone.localtime(now).date(), Terms.load()
    within, reachable = terms.length(Term.Kind.URGENT_WITHIN, today), reached(today)
    planned = []
    for request in requests:
        case = request.case
        end = case.detention.expected_end_on if case.detention else None
        urgent = request.urgent or is_urgent(end, case.chain.handoff_due_on, today, within)
        kind = Term.Kind.ANSWER_URGENT if urgent else Term.Kind.ANSWER
        waits = request.state == Request.State.TO_SEND
        unreached = waits and request.municipality_id not in reachable
        why_not = "" if waits else _why_not(request)
        if unreached and not elsewhere.strip():
            why_not = f"Bij {request.municipality} kan niemand inloggen."
        due = deadline(now, terms.length(kind, today, request.municipality_id))
        planned.append(Planned(request, urgent, due, why_not, unreached))
    return planned


def _why_not(request: Request) -> str:
    """Why a request in this state cannot be sent, in a sentence."""
    if request.state in (Request.State.OPEN, Request.State.ANSWERED):
        return "Deze vraag is al verstuurd."
    return why_closed(request)


@transaction.atomic
def send_requests(requests: Sequence[Request], by: User, now: datetime, elsewhere: str = "") -> list[Planned]:
    """Send what can be sent, all in one; what cannot says why. What comes back is what became of each."""
    pks = [request.pk for request in requests]
    locked = _with_case(Request.objects.select_for_update(of=("self",)).filter(pk__in=pks))
    planned = plan(locked, now, elsewhere)
    sent = [one for one in planned if not one.why_not]
    for one in sent:
        request = one.request
        go_to(request, Request.State.OPEN)
        request.urgent, request.sent_at, request.sent_by = one.urgent, now, by
        request.due_on = request.first_due_on = one.due_on
        request.save(update_fields=["state", "urgent", "sent_at", "sent_by", "due_on", "first_due_on"])
        how = f", buiten Nazorg om: {elsewhere.strip()[:MOST_WORDS].rstrip('.')}" if one.unreached else ""
        Act.objects.create(
            case_id=request.case_id, kind=Act.Kind.SENT, category=Category.IDENTITY,
            on=timezone.localtime(now).date(), text=f"Vraag verstuurd aan {request.municipality}{how}.", done_by=by,
            recorded_at=now,
        )  # fmt: skip
    settle([one.request.case_id for one in sent], now)
    if sent:
        announce_later(by)
    return planned


def send_request(request: Request, by: User, now: datetime, elsewhere: str = "") -> Request:
    """Send one request that waits for it: from now the municipality's term runs.

    Where nobody at the municipality can log in, `elsewhere` has to say how it was asked outside Nazorg.
    Raises ValidationError with the reason where it cannot be sent.
    """
    (planned,) = send_requests([request], by, now, elsewhere)
    if planned.why_not:
        raise ValidationError(planned.why_not)
    return planned.request
