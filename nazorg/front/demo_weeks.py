"""Playing the demo's last weeks day by day: a delivery comes in, municipalities answer, the clerk hands over."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import count

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from cases.access import scope_for
from cases.chain.models import Chain
from cases.chasing.services import daily_round
from cases.disclosures.grounds import usual_ground
from cases.disclosures.models import Disclosure
from cases.disclosures.selectors import offer_of
from cases.disclosures.services import Wanted, hand_over
from cases.needs.services import add_need
from cases.requests.answering import Given, OnBehalf, send_answers
from cases.requests.models import Answer, Question, Request, Status
from cases.requests.sending import send_request
from fixtures.notification import Row, as_csv, from_dutch_date
from fixtures.story import AGREEMENTS, ANSWERS, DUTIES, HABITS, NEEDS, Habit
from fixtures.today import today_rows
from intake.accept import accept
from intake.batches import receive
from intake.check import check
from intake.models import Batch
from municipalities.agreements.models import Agreement, Duty
from municipalities.models import Municipality
from nazorg.accounts.models import User
from nazorg.common.deadlines import is_working_day, next_working_day, working_days
from nazorg.common.mails.models import Mail
from nazorg.common.scope import open_scope, system_scope
from nazorg.covenant.areas import Area
from nazorg.covenant.parties import Party

_OPENS, _ROUND, _ANSWERS, _CLOSES = time(8, 30), time(9), time(10, 40), time(15, 5)
_LAST_YEAR = timedelta(days=365)


def play_weeks(clerk: User, now: datetime) -> list[Batch]:
    """Everything of the last weeks as it would have gone; what is due now is left for whoever tries the demo."""
    today = timezone.localtime(now).date()
    _agree(today - _LAST_YEAR)
    deliveries: dict[date, list[Row]] = defaultdict(list)
    for row in today_rows(today):
        told = next_working_day(from_dutch_date(row["notified_at"][:10]))
        deliveries[min(told, today)].append(row)
    play = _Play(clerk)
    batches = []
    for day in _days(min(deliveries), today):
        if rows := deliveries.get(day):
            moment = min(_at(day, _OPENS), now)
            name = f"dpan-{day:%m%d}.csv"
            batches.append(take_in(as_csv(rows), name, "dpan", clerk, moment, day, historical=False))
        daily_round(min(_at(day, _ROUND), now))
        if day < today and is_working_day(day):
            play.answers(day)
            play.handoffs(day)
    # The worker of a demo begins today; what was mailed in the weeks before has long arrived.
    midnight = _at(today, time())
    Mail.objects.filter(state=Mail.State.WAITING, created_at__lt=midnight).update(
        state=Mail.State.SENT, attempts=1, sent_at=F("created_at")
    )
    return batches


def take_in(content: bytes, name: str, source: str, by: User, now: datetime, today: date, *, historical: bool) -> Batch:
    """Receive, check and accept one file, under the scope of who would do it."""
    with open_scope(scope_for(by, today)):
        batch = receive(
            content, source_code=source, door=Batch.Door.FILE, by=by, filename=name, historical=historical
        )  # fmt: skip
        batch.created_at = now
        batch.save(update_fields=["created_at"])
        check(batch, today)
        accept(batch, by, now, today)
        return batch


def _days(first: date, last: date) -> Iterator[date]:
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)


def _at(day: date, moment: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, moment))


def _agree(since: date) -> None:
    """Who delivers what, and whom to turn to."""
    places = {one.code: one for one in Municipality.objects.filter(code__in=[habit.code for habit in HABITS])}
    for code, area, delivers in AGREEMENTS:
        Agreement.objects.create(municipality=places[code], area=area, delivers=delivers, from_on=since)
    for code, kind, name, email, phone in DUTIES:
        Duty.objects.create(
            municipality=places[code], kind=kind, name=name, email=email, phone=phone, from_on=since
        )  # fmt: skip


class _Play:
    """What happens on one day after another. Which answer comes next follows from how many there were."""

    def __init__(self, clerk: User) -> None:
        self.clerk = clerk
        self.habits = {habit.code: habit for habit in HABITS}
        self.number = count()

    def answers(self, day: date) -> None:
        """Every municipality answers as it is used to."""
        with system_scope("the demo plays all municipalities"):
            waiting = list(
                Request.objects.filter(state__in=["open", "to_send"]).select_related("municipality", "case__detention")
            )
        for request in waiting:
            habit = self.habits.get(request.municipality.code)
            if habit is not None:
                with transaction.atomic():
                    self._answer(request, habit, day)

    def _answer(self, request: Request, habit: Habit, day: date) -> None:
        since = working_days(timezone.localtime(request.opened_at).date(), day)
        by = self.clerk if habit.by_phone else _contact(request.municipality)
        now = _at(day, _ANSWERS)
        with open_scope(replace(scope_for(by, day), at=now)):
            questions = list(Question.objects.filter(request=request).order_by("pk"))
            if since == habit.answers_after:
                if request.state == Request.State.TO_SEND:
                    send_request(request, by, now, elsewhere="per telefoon gevraagd")
                given = list(self._first_answers(questions, habit, day))
            elif habit.suwinet_after and since == habit.suwinet_after:
                given = list(self._from_suwinet(questions))
            else:
                return
            on_behalf = OnBehalf(Answer.Channel.PHONE, "balie Zorg en Veiligheid", day) if habit.by_phone else None
            send_answers(request, given, by, now, on_behalf)

    def _first_answers(self, questions: list[Question], habit: Habit, day: date) -> Iterator[Given]:
        number = next(self.number)
        nothing = habit.knows_nothing_every and number % habit.knows_nothing_every == habit.knows_nothing_every - 1
        for place, question in enumerate(questions):
            if question.delivers == Agreement.Delivers.SAFETY_HOUSE or question.area == habit.leaves_open:
                continue
            if nothing or (number + place) % 4 == 3:
                yield Given(question.area, Status.NOTHING_KNOWN)
            elif question.delivers == Agreement.Delivers.DIRECT:
                yield Given(question.area, Status.DELIVERED, delivered_on=day)
            elif question.area == Area.INCOME and habit.suwinet_after:
                yield Given(question.area, Status.WAITING, suwinet_by="")
            else:
                texts = ANSWERS[question.area]
                yield Given(question.area, Status.ANSWERED, texts[number % len(texts)])
                self._need(question, number, day)

    def _from_suwinet(self, questions: list[Question]) -> Iterator[Given]:
        number = next(self.number)
        current = Answer.objects.filter(question__in=questions, current=True)
        standing = dict(current.values_list("question_id", "pk"))
        for question in questions:
            if question.status == Status.WAITING:
                texts = ANSWERS[question.area]
                text, seen = texts[number % len(texts)], standing.get(question.pk)
                yield Given(question.area, Status.ANSWERED, text, from_suwinet=True, seen=seen)

    def _need(self, question: Question, number: int, day: date) -> None:
        """Every third case has needs."""
        if number % 3:
            return
        request = question.request
        for area, title, party in NEEDS:
            if area == question.area:
                by = self.clerk if self.habits[request.municipality.code].by_phone else _contact(request.municipality)
                add_need(request.case, area, title, party, by, _at(day, _ANSWERS), request=request)

    def handoffs(self, day: date) -> None:
        """At the end of the day the clerk hands over what has to be there tomorrow, and what is complete."""
        with system_scope("the demo looks for what is ready"):
            ready = Chain.objects.filter(ready__gt=0).select_related("case")
            cases = [chain.case for chain in ready if _is_time(chain, day)]
        for case in cases:
            with open_scope(scope_for(self.clerk, day)) as scope:
                offer, ground = offer_of(case, scope, day), usual_ground(Party.MMD, day).code
                pack = Wanted(Disclosure.Channel.DPAN, day, ground, list(offer.areas), "", offer.token)
                hand_over(case, pack, self.clerk, _at(day, _CLOSES))


def _is_time(chain: Chain, day: date) -> bool:
    """Complete ones at once; partial ones on the last working day of the term."""
    tomorrow = next_working_day(day + timedelta(days=1))
    return not chain.waits_for or chain.handoff_due_on is None or chain.handoff_due_on < tomorrow


def _contact(municipality: Municipality) -> User:
    found = User.objects.filter(groups__name=f"Gemeente {municipality.code}").order_by("pk").first()
    if found is None:
        raise LookupError(f"The demo has no contact for {municipality}.")
    return found
