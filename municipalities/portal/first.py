"""The portal's first screen: what to answer, what waits, what the municipality was asked last, and what came of it.

Everything starts at the requests, by an index on the municipality, so a long past costs nothing.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from cases.chain.words import areas_words
from cases.dossiers.models import Case
from cases.requests.models import Answer, Request, Status
from municipalities.agreements.models import Agreement
from municipalities.portal.own import (
    cases_of_requests,
    clock_words,
    holder_name,
    moved_words,
    only_suwinet,
    own_requests,
    to_answer,
)
from nazorg.common.lines import Line
from nazorg.common.scope import Scope
from nazorg.common.tables import Tag
from nazorg.common.words import day_words, joined, spaced
from nazorg.covenant.areas import AREA_SHORT

A_PAGE = 50
# How many of the last requests tell what the Veiligheidshuis did, and how many of them are listed.
_LAST, _LISTED = 50, 6
_WITH = ("municipality", "holder", "case__person", "case__chain__municipality")


@dataclass(frozen=True)
class Group:
    """Lines of one municipality; its name is shown to whoever serves several."""

    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Recent:
    """The last requests that are not open, and what the Veiligheidshuis passed on of the last ones."""

    lines: tuple[Line, ...]
    handed_over: str


def page_to_answer(number: str | None, scope: Scope) -> Page[Request]:
    """A page of what can be answered now: apart by municipality, spoed on top, then by the clock."""
    order = ("municipality__position", "municipality__name", "-urgent", "due_on", "pk")
    return Paginator(to_answer(scope).select_related(*_WITH).order_by(*order), A_PAGE).get_page(number)


def answer_lines(requests: list[Request], today: date) -> list[Group]:
    """What to answer, a line each; the first has the one filled button."""
    first = requests[0] if requests else None
    return grouped(requests, lambda one: _answer_line(one, today, primary=one is first))


def waiting_lines(scope: Scope, today: date) -> list[Group]:
    """What waits for SUWINET only: since when, and who looks it up."""
    found = list(only_suwinet(scope).select_related(*_WITH).order_by("municipality__position", "due_on", "pk")[:A_PAGE])
    waiting: dict[int, list[Answer]] = defaultdict(list)
    answers = Answer.objects.visible_to(scope).filter(question__request__in=found, current=True, status=Status.WAITING)
    own = answers.exclude(question__delivers=Agreement.Delivers.SAFETY_HOUSE)
    for answer in own.select_related("question"):
        waiting[answer.question.request_id].append(answer)
    return grouped(found, lambda one: _waiting_line(one, waiting[one.pk], today))


def recent(scope: Scope, today: date) -> Recent:
    """The latest requests: those that are answered or closed, with their clocks, and what was handed over."""
    latest = list(_newest(own_requests(scope))[:_LAST])
    cases = cases_of_requests([one for one in latest if one.state != Request.State.MOVED], scope)
    lines: list[Line] = []
    for one in latest:
        if one.state != Request.State.OPEN and len(lines) < _LISTED:
            lines.append(request_line(one, cases.get(one.case_id), today))
    known = [case.chain for case in cases.values()]
    handed = sorted(chain.handed_over_on for chain in known if chain.handed_over_on is not None)
    words = ""
    if handed:
        of = "uw laatste casus" if len(known) == 1 else f"uw laatste {len(known)} casussen"
        words = (
            f"Van {len(handed)} van {of} gaf het Veiligheidshuis informatie aan de MMD-er in de gevangenis, "
            f"het laatst op {day_words(handed[-1], today)}."
        )
    return Recent(tuple(lines), words)


def _newest(requests: QuerySet[Request]) -> QuerySet[Request]:
    return requests.select_related("municipality", "holder").order_by("-opened_at", "-pk")


def request_line(request: Request, case: Case | None, today: date) -> Line:
    """A request that one looks back on. Without a case (moved away) it is reference and dates."""
    url = question_url(request)
    if case is None or request.state == Request.State.MOVED:
        return Line(text=moved_words(request, today), subject=spaced(request.reference), url=url, meta="verplaatst")
    meta = request.get_state_display()
    if request.state == Request.State.ENDED and request.ended_why:
        meta = f"gestopt: {request.get_ended_why_display()}"
    elif request.state == Request.State.OPEN:
        meta = f"te beantwoorden, {_who(request)}"
    elif request.answered_at:
        meta = f"beantwoord {day_words(timezone.localtime(request.answered_at).date(), today)}"
    return Line(clock=clock_words(case, today), subject=case.person.full_name, url=url, meta=meta)


def question_url(request: Request) -> str:
    """Where a request is read and answered."""
    return reverse("portal_question", args=[request.reference])


def _answer_line(request: Request, today: date, *, primary: bool) -> Line:
    chain = request.case.chain
    meta = _who(request)
    if chain.municipality_id != request.municipality_id or chain.step != chain.Step.ANSWER:
        # Its clock tells of something else that comes first.
        meta = f"{meta}, gevraagd: {areas_words(chain.waits_for)}" if chain.waits_for else meta
    return Line(
        clock=clock_words(request.case, today),
        subject=request.case.person.full_name,
        url=question_url(request),
        meta=meta,
        tags=(Tag("spoed", "late", "i-alert"),) if request.urgent else (),
        action="Beantwoord",
        action_url=question_url(request),
        primary=primary,
    )


def _waiting_line(request: Request, waiting: list[Answer], today: date) -> Line:
    areas = joined([AREA_SHORT[answer.question.area] for answer in waiting])
    since = min((timezone.localtime(answer.at).date() for answer in waiting), default=None)
    names = joined(sorted({answer.suwinet_by for answer in waiting} - {""}))
    words = [areas, f"sinds {day_words(since, today)}" if since else "", f"door {names}" if names else ""]
    return Line(
        clock=clock_words(request.case, today),
        subject=request.case.person.full_name,
        url=question_url(request),
        meta=", ".join(filter(None, words)),
        action="Vul aan",
        action_url=question_url(request),
    )


def _who(request: Request) -> str:
    name = holder_name(request.holder)
    return f"{name} is ermee bezig" if name else "nog niemand"


def grouped(requests: list[Request], line: Callable[[Request], Line]) -> list[Group]:
    groups: dict[str, list[Line]] = {}
    for one in requests:
        groups.setdefault(str(one.municipality), []).append(line(one))
    return [Group(name, tuple(lines)) for name, lines in groups.items()]
