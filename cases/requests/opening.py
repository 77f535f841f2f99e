"""Opening requests: for arrivals by themselves, and for a case by a person. Few statements, however many there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone

from cases.chain.models import Chain
from cases.chain.rules import ends_in_weekend, is_short, is_urgent, last_chance
from cases.chain.settle import settle
from cases.dossiers.models import Case
from cases.recording.write_people import references_for
from cases.requests.models import Question, Request, Status
from municipalities.agreements.models import Agreement, Term
from municipalities.agreements.selectors import Terms, agreed_on
from municipalities.models import Grant
from municipalities.selectors import region_on
from nazorg.accounts.models import User
from nazorg.common.bulk import copy_in, next_ids
from nazorg.common.deadlines import deadline
from nazorg.common.jobs.services import enqueue
from nazorg.common.scope import system_scope
from nazorg.covenant.areas import AREA_CATEGORY, Area


@dataclass(slots=True)
class Opened:
    """A case that begins: what decides whether and how its municipality is asked."""

    case_id: int
    municipality_id: int | None
    start_on: date | None
    expected_end_on: date | None
    to_decide: str


def why_decide(
    minor: bool, municipality_id: int | None, start_on: date | None, released_on: date | None, terms: Terms, today: date
) -> str:
    """Why a person has to decide before a new case runs, as a code of Case.to_decide; empty where it simply runs.

    Nobody is asked when the release is known already, or the term of the first interview has passed.
    """
    if minor:
        return "minor"
    if municipality_id is None:
        return "municipality"
    if released_on is not None:
        return "released"
    if start_on is not None and deadline(start_on, terms.length(Term.Kind.INTERVIEW, start_on)) < today:
        return "late"
    return ""


def begin(opened: Sequence[Opened], now: datetime) -> None:
    """Start the clocks of new cases, and ask the municipality where nobody has to decide first."""
    today = timezone.localtime(now).date()
    terms = Terms.load()
    waiting = [one for one in opened if one.to_decide]
    with system_scope("a clock is derived; its row is nobody's to write"):
        copy_in(
            Chain,
            ("case_id", "step", "municipality_id", "due_on", "unit", "handoff_due_on", "waits_for", "late_why",
             "waits_for_suwinet", "ready", "handed_to", "urgent", "short", "weekend", "paused_why"),
            (
                (one.case_id, Chain.Step.DECIDE.value, one.municipality_id, _decide_by(one, due, today), unit, due,
                 "[]", "", "[]", 0, "", *_flags(one, due, terms, today), "")
                for one in waiting
                for due, unit in [_handoff_term(one, terms, today)]
            ),
        )  # fmt: skip
    region = set(region_on(today).values_list("pk", flat=True))
    running = [one for one in opened if not one.to_decide]
    ask([one for one in running if one.municipality_id in region], now, terms=terms)
    settle([one.case_id for one in running], now)


def _handoff_term(one: Opened, terms: Terms, today: date) -> tuple[date | None, str]:
    length = terms.length(Term.Kind.INTERVIEW, one.start_on or today)
    return (deadline(one.start_on, length) if one.start_on else None), length.unit.value


def _decide_by(one: Opened, due: date | None, today: date) -> date | None:
    """As `cases.chain.rules.stand` has it: for who is free already nothing is pressing any more."""
    return due if one.to_decide == "released" else last_chance(due, one.expected_end_on, today)


def _flags(one: Opened, due: date | None, terms: Terms, today: date) -> tuple[bool, bool, bool]:
    """Spoed, kort and weekend, as `cases.chain.settle` works them out."""
    free, end = one.to_decide == "released", one.expected_end_on
    return (
        not free and is_urgent(end, due, today, terms.length(Term.Kind.URGENT_WITHIN, today)),
        is_short(one.start_on, end, terms.length(Term.Kind.SHORT_STAY, one.start_on or today)),
        not free and ends_in_weekend(end),
    )


def ask(cases: Sequence[Opened], now: datetime, *, by: User | None = None, terms: Terms | None = None) -> None:
    """Open the request of each case at its municipality, sent at once where somebody there can read it.

    Without a contact who can log in it waits to be sent by hand; where the Veiligheidshuis looks everything up itself
    it is never sent. Does not settle the clocks.
    """
    today, terms = timezone.localtime(now).date(), terms or Terms.load()
    asked = {one.municipality_id for one in cases if one.municipality_id is not None}
    reachable, agreed = reached(today), agreed_on(today, asked)
    within = terms.length(Term.Kind.URGENT_WITHIN, today)
    ids = next_ids(Request, len(cases))
    requests, questions = [], []
    for one, number, reference in zip(cases, ids, references_for(Request, len(ids)), strict=True):
        due, _ = _handoff_term(one, terms, today)
        urgent = is_urgent(one.expected_end_on, due, today, within)
        kind = Term.Kind.ANSWER_URGENT if urgent else Term.Kind.ANSWER
        delivers = {area: agreed[one.municipality_id or 0, area.value] for area in Area}
        sent = one.municipality_id in reachable and set(delivers.values()) != {Agreement.Delivers.SAFETY_HOUSE.value}
        until = deadline(now, terms.length(kind, today, one.municipality_id)) if sent else None
        requests.append(
            (number, reference, one.case_id, one.municipality_id, "open" if sent else "to_send", urgent, now,
             now if sent else None, by.pk if by and sent else None, until, until)
        )  # fmt: skip
        questions += [
            (number, area.value, AREA_CATEGORY[area].value, who, Status.OPEN.value) for area, who in delivers.items()
        ]
    columns = ("id", "reference", "case_id", "municipality_id", "state", "urgent", "opened_at", "sent_at",
               "sent_by_id", "due_on", "first_due_on")  # fmt: skip
    copy_in(Request, columns, requests)
    copy_in(Question, ("request_id", "area", "category", "delivers", "status"), questions)
    if any(one.municipality_id in reachable for one in cases):
        announce_later(by)


def announce_later(by: User | None) -> None:
    """Have a worker tell the municipalities once this transaction has committed: for whoever sent requests."""
    enqueue("announce", "", by.pk if by else None)


def opened_of(case: Case) -> Opened:
    """A case that stands already, as `ask` wants it."""
    detention = case.detention
    return Opened(
        case.pk,
        case.responsible_id,
        detention.start_on if detention else None,
        detention.expected_end_on if detention else None,
        case.to_decide,
    )


def reached(today: date) -> set[int]:
    """The municipalities (primary keys) where at least one contact can log in and see its cases on `today`."""
    granted = Grant.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=today),
        permission__codename="view_cases",
        starts_on__lte=today,
        approved_by__isnull=False,
        group__user__is_active=True,
        group__user__role="contact",
        group__user__role_approved_at__isnull=False,
    )
    return set(granted.values_list("content_object_id", flat=True))
