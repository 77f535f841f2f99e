"""Bringing requests and clocks in line with the records, after everything that happens in a case."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime

from django.db.models import Count, Q
from django.utils import timezone

from cases.chain import rules
from cases.chain.models import Chain, Interview, Pause
from cases.chain.rules import AreaFacts, Facts
from cases.course.models import Course, CourseStep, Outcome
from cases.disclosures.models import Delivery, Disclosure
from cases.dossiers.models import Case
from cases.needs.models import Consent
from cases.requests.models import RUNNING, Answer, Question, Request, Status
from cases.requests.states import go_to
from municipalities.agreements.models import Term
from municipalities.agreements.selectors import Terms
from municipalities.selectors import region_on
from nazorg.common.deadlines import deadline
from nazorg.common.scope import system_scope
from nazorg.covenant.parties import Party

_AT_ONCE = 2_000
# What ends a request by itself, and lets it go on when it is over.
_DERIVED = (Request.Why.RELEASED, Request.Why.CLOSED, Request.Why.DIED)
_COLUMNS = [field.name for field in Chain._meta.concrete_fields if field.name != "case"]


def settle(case_ids: Iterable[int], now: datetime) -> None:
    """Work out anew where these cases stand, and close or reopen their requests with releases and closings."""
    ids = sorted(set(case_ids))
    with system_scope("a clock follows from records of which no single role sees all"):
        terms, today = Terms.load(), timezone.localtime(now).date()
        region = set(region_on(today).values_list("pk", flat=True))
        for start in range(0, len(ids), _AT_ONCE):
            chains = [
                _chain(facts, terms, today, now) for facts in _facts(ids[start : start + _AT_ONCE], region, terms, now)
            ]
            Chain.objects.bulk_create(chains, update_conflicts=True, unique_fields=["case"], update_fields=_COLUMNS)


def settle_one(case: Case, now: datetime) -> Chain:
    """The same for one case; its clock as it is now."""
    settle([case.pk], now)
    with system_scope("the clock that was just worked out"):
        return Chain.objects.select_related("municipality").get(pk=case.pk)


def _facts(ids: list[int], region: set[int], terms: Terms, now: datetime) -> Iterator[Facts]:
    cases = list(Case.objects.filter(pk__in=ids).select_related("detention"))
    requests = {request.case_id: request for request in _last_requests(ids)}
    closed = {step.case_id: step for step in CourseStep.objects.filter(case__in=ids, current=True, state=Course.CLOSED)}
    _follow_endings(cases, requests, closed, terms, now)
    areas = _areas(list(requests.values()))
    planned = dict(Interview.objects.filter(case__in=ids).values_list("case_id", "planned_on"))
    pauses: dict[int, list[Pause]] = defaultdict(list)
    for pause in Pause.objects.filter(case__in=ids).order_by("since"):
        pauses[pause.case_id].append(pause)
    given: dict[int, list[Disclosure]] = defaultdict(list)
    for disclosure in Disclosure.objects.filter(case__in=ids, party=Party.MMD).order_by("at", "pk"):
        given[disclosure.case_id].append(disclosure)
    answers, withheld = _answers(areas), _withheld(ids)
    for case in cases:
        request, detention, stops = requests.get(case.pk), case.detention, pauses[case.pk]
        facts = Facts(
            case.pk,
            to_decide=bool(case.to_decide),
            no_aftercare=case.no_aftercare,
            municipality_id=request.municipality_id if request else case.responsible_id,
            in_region=case.responsible_id in region,
            planned_on=planned.get(case.pk),
            request=request,
            pauses=[(stop.since, stop.until) for stop in stops],
            paused_why=next((stop.why for stop in stops if stop.until is None), ""),
        )
        if case.pk in closed:
            facts.closed_on = closed[case.pk].on
        if detention is not None:
            facts.start_on, facts.released_on = detention.start_on, detention.released_on
            facts.expected_end_on = detention.expected_end_on
        packs = [one for one in given[case.pk] if one.kind != Disclosure.Kind.DIRECT]
        if packs:
            facts.handed_over_on, facts.handed_to = packs[0].on, packs[-1].institution
        if given[case.pk]:
            facts.last_delivery_on = max(one.on for one in given[case.pk])
        institution = detention.institution if detention else ""
        for question in areas.get(request.pk if request else 0, ()):
            area = _area(question, answers[question.pk], institution)
            area.withheld = (case.pk, question.area) in withheld
            facts.areas.append(area)
        if not packs and facts.areas and all(area.delivered for area in facts.areas):
            facts.handed_over_on = facts.last_delivery_on
        yield facts


def _last_requests(ids: list[int]) -> list[Request]:
    """Per case the request that runs, or else the last one that was not moved away."""
    found = Request.objects.filter(case__in=ids).exclude(state=Request.State.MOVED).order_by("opened_at", "pk")
    last: dict[int, Request] = {}
    for request in found:
        former = last.get(request.case_id)
        if former is None or former.state not in RUNNING or request.state in RUNNING:
            last[request.case_id] = request
    return list(last.values())


def _follow_endings(
    cases: list[Case],
    requests: dict[int, Request],
    closed: dict[int, CourseStep],
    terms: Terms,
    now: datetime,
) -> None:
    """Nobody is asked or chased about somebody who is free, or in a closed case.

    When the release proves wrong or the case is opened again, the request goes on.
    """
    for case in cases:
        request = requests.get(case.pk)
        if request is None:
            continue
        why = _why_ended(case, closed.get(case.pk))
        if why and request.state in (Request.State.TO_SEND, Request.State.OPEN):
            go_to(request, Request.State.ENDED)
            request.ended_why, request.closed_at = why, now
            request.save(update_fields=["state", "ended_why", "closed_at"])
        elif not why and request.ended_why in _DERIVED:
            if request.due_on is not None:
                # The days that it could not answer are not the municipality's.
                kind = Term.Kind.ANSWER_URGENT if request.urgent else Term.Kind.ANSWER
                again = deadline(now, terms.length(kind, timezone.localtime(now).date(), request.municipality_id))
                request.due_on = max(request.due_on, again)
            go_to(request, Request.State.OPEN if request.sent_at else Request.State.TO_SEND)
            request.ended_why, request.closed_at = "", None
            request.save(update_fields=["state", "ended_why", "closed_at", "due_on"])


def _why_ended(case: Case, closed: CourseStep | None) -> str:
    if closed is not None:
        return (Request.Why.DIED if closed.outcome == Outcome.DIED else Request.Why.CLOSED).value
    free = case.detention is not None and case.detention.released_on is not None
    return Request.Why.RELEASED.value if free else ""


def _areas(requests: list[Request]) -> dict[int, list[Question]]:
    found: dict[int, list[Question]] = defaultdict(list)
    for question in Question.objects.filter(request__in=requests).order_by("pk"):
        found[question.request_id].append(question)
    return found


# The answers about one question in their order, each with the institutions that have it.
_Answers = dict[int, list[tuple[Answer, set[str]]]]


def _answers(areas: dict[int, list[Question]]) -> _Answers:
    questions = [question.pk for of_request in areas.values() for question in of_request]
    answers = list(Answer.objects.filter(question__in=questions).order_by("at", "pk"))
    places: dict[int, set[str]] = defaultdict(set)
    deliveries = Delivery.objects.filter(answer__in=answers, party=Party.MMD)
    for answer_id, institution in deliveries.values_list("answer_id", "institution"):
        places[answer_id].add(institution)
    found: _Answers = defaultdict(list)
    for answer in answers:
        found[answer.question_id].append((answer, places[answer.pk]))
    return found


def _withheld(ids: list[int]) -> set[tuple[int, str]]:
    """Of these cases the areas for which the person agreed and took that back."""
    consents = Consent.objects.filter(case__in=ids).order_by().values("case_id", "area")
    holding = consents.annotate(holding=Count("pk", filter=Q(withdrawn_on=None)))
    return set(holding.filter(holding=0).values_list("case_id", "area"))


def _area(question: Question, answers: list[tuple[Answer, set[str]]], institution: str) -> AreaFacts:
    history = [(answer.known_on, answer.status) for answer, _ in answers]
    area = AreaFacts(question.area, question.delivers, question.status, history=history)
    if answers and not area.waits:
        current, places = answers[-1]
        area.delivered = institution in places or current.status == Status.DELIVERED
    return area


def _chain(facts: Facts, terms: Terms, today: date, now: datetime) -> Chain:
    started = facts.start_on or today
    interview = terms.length(Term.Kind.INTERVIEW, started)
    due = rules.handoff_due(facts, interview)
    urgent = _hurry(facts, due, terms, today, now)
    asked_urgently = facts.request is not None and facts.request.urgent
    kind = Term.Kind.ANSWER_URGENT if asked_urgently else Term.Kind.ANSWER
    sent_at = facts.request.sent_at if facts.request else None
    asked_on = timezone.localtime(sent_at).date() if sent_at else today
    answer = terms.length(kind, asked_on, facts.municipality_id)
    stand = rules.stand(facts, due, interview, answer.unit, today)
    end = facts.released_on or facts.expected_end_on
    runs = stand.step not in rules.FINAL
    paused = next((since for since, until in facts.pauses if until is None), None) if runs else None
    return Chain(
        case_id=facts.case_id,
        step=stand.step,
        municipality_id=facts.municipality_id,
        due_on=stand.due_on,
        unit=stand.unit,
        was_due_on=stand.was_due_on,
        handoff_due_on=due,
        answer_due_on=facts.request.due_on if facts.request else None,
        waits_for=stand.waits_for,
        waits_for_suwinet=rules.waiting_for_suwinet(facts) if runs else [],
        ready=sum(area.ready for area in facts.areas) if runs else 0,
        handed_over_on=facts.handed_over_on,
        complete_on=facts.last_delivery_on if stand.step == Chain.Step.DONE else None,
        handed_to=facts.handed_to,
        late_why=rules.late_why(facts, due, today),
        # Once nothing is to be done any more, what counts is how it was asked.
        urgent=(urgent and runs) or asked_urgently,
        short=rules.is_short(facts.start_on, end, terms.length(Term.Kind.SHORT_STAY, started)),
        weekend=facts.released_on is None and rules.ends_in_weekend(facts.expected_end_on),
        paused_since=paused,
        paused_why=facts.paused_why if paused else "",
        released_on=facts.released_on,
    )


def _hurry(facts: Facts, due: date | None, terms: Terms, today: date, now: datetime) -> bool:
    """Whether a case is urgent: what is still to be answered, looked up or handed over cannot wait.

    A request that becomes so gets the shorter term from today, if that ends sooner.
    """
    request = facts.request
    within = terms.length(Term.Kind.URGENT_WITHIN, today)
    urgent = facts.released_on is None and rules.is_urgent(facts.expected_end_on, due, today, within)
    waits = request is not None and request.state in (Request.State.TO_SEND, Request.State.OPEN)
    if request is not None and waits and urgent and not request.urgent:
        request.urgent = True
        if request.due_on is not None:
            shorter = deadline(now, terms.length(Term.Kind.ANSWER_URGENT, today, request.municipality_id))
            request.due_on = min(request.due_on, shorter)
        request.save(update_fields=["urgent", "due_on"])
    return urgent
