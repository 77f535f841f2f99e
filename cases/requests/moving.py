"""Moving a case to another municipality: the old request closes, a new one opens, and the old one keeps no person."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.chain.settle import settle
from cases.course.selectors import closed_among
from cases.dossiers.models import Act, Case
from cases.requests.models import Answer, Draft, Request
from cases.requests.opening import ask, opened_of
from cases.requests.states import go_to
from municipalities.models import Municipality
from municipalities.selectors import region_on
from nazorg.accounts.models import User
from nazorg.common.scope import system_scope
from nazorg.covenant.categories import Category


@transaction.atomic
def move_case(case: Case, to: Municipality, why: str, by: User, now: datetime) -> None:
    """Make `to` responsible: a decision by a person, with a reason. Raises ValidationError without one."""
    if not why.strip():
        raise ValidationError("Zeg in een paar woorden waarom de casus verhuist.")
    case = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    if case.responsible_id == to.pk:
        raise ValidationError(f"{to} is al verantwoordelijk.")
    former = case.responsible
    case.responsible, case.move_to, case.to_decide = to, None, ""
    case.save(update_fields=["responsible", "move_to", "to_decide"])
    words = f"Van {former} naar {to}: {why.strip()}" if former else f"Naar {to}: {why.strip()}"
    Act.objects.create(
        case=case, kind=Act.Kind.JUDGED, category=Category.IDENTITY, on=timezone.localtime(now).date(),
        text=words, done_by=by, recorded_at=now,
    )  # fmt: skip
    follow([case.pk], now, by=by)


@transaction.atomic
def refuse_move(case: Case, why: str, by: User, now: datetime) -> None:
    """Leave a case where it is, though a notification proposed another municipality. Raises ValidationError."""
    case = Case.objects.select_for_update(of=("self",)).select_related("move_to").get(pk=case.pk)
    if case.move_to is None:
        raise ValidationError("Er is geen verhuizing voorgesteld.")
    if not why.strip():
        raise ValidationError("Zeg in een paar woorden waarom de casus blijft.")
    words = f"Blijft bij {case.responsible}, niet naar {case.move_to}: {why.strip()}"
    Act.objects.create(
        case=case, kind=Act.Kind.JUDGED, category=Category.IDENTITY, on=timezone.localtime(now).date(),
        text=words, done_by=by, recorded_at=now,
    )  # fmt: skip
    case.move_to = None
    case.save(update_fields=["move_to"])


def follow(case_ids: list[int], now: datetime, *, by: User | None = None) -> None:
    """After their responsible municipality changed: close what was asked elsewhere as moved, ask the new one.

    Where nobody was asked, moving asks nobody either, unless a person moved it. Settles the clocks.
    """
    today = timezone.localtime(now).date()
    with system_scope("a move closes what staff did not open and drafts that staff may not read"):
        region = set(region_on(today).values_list("pk", flat=True))
        cases = Case.objects.filter(pk__in=case_ids).select_related("detention")
        closed = set(closed_among(case_ids))
        wanting = []
        for case in cases:
            stale = Request.objects.filter(case=case).exclude(municipality=case.responsible_id)
            stale = stale.exclude(state=Request.State.MOVED)
            asked = by is not None or stale.exists()
            for request in stale:
                go_to(request, Request.State.MOVED)
                # Why there was an extension, or why it stopped, is about the person; the case has both.
                request.closed_at, request.holder, request.extended_why, request.ended_why = now, None, "", ""
                request.save(update_fields=["state", "closed_at", "holder", "extended_why", "ended_why"])
                Draft.objects.filter(request=request).delete()
            here = Request.objects.filter(case=case, municipality=case.responsible_id)
            asked_here = here.exclude(state=Request.State.MOVED).exists()
            blocked = case.to_decide or asked_here or why_not_asked(case, closed=case.pk in closed)
            if asked and not blocked and case.responsible_id in region:
                wanting.append(opened_of(case))
        ask(wanting, now, by=by)
    settle(case_ids, now)


def why_not_asked(case: Case, *, closed: bool) -> str:
    """Why a municipality that becomes responsible gets no question, in words; empty where it does."""
    if case.no_aftercare:
        return "er is besloten geen nazorg te geven"
    if case.detention is not None and case.detention.released_on is not None:
        return "de persoon is vrij"
    return "de casus is gesloten" if closed else ""


def answered_cases(case_ids: list[int]) -> set[int]:
    """Of these cases the ones (primary keys) about which a municipality has answered: they move only by a person."""
    with system_scope("that there is an answer counts, also for whoever may not read it"):
        found = Answer.objects.filter(question__request__case__in=case_ids)
        return set(found.exclude(question__request__state=Request.State.MOVED).values_list(
            "question__request__case_id", flat=True
        ))  # fmt: skip
