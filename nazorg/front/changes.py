"""What changed since the last working day, for the rail of Vandaag: answers, moves, and releases before a handoff."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from cases.chain.models import Chain
from cases.chain.words import areas_words
from cases.dossiers.models import Case
from cases.requests.models import Answer, Request
from municipalities.agreements.models import Agreement
from nazorg.common.deadlines import is_working_day
from nazorg.common.scope import Scope
from nazorg.common.words import day_words, moment_words
from nazorg.covenant.areas import Area

# The rail has room for so many. Answers and requests are read from the last one back, by their primary keys: that
# needs no index of its own, and stays as fast however many there are.
_MOST, _LOOKED_BACK = 6, 200


def start_of_changes(day: date) -> datetime:
    """The start of the last working day before `day`: what came in the evening is new in the morning."""
    before = day - timedelta(days=1)
    while not is_working_day(before):
        before -= timedelta(days=1)
    return timezone.make_aware(datetime.combine(before, time.min))


def weekday(moment: datetime) -> str:
    """ "vrijdag"."""
    return date_format(timezone.localtime(moment), "l").lower()


@dataclass(frozen=True)
class _Change:
    at: datetime
    case: Case
    text: str
    meta: str


def changes_since(moment: datetime, day: date, scope: Scope) -> list[dict[str, str]]:
    """What changed since `moment`, the latest first, as items of a feed on `day`."""
    changes = [*_answers(moment, day, scope), *_moves(moment, day, scope), *_releases(moment, day, scope)]
    latest = sorted(changes, key=lambda change: (change.at, change.case.pk), reverse=True)[:_MOST]
    return [{"text": one.text, "url": reverse("case", args=[one.case.reference]), "meta": one.meta} for one in latest]


def _answers(moment: datetime, day: date, scope: Scope) -> Iterator[_Change]:
    """One a request, however many areas were answered in it."""
    related = ("question__request__municipality", "question__request__case__person")
    answers = Answer.objects.visible_to(scope).exclude(question__delivers=Agreement.Delivers.SAFETY_HOUSE)
    answers = answers.select_related(*related).defer("text").order_by("-pk")[:_LOOKED_BACK]
    by_request: dict[int, list[Answer]] = {}
    for answer in answers:
        if answer.at >= moment:
            by_request.setdefault(answer.question.request_id, []).append(answer)
    for found in by_request.values():
        request, at = found[0].question.request, max(answer.at for answer in found)
        answered = {answer.question.area for answer in found}
        areas = areas_words([area for area in Area if area in answered])
        text = f"{request.municipality} antwoordde over {request.case.person.full_name}"
        yield _Change(at, request.case, text, f"{areas}, {moment_words(at, day)}")


def _moves(moment: datetime, day: date, scope: Scope) -> Iterator[_Change]:
    """Cases that another municipality is asked about since, each with its last move."""
    requests = Request.objects.visible_to(scope)
    running = requests.exclude(state=Request.State.MOVED).select_related("municipality", "case__person")
    latest = running.order_by("-pk")[:_LOOKED_BACK]
    opened = {request.case_id: request for request in latest if request.opened_at >= moment}
    former = requests.filter(case__in=opened, state=Request.State.MOVED, closed_at__gte=moment)
    last = {moved.case_id: moved for moved in former.select_related("municipality").order_by("closed_at", "pk")}
    for moved in last.values():
        asked = opened[moved.case_id]
        text = f"{asked.case.person.full_name} verhuisde naar {asked.municipality}"
        meta = f"van {moved.municipality}, {moment_words(asked.opened_at, day)}"
        yield _Change(asked.opened_at, asked.case, text, meta)


def _releases(moment: datetime, day: date, scope: Scope) -> Iterator[_Change]:
    """Who was free before anything was handed over."""
    since = timezone.localtime(moment).date()
    chains = Chain.objects.visible_to(scope).filter(
        step=Chain.Step.RELEASED, case__detention__released_on__range=(since, day)
    )
    for chain in chains.select_related("municipality", "case__person")[:_LOOKED_BACK]:
        if chain.released_on is None:
            continue
        at = timezone.make_aware(datetime.combine(chain.released_on, time.min))
        text = f"{chain.case.person.full_name} kwam vrij vóór de overdracht"
        yield _Change(at, chain.case, text, f"{day_words(chain.released_on, day)}, {chain.municipality}")
