"""Sending answers: per area, by a contact or on behalf of a municipality. What was sent is never lost or changed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.chain.settle import settle
from cases.detentions.models import Detention
from cases.disclosures.direct import register_direct
from cases.dossiers.models import Act
from cases.requests.models import WAITED_FOR, Answer, Draft, Question, Request, Status
from cases.requests.states import asks_somebody, go_to, why_closed
from cases.requests.turn import only_one_in
from municipalities.agreements.models import Agreement
from nazorg.accounts.models import User
from nazorg.common.dutch import numeric_date
from nazorg.common.scope import system_scope
from nazorg.common.words import joined
from nazorg.covenant.areas import AREA_CATEGORY, Area
from nazorg.covenant.categories import Category

MOST_TEXT = 5_000


@dataclass(frozen=True)
class Given:
    """One area as it is sent. `seen` is the answer (primary key) that stood on the page when it was written, if any."""

    area: str
    status: str
    text: str = ""
    from_suwinet: bool = False
    suwinet_by: str = ""
    delivered_on: date | None = None
    reason: str = ""
    seen: int | None = None


@dataclass(frozen=True)
class OnBehalf:
    """An answer that reached the Veiligheidshuis another way: how, from whom, and when."""

    channel: Answer.Channel
    told_by: str
    told_on: date


@dataclass
class Sent:
    """What became of it: the answers that were kept, the areas (codes) where somebody else was first, and those where
    the same person had said the same a moment before, as with a second press."""

    answers: list[Answer] = field(default_factory=list)
    overtaken: list[str] = field(default_factory=list)
    repeated: list[str] = field(default_factory=list)

    @property
    def areas(self) -> list[str]:
        """The areas (codes) that stand as whoever pressed said."""
        return [*(one.question.area for one in self.answers), *self.repeated]


class ClosedRequest(ValidationError):
    """The request takes no answer any more; the message says why."""


@transaction.atomic
def send_answers(
    request: Request, given: Sequence[Given], by: User, now: datetime, on_behalf: OnBehalf | None = None
) -> Sent:
    """Keep these answers, each beside what stood before, and let the clock follow.

    An area that somebody else answered since the page was made is left alone and named in `overtaken`: nothing of
    either is lost. Raises ClosedRequest, or ValidationError by area (code) where something is missing.
    """
    request = only_one_in(request)
    looked_up = on_behalf is not None and request.state == Request.State.TO_SEND and not asks_somebody(request)
    if (sentence := why_closed(request)) and not looked_up:
        raise ClosedRequest(f"{sentence} Uw antwoord is niet verstuurd. Kopieer uw tekst als u die nog nodig heeft.")
    today = timezone.localtime(now).date()
    questions = {question.area: question for question in Question.objects.filter(request=request)}
    standing = {answer.question_id: answer for answer in Answer.objects.filter(question__request=request, current=True)}
    started = Detention.objects.filter(case=request.case_id).values_list("start_on", flat=True).first()
    _check(given, questions, standing, on_behalf, started, today)
    sent = Sent()
    for one in given:
        question = questions[one.area]
        former = standing.get(question.pk)
        if former is not None and former.pk != one.seen:
            (sent.repeated if _said_before(former, one, by) else sent.overtaken).append(one.area)
            continue
        sent.answers.append(_keep(question, former, one, by, now, on_behalf))
    if not sent.answers:
        return sent
    Draft.objects.filter(request=request, author=by, area__in=[one.question.area for one in sent.answers]).delete()
    _note(request, sent.answers, by, now, on_behalf)
    return sent


def _check(
    given: Sequence[Given],
    questions: dict[str, Question],
    standing: dict[int, Answer],
    on_behalf: OnBehalf | None,
    started: date | None,
    today: date,
) -> None:
    """Raise ValidationError with a sentence per area where something is missing or odd."""
    wrong: dict[str, str] = {}
    for one in given:
        if one.area not in questions:
            raise ValidationError("Dit leefgebied hoort niet bij deze vraag.")
        if one.status not in Status.values or one.status == Status.OPEN:
            wrong[one.area] = "Kies wat u weet: bekend, niets bekend, of iets bij Anders."
        elif one.status == Status.ANSWERED and not one.text.strip():
            wrong[one.area] = "Schrijf op wat er bekend is, of kies “niets bekend”."
        elif len(one.text) > MOST_TEXT:
            wrong[one.area] = f"De tekst is langer dan {MOST_TEXT:,} tekens. Maak hem korter.".replace(",", ".")
        elif one.status == Status.DELIVERED and one.delivered_on is None:
            wrong[one.area] = "Vul in wanneer u dit aan de MMD-er gaf."
        elif one.delivered_on is not None and one.delivered_on > today:
            wrong[one.area] = "Kies een datum die niet in de toekomst ligt."
        elif one.delivered_on is not None and started is not None and one.delivered_on < started:
            wrong[one.area] = f"De detentie begon op {numeric_date(started)}. Kies die dag of een latere."
        elif one.seen is not None and _is_correction(standing.get(questions[one.area].pk)) and not one.reason.strip():
            wrong[one.area] = "Zeg in een paar woorden waarom u het antwoord verbetert."
    if on_behalf is not None and on_behalf.told_on > today:
        wrong["told_on"] = "Kies een datum die niet in de toekomst ligt."
    elif on_behalf is not None and started is not None and on_behalf.told_on < started:
        wrong["told_on"] = f"De detentie begon op {numeric_date(started)}. Kies die dag of een latere."
    if wrong:
        raise ValidationError(wrong)


def _said_before(former: Answer, one: Given, by: User) -> bool:
    said = (former.status, former.text, former.category == Category.SUWINET, former.delivered_on)
    return former.by_id == by.pk and said == (one.status, one.text.strip(), one.from_suwinet, one.delivered_on)


def _is_correction(former: Answer | None) -> bool:
    """Whether something final stood; what waited for SUWINET is answered, not corrected."""
    return former is not None and former.status not in WAITED_FOR


def _keep(
    question: Question, former: Answer | None, one: Given, by: User, now: datetime, on_behalf: OnBehalf | None
) -> Answer:
    with system_scope("what holds and how an area stands follow from what is sent; whoever answers changes nothing"):
        if former is not None:
            former.current = False
            former.save(update_fields=["current"])
        question.status = one.status
        question.save(update_fields=["status"])
    category = Category.SUWINET if one.from_suwinet else AREA_CATEGORY[one.area]
    delivered = one.delivered_on if one.status == Status.DELIVERED else None
    return Answer.objects.create(
        question=question,
        category=category,
        status=one.status,
        text=one.text.strip(),
        from_suwinet=one.from_suwinet,
        suwinet_by=one.suwinet_by.strip()[:120] if one.status == Status.WAITING else "",
        delivered_on=delivered,
        at=now,
        by=by,
        channel=on_behalf.channel if on_behalf else Answer.Channel.PORTAL,
        told_by=on_behalf.told_by.strip()[:120] if on_behalf else "",
        told_on=on_behalf.told_on if on_behalf else None,
        reason=one.reason.strip()[:200] if _is_correction(former) else "",
    )


def _answered_at(request: Request, now: datetime) -> datetime:
    """When the last of what the municipality delivers was told, whenever that was recorded."""
    answers = Answer.objects.filter(question__request=request, current=True)
    own = answers.exclude(question__delivers=Agreement.Delivers.SAFETY_HOUSE).select_related("question__request")
    return max([_told_at(answer) for answer in own], default=now)


def _told_at(answer: Answer) -> datetime:
    """The moment of an answer: noon of the day it was told where it was recorded later, never before it was asked."""
    if answer.known_on == timezone.localdate(answer.at):
        return answer.at
    told = timezone.make_aware(datetime.combine(answer.known_on, time(12)))
    return max(told, answer.question.request.sent_at or told)


def _note(request: Request, answers: list[Answer], by: User, now: datetime, on_behalf: OnBehalf | None) -> None:
    """The state of the request, the ledger and the clock, which follow from what was sent."""
    with system_scope("what follows from an answer is derived; whoever answers may not write it"):
        for answer in answers:
            if answer.status == Status.DELIVERED:
                register_direct(request, answer, by, now)
        if request.state != Request.State.TO_SEND:
            waits = Question.objects.filter(request=request, status__in=WAITED_FOR)
            answered = not waits.exclude(delivers=Agreement.Delivers.SAFETY_HOUSE).exists()
            go_to(request, Request.State.ANSWERED if answered else Request.State.OPEN)
            request.answered_at = (request.answered_at or _answered_at(request, now)) if answered else None
            if request.holder_id is None and on_behalf is None:
                request.holder = by
            request.save(update_fields=["state", "answered_at", "holder"])
        if on_behalf is not None:
            areas = joined([Area(answer.question.area).label for answer in answers])
            told = f"{on_behalf.told_by.strip()}, {on_behalf.channel.label}, {numeric_date(on_behalf.told_on)}"
            how = f"Antwoord van {request.municipality} vastgelegd: {areas}. Van {told}."
            Act.objects.create(
                case_id=request.case_id, kind=Act.Kind.CONTACT, category=Category.IDENTITY,
                on=timezone.localtime(now).date(), text=how, done_by=by, recorded_at=now,
            )  # fmt: skip
    settle([request.case_id], now)
