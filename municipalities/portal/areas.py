"""The five life areas of a request as its municipality sees them."""

from collections.abc import Iterator
from datetime import date

from django.utils import timezone

from cases.dossiers.models import Case
from cases.needs.models import Need
from cases.requests.drafts import drafts_in
from cases.requests.models import Answer, Draft, Request, Status
from cases.requests.of_case import Asked as AskedArea
from cases.requests.of_case import areas_of
from municipalities.agreements.models import Agreement
from municipalities.portal.asked import AreaSeen, Before, Concept, NeedSeen, Said
from municipalities.portal.own import local_day, own_requests
from nazorg.accounts.models import User
from nazorg.common.dutch import full_date
from nazorg.common.scope import Scope
from nazorg.common.words import day_words, moment_words
from nazorg.covenant.areas import AREA_QUESTION, Area
from nazorg.covenant.parties import Party

# An answer of another time can be given again, unless it told of that time only.
_REPEATABLE = (Status.ANSWERED, Status.NOTHING_KNOWN, Status.NOT_APPLICABLE)


def areas_seen(request: Request, case: Case, viewer: User | None, scope: Scope, today: date) -> Iterator[AreaSeen]:
    """Each area with what was said, by whom, where it went, and what is being typed."""
    asked = areas_of(request, scope)
    before = answers_before(request, case, scope)
    needs = own_needs(request, scope)
    drafts = drafts_in(request, scope)
    for area in Area:
        one = asked.get(area)
        if one is None:
            continue
        if not is_asked(one):  # whatever the Veiligheidshuis found out is not the municipality's
            yield AreaSeen(area, area.label, AREA_QUESTION[area], one.question.delivers, waits=one.waits)
            continue
        said = [_said(answer, one, today) for answer in reversed(one.answers)]
        of_area = [draft for draft in drafts if draft.area == area]
        yield AreaSeen(
            code=area,
            label=area.label,
            question=AREA_QUESTION[area],
            agreed=one.question.delivers,
            waits=one.waits,
            said=said[0] if said else None,
            former=tuple(said[1:]),
            before=_before(before.get(area)),
            own=next((_concept(draft, today) for draft in of_area if draft.author == viewer), None),
            colleagues=tuple(_concept(draft, today) for draft in of_area if draft.author != viewer),
            needs=tuple(_need(need, today) for need in needs if need.area == area),
        )


def is_asked(one: AskedArea) -> bool:
    """Whether the municipality is asked about this area; else the Veiligheidshuis looks it up itself."""
    return one.question.delivers != Agreement.Delivers.SAFETY_HOUSE


def answers_before(request: Request, case: Case, scope: Scope) -> dict[str, Answer]:
    """By area the last answer of the same municipality about the same person, from an earlier request."""
    earlier = own_requests(scope).filter(
        case__person=case.person_id, municipality=request.municipality_id, opened_at__lt=request.opened_at
    )
    numbers = list(earlier.exclude(state=Request.State.MOVED).values_list("pk", flat=True))
    answers = Answer.objects.visible_to(scope).filter(
        question__request__in=numbers, current=True, status__in=_REPEATABLE
    )
    own = answers.exclude(question__delivers=Agreement.Delivers.SAFETY_HOUSE).select_related("question")
    return {answer.question.area: answer for answer in own.order_by("at", "pk")}


def own_needs(request: Request, scope: Scope) -> list[Need]:
    """The needs that this municipality brought up in a case."""
    needs = Need.objects.visible_to(scope).filter(case=request.case_id, request__municipality=request.municipality_id)
    return list(needs.prefetch_related("updates__by"))


def _said(answer: Answer, one: AskedArea, today: date) -> Said:
    label = answer.get_status_display()
    if answer.delivered_on is not None:
        label = f"{label}, {day_words(answer.delivered_on, today)}"
    elif answer.suwinet_by:
        label = f"{label}, door {answer.suwinet_by}"
    return Said(
        number=str(answer.pk),
        status=answer.status,
        label=label,
        text=answer.text,
        who=_who_said(answer, today),
        when=moment_words(answer.at, today),
        reason=answer.reason,
        from_suwinet=answer.from_suwinet,
        suwinet_by=answer.suwinet_by,
        delivered_on=answer.delivered_on,
        went_to=tuple(
            f"{Party(delivery.party).label}, {day_words(delivery.on, today)}"
            for delivery in one.deliveries.get(answer.pk, [])
        ),
    )


def _who_said(answer: Answer, today: date) -> str:
    """Who answered. What the Veiligheidshuis wrote down says from whom it heard it."""
    if answer.told_on is None:
        return answer.by.name
    how = f"{answer.get_channel_display()}, {day_words(answer.told_on, today)}"
    return f"{answer.told_by} ({how}), vastgelegd door het Veiligheidshuis"


def _before(answer: Answer | None) -> Before | None:
    if answer is None:
        return None
    return Before(
        number=str(answer.pk),
        status=answer.status,
        label=answer.get_status_display(),
        text=answer.text,
        when=full_date(timezone.localtime(answer.at).date()),
        from_suwinet=answer.from_suwinet,
    )


def _concept(draft: Draft, today: date) -> Concept:
    return Concept(
        number=str(draft.pk),
        who=draft.author.name,
        when=moment_words(draft.saved_at, today),
        status=draft.status,
        label=draft.get_status_display(),
        text=draft.text,
        from_suwinet=draft.from_suwinet,
        suwinet_by=draft.suwinet_by,
    )


def _need(need: Need, today: date) -> NeedSeen:
    steps = [
        f"{day_words(step.on, today)}: {step.get_status_display()}{f', {step.text}' if step.text else ''} ({step.by})"
        for step in need.updates.all()
    ]
    return NeedSeen(
        number=str(need.pk),
        title=need.title,
        status=need.status,
        label=need.get_status_display(),
        party=need.party,
        since=local_day(need.created_at, today),
        steps=tuple(steps),
    )
