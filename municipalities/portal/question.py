"""Reading one request for the answer page."""

from collections.abc import Iterable
from datetime import date

from django.conf import settings

from cases.chain.words import clock_of
from cases.dossiers.models import Case
from cases.requests.models import Request
from cases.requests.states import why_closed
from cases.selectors import has_bsn
from cases.statements.selectors import agreed_for_municipalities
from municipalities.agreements.models import Duty
from municipalities.agreements.selectors import absences_on, contacts_of, duties_on
from municipalities.portal.areas import areas_seen
from municipalities.portal.asked import Asked, Colleague, Gone, Person, Told
from municipalities.portal.own import local_day, own_requests
from nazorg.accounts.models import User
from nazorg.common.dutch import full_date
from nazorg.common.scope import Scope
from nazorg.common.words import UNKNOWN, born_words, day_words

_WITH = ("municipality", "holder")


def find_request(reference: str, scope: Scope) -> Request:
    """The request of this reference. Raises Request.DoesNotExist where there is none, or none for this scope."""
    return own_requests(scope).select_related(*_WITH).get(reference=reference)


def last_request_about(case: Case, scope: Scope) -> Request | None:
    """What the municipality of this scope has of a case: the request that runs or ran, else the one that moved away."""
    requests = list(own_requests(scope).select_related(*_WITH).filter(case=case.pk).order_by("-opened_at", "-pk"))
    staying = [request for request in requests if request.state != Request.State.MOVED]
    return next(iter(staying or requests), None)


def see(request: Request, viewer: User | None, scope: Scope, today: date, bsn: str = "") -> Asked | Gone:
    """A request as its municipality sees it. `bsn` is the number, once asked for; `viewer` is None in a preview."""
    case = case_of(request, scope)
    if case is None:
        return gone(request, today)
    contacts = list(contacts_of(request.municipality, today))
    holder = request.holder if request.holder in contacts else None
    return Asked(
        reference=request.reference,
        municipality=str(request.municipality),
        clock=clock_of(case.chain, today),
        person=_person(case, scope, today, bsn),
        urgent=request.urgent,
        closed=why_not(request, scope),
        extended=request.extended_why,
        talk_on=_talk_on(case, today),
        areas=tuple(areas_seen(request, case, viewer, scope, today)),
        holder=holder.name if holder else "",
        is_holder=holder is not None and holder == viewer,
        colleagues=tuple(_colleagues(contacts, holder, today)),
        suwinet_names=tuple(duty.name for duty in duties_on(today, request.municipality, Duty.Kind.SUWINET)),
        told=tuple(
            Told(one.text, full_date(one.until_on))
            for one in agreed_for_municipalities(case, scope, today)
            if one.municipality_id == request.municipality_id
        ),
    )


def case_of(request: Request, scope: Scope) -> Case | None:
    """The case that a request is about, with its person and clock; none once it moved away."""
    if request.state == Request.State.MOVED:
        return None
    related = ("person", "detention", "chain__municipality")
    return Case.objects.visible_to(scope).select_related(*related).filter(pk=request.case_id).first()


def gone(request: Request, today: date) -> Gone:
    """What is left of a request once it moved."""
    return Gone(
        reference=request.reference,
        municipality=str(request.municipality),
        asked_on=local_day(request.sent_at, today) if request.sent_at else "",
        moved_on=local_day(request.closed_at, today) if request.closed_at else "",
    )


def why_not(request: Request, scope: Scope) -> str:
    """Why nothing can be answered here, in a sentence; empty where it can."""
    if request.state == Request.State.ENDED and request.ended_why:
        return f"Deze vraag is gestopt: {request.get_ended_why_display()}."
    if request.municipality_id not in scope.municipalities:
        return f"U leest deze vraag bij uitzondering mee. Alleen {request.municipality} kan haar beantwoorden."
    return why_closed(request)


def _person(case: Case, scope: Scope, today: date, bsn: str) -> Person:
    person, detention = case.person, case.detention
    free_label, free_on = "Vrij, verwacht", None
    place = since = ""
    if detention is not None:
        place = detention.institution
        since = day_words(detention.start_on, today) if detention.start_on else ""
        free_on = detention.expected_end_on
        if detention.released_on is not None:
            free_label, free_on = "Vrijgekomen", detention.released_on
    return Person(
        name=person.full_name,
        born=born_words(person.born),
        address=person.address or UNKNOWN,
        place=place or UNKNOWN,
        since=since,
        free_label=free_label,
        free=day_words(free_on, today) if free_on else UNKNOWN,
        bsn=bsn or _bsn_state(case, scope),
    )


def _bsn_state(case: Case, scope: Scope) -> str:
    if settings.BSN_OFF:
        return Person.BSN_OFF
    return Person.BSN_HIDDEN if has_bsn(case.person, scope) else UNKNOWN


def _talk_on(case: Case, today: date) -> str:
    due = case.chain.handoff_due_on
    return day_words(due, today) if due is not None and due >= today else ""


def _colleagues(contacts: Iterable[User], holder: User | None, today: date) -> Iterable[Colleague]:
    """Who can be put on it: everybody but who is. The viewer is among them, so that a preview shows the same."""
    others = [contact for contact in contacts if contact != holder]
    away = absences_on(today, others)
    for contact in others:
        until = f"afwezig tot en met {day_words(away[contact.pk].to_on, today)}" if contact.pk in away else ""
        yield Colleague(str(contact.pk), contact.name, until)
