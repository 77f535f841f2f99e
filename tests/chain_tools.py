"""The chain as tests go through it: asked, answered and handed over, each at its own moment."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

import time_machine
from django.utils import timezone

from cases.access import scope_for
from cases.disclosures.grounds import usual_ground
from cases.disclosures.selectors import offer_of
from cases.disclosures.services import Wanted, hand_over
from cases.models import Answer, Case, Chain, Disclosure, Question, Request
from cases.requests.answering import Given, OnBehalf, Sent, send_answers
from cases.selectors import find_case
from fixtures.invented import Person
from intake.accept import accept
from nazorg.accounts.models import User
from nazorg.common.scope import open_scope, system_scope
from nazorg.covenant.areas import Area
from nazorg.covenant.parties import Party
from tests.conftest import NOW
from tests.factories import municipality
from tests.intake_tools import arrival, checked

# Every area, as `answered` takes them.
AREAS = tuple(area.value for area in Area)
# When accepting happens where nothing else is said: the batch was handed in at NOW.
ACCEPTED = NOW + timedelta(minutes=1)


def asked(
    clerk: User,
    code: str = "0402",
    on: date = date(2024, 11, 29),
    now: datetime = ACCEPTED,
    person: Person | None = None,
    **cells: str,
) -> Request:
    """The request of an arrival on `on` that is accepted at `now`. `code` is the CBS code of the municipality."""
    row = arrival(person, on, **{"registered": municipality(code).name} | cells)
    batch = checked([row], clerk, now.date())
    with open_scope(scope_for(clerk)):
        accept(batch, clerk, now, now.date())
    with system_scope("the test looks up what was asked"):
        found = Request.objects.select_related("case__detention", "case__person", "municipality")
        return found.get(case__detention__notifications__batch_reference=batch.reference)


def given(request: Request, area: str, status: str = "answered", **fields: Any) -> Given:
    """One area as the answer page would send it, with the answer that stands now as `seen`."""
    with system_scope("the page knows which answer it showed"):
        seen = Answer.objects.filter(question__request=request, question__area=area, current=True).first()
    text = fields.pop("text", f"Antwoord over {Area(area).label}." if status == "answered" else "")
    return Given(area, status, text, seen=seen.pk if seen else None, **fields)


def answered(
    request: Request, by: User, now: datetime = NOW, *, on_behalf: OnBehalf | None = None, **areas: str
) -> Sent:
    """Send an answer at `now`, area by area: `income="Werkte bij de bakker."`; without any, all five.

    A text that is the code of another status ("waiting", "nothing_known", "delivered", …) sends that status.
    """
    texts = areas or {area: f"Antwoord over {Area(area).label}." for area in AREAS}
    return sent(request, by, [_given(request, area, text, now) for area, text in texts.items()], now, on_behalf)


def _given(request: Request, area: str, text: str, now: datetime) -> Given:
    if text == "delivered":
        return given(request, area, text, delivered_on=now.date())
    if text in ("waiting", "nothing_known", "not_applicable"):
        return given(request, area, text)
    return given(request, area, text=text)


def sent(
    request: Request, by: User, what: Iterable[Given], now: datetime = NOW, on_behalf: OnBehalf | None = None
) -> Sent:
    """The same with the pieces made by `given`, under the scope of whoever sends."""
    # The database takes a municipality's answer for what is said now only.
    with time_machine.travel(now), open_scope(scope_for(by)):
        return send_answers(request, list(what), by, now, on_behalf)


def handed_over(case: Case, by: User, now: datetime = NOW, *areas: str) -> Disclosure:
    """Hand over to the MMD-er, in DPAN, what can leave at `now`: of `areas`, or all of it."""
    today = timezone.localdate(now)
    with open_scope(scope_for(by)) as scope:
        offer = offer_of(find_case(case.reference, scope), scope, today)
        ground = usual_ground(Party.MMD, today).code
        wanted = Wanted(Disclosure.Channel.DPAN, today, ground, areas or tuple(offer.areas), "", offer.token)
        return hand_over(case, wanted, by, now)


def chain_of(case: Case) -> Chain:
    """The clock as the last settling left it."""
    with system_scope("the test looks at the clock"):
        return Chain.objects.select_related("municipality").get(pk=case.pk)


def fresh(request: Request) -> Request:
    """The request as it is stored now."""
    with system_scope("the test looks at the request"):
        return Request.objects.select_related("municipality", "case").get(pk=request.pk)


def question(request: Request, area: str) -> Question:
    """One area of a request."""
    with system_scope("the test looks at a question"):
        return Question.objects.get(request=request, area=area)
