"""Municipalities hear what is open: once a working day, urgent things at once, and never twice for the same step."""

import threading
from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.test import Client

from cases.chasing.selectors import without_escalation_contact
from cases.chasing.services import announce, daily_round, escalate, remind
from cases.models import Draft, Pause, Request
from municipalities.agreements.models import Absence, Duty, Term
from municipalities.models import Grant, group_of
from nazorg.accounts.models import User
from nazorg.common.jobs.models import Job
from nazorg.common.jobs.services import run
from nazorg.common.mails.models import Mail
from nazorg.common.mails.services import queue_mail
from nazorg.common.scope import system_scope
from nazorg.covenant.parties import Party
from tests.cast import Cast, client_of, user
from tests.chain_tools import answered, asked, chain_of, fresh
from tests.conftest import NOW
from tests.factories import municipality
from tests.intake_tools import accepted, arrival
from tests.test_mails import both

real_commits = pytest.mark.django_db(transaction=True)
MONDAY, TUESDAY = NOW, NOW + timedelta(days=1)


def at(day: date, hour: int = 9) -> datetime:
    """So many o'clock in the Netherlands in winter."""
    return datetime(day.year, day.month, day.day, hour - 1, tzinfo=UTC)


def told(to: User | None = None) -> list[str]:
    """The subjects of all mails so far, or of those to somebody, the first one first."""
    mails = Mail.objects.filter(to=to.email) if to else Mail.objects.all()
    return [mail.subject for mail in mails.order_by("created_at", "pk")]


def colleague(name: str, code: str, cast: Cast) -> User:
    """A further contact of a municipality that has one already."""
    found = user(name, Party.CONTACT, cast.administrator)
    found.groups.add(group_of(municipality(code)))
    return found


def escalation_contact(code: str, email: str = "hoofd@gemeente.example") -> Duty:
    return Duty.objects.create(
        municipality=municipality(code), kind=Duty.Kind.ESCALATION, name="Hoofd", email=email, from_on=date(2024, 1, 1)
    )


def with_request(request: Request, **fields: Any) -> Request:
    with system_scope("the test changes a request"):
        Request.objects.filter(pk=request.pk).update(**fields)
    return fresh(request)


# Once a day


def test_each_contact_hears_once_a_day_however_often_the_round_goes(clerk: User, hilversum: User, huizen: User) -> None:
    asked(clerk), asked(clerk)
    for minute in (0, 10, 20):
        daily_round(MONDAY + timedelta(minutes=minute))
    assert told(hilversum) == ["Hilversum: 2 vragen open"]
    assert told(huizen) == []
    daily_round(TUESDAY)
    assert told(hilversum) == ["Hilversum: 2 vragen open"] * 2


def test_all_contacts_of_a_municipality_hear_each_by_an_own_mail(clerk: User, hilversum: User, cast: Cast) -> None:
    second = colleague("tweede", "0402", cast)
    asked(clerk)
    daily_round(MONDAY)
    assert told(hilversum) == told(second) == ["Hilversum: 1 vraag open"]


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2024, 12, 2, 6, 50, tzinfo=UTC),
        datetime(2024, 12, 2, 17, 0, tzinfo=UTC),
        datetime(2024, 12, 7, 9, 0, tzinfo=UTC),
        datetime(2024, 12, 25, 9, 0, tzinfo=UTC),
        datetime(2025, 4, 18, 9, 0, tzinfo=UTC),
    ],
    ids=["before eight", "after six", "Saturday", "Christmas", "Good Friday"],
)
def test_outside_working_hours_nothing_goes(clerk: User, moment: datetime) -> None:
    asked(clerk)
    daily_round(moment)
    assert told() == []


def test_the_mail_counts_by_term_and_links_to_the_most_urgent_question(clerk: User, hilversum: User) -> None:
    thursday = at(date(2024, 12, 5))
    rows = [asked(clerk) for _ in range(6)]
    days = [date(2024, 12, 3), date(2024, 12, 4), date(2024, 12, 5), date(2024, 12, 6), date(2024, 12, 9), None]
    for request, day in zip(rows, days, strict=True):
        with_request(request, due_on=day or date(2024, 12, 20), urgent=day is None)
    daily_round(thursday)
    mail = Mail.objects.get(step__startswith="chase:")
    assert mail.subject == "Hilversum: 6 vragen open, 2 te laat"
    for line in ("- 2 te laat\n- 1 vandaag\n- 1 morgen\n- 2 later", "Daarvan heeft 1 spoed."):
        assert line in mail.body
    assert f"{settings.SITE_URL}/portaal/vragen/{rows[5].reference}/" in mail.body
    Mail.objects.all().delete()
    daily_round(thursday + timedelta(days=1))
    assert "- 1 uiterlijk ma 9 dec" in Mail.objects.get(step__startswith="chase:").body


def test_no_mail_says_anything_of_a_person(clerk: User, hilversum: User) -> None:
    escalation_contact("0402")
    request = asked(clerk, expected_end_on="05-12-2024")
    for number in range(12):
        daily_round(MONDAY + timedelta(days=number))
    assert len({mail.step.partition(":")[0] for mail in Mail.objects.all()}) == 3
    person = request.case.person
    for mail in Mail.objects.all():
        for secret in (person.family_name, person.given_names, person.skn, person.born, "PI Almere"):
            assert str(secret) not in mail.subject + mail.body


def test_the_link_in_a_mail_asks_to_sign_in_and_leads_on_to_the_question(clerk: User, hilversum: User) -> None:
    request = asked(clerk)
    daily_round(MONDAY)
    path = f"/portaal/vragen/{request.reference}/"
    assert settings.SITE_URL + path in Mail.objects.get().body
    answer = Client().get(path)
    assert answer.headers["Location"] == f"/toegang/login/?next={path}"
    assert client_of(hilversum).get(path).status_code == 200


# It stops by itself


def _answered(request: Request, cast: Cast) -> None:
    answered(request, cast.hilversum)


def _partly(request: Request, cast: Cast) -> None:
    answered(request, cast.hilversum, papers="Geldig.", income="waiting")


def _released(request: Request, cast: Cast) -> None:
    detention = request.case.detention
    assert detention is not None
    with system_scope("a notification would write this"):
        detention.released_on = date(2024, 12, 2)
        detention.save()


def _moved(request: Request, cast: Cast) -> None:
    with_request(request, state=Request.State.MOVED)


def _paused(request: Request, cast: Cast) -> None:
    with system_scope("somebody stops the clock"):
        Pause.objects.create(case=request.case, since=date(2024, 12, 2), why="away", by=cast.clerk)


@pytest.mark.parametrize(
    ("what", "mails"),
    [(_answered, 0), (_partly, 1), (_released, 0), (_moved, 0), (_paused, 0)],
    ids=["answered", "partly answered", "released", "moved", "paused"],
)
def test_what_needs_no_answer_any_more_is_counted_no_more(
    cast: Cast, what: Callable[[Request, Cast], None], mails: int
) -> None:
    what(asked(cast.clerk), cast)
    daily_round(TUESDAY)
    assert len(told()) == mails


def test_who_cannot_sign_in_any_more_gets_no_mail(clerk: User, hilversum: User, cast: Cast) -> None:
    second = colleague("tweede", "0402", cast)
    asked(clerk)
    hilversum.is_active = False
    hilversum.save()
    daily_round(MONDAY)
    assert (told(hilversum), len(told(second))) == ([], 1)
    Grant.objects.filter(content_object__code="0402").update(ends_on=date(2024, 12, 2))
    daily_round(TUESDAY)
    assert len(told(second)) == 1


# Something new


def test_who_asks_a_municipality_leaves_one_job_however_many_requests_it_were(clerk: User) -> None:
    accepted([arrival(), arrival(), arrival(registered="Huizen"), arrival(registered="Laren")], clerk)
    assert Job.objects.filter(kind="announce").count() == 1


def test_where_nobody_can_be_reached_there_is_nobody_to_tell(clerk: User) -> None:
    accepted([arrival(registered="Laren"), arrival(registered="Rotterdam")], clerk)
    assert not Job.objects.filter(kind="announce").exists()


def test_something_new_is_told_the_same_day_to_whom_it_concerns(clerk: User, hilversum: User, huizen: User) -> None:
    asked(clerk, "0406", now=MONDAY - timedelta(days=3), on=date(2024, 11, 28))
    asked(clerk)
    run(Job.objects.filter(kind="announce").latest("pk").pk)
    assert told() == ["Hilversum: 1 vraag open"]
    asked(clerk)
    run(Job.objects.filter(kind="announce").latest("pk").pk)
    assert told() == ["Hilversum: 1 vraag open"], "the rest hears tomorrow"


def test_what_is_asked_at_the_weekend_is_told_on_the_next_working_day(clerk: User) -> None:
    saturday = at(date(2024, 12, 7))
    asked(clerk, now=saturday, on=date(2024, 12, 6), expected_end_on="09-12-2024")
    announce(saturday)
    assert told() == []
    daily_round(saturday + timedelta(days=2))
    assert [mail.step.partition(":")[0] for mail in Mail.objects.order_by("pk")] == ["urgent", "chase"]


def test_an_urgent_question_is_told_at_once_though_todays_mail_went(clerk: User, hilversum: User) -> None:
    asked(clerk)
    daily_round(MONDAY)
    urgent = asked(clerk, expected_end_on="06-12-2024")
    announce(MONDAY + timedelta(hours=2))
    announce(MONDAY + timedelta(hours=3))
    assert told(hilversum) == ["Hilversum: 1 vraag open", "Spoed voor Hilversum: antwoord uiterlijk di 3 dec"]
    assert f"/portaal/vragen/{urgent.reference}/" in Mail.objects.get(step__startswith="urgent:").body


def test_the_round_brings_clocks_in_line_with_the_day(clerk: User, hilversum: User) -> None:
    request = asked(clerk, expected_end_on="13-12-2024")
    assert not fresh(request).urgent
    daily_round(at(date(2024, 12, 5)))
    assert fresh(request).urgent
    assert chain_of(request.case).late_why == "municipality"
    assert told(hilversum)[0].startswith("Spoed voor Hilversum")


def test_the_round_takes_old_drafts_away(clerk: User, hilversum: User) -> None:
    request = asked(clerk)
    with system_scope("the test saves drafts"):
        for area, days in (("papers", 29), ("care", 31)):
            fields = {"category": f"area_{area}", "author": hilversum, "saved_at": MONDAY - timedelta(days=days)}
            Draft.objects.create(request=request, area=area, **fields)
    daily_round(MONDAY)
    with system_scope("the test looks"):
        assert list(Draft.objects.values_list("area", flat=True)) == ["papers"]


def test_a_person_may_remind_once_a_day_and_hears_whether_it_went(clerk: User) -> None:
    hilversum = municipality("0402")
    assert not remind(hilversum, MONDAY), "nothing is open"
    asked(clerk)
    assert remind(hilversum, MONDAY)
    assert not remind(hilversum, MONDAY)
    daily_round(MONDAY)
    assert len(told()) == 1


# Somebody away


def test_a_substitute_gets_the_mails_of_who_is_away(clerk: User, hilversum: User, cast: Cast) -> None:
    second, third = colleague("tweede", "0402", cast), colleague("derde", "0402", cast)
    asked(clerk)
    days = {"from_on": date(2024, 12, 2), "to_on": date(2024, 12, 3)}
    Absence.objects.create(user=hilversum, substitute=second, **days)
    Absence.objects.create(user=second, substitute=third, **days)
    daily_round(MONDAY)
    assert (told(hilversum), told(second), len(told(third))) == ([], [], 1)
    daily_round(at(date(2024, 12, 4)))
    assert (len(told(hilversum)), len(told(second)), len(told(third))) == (1, 1, 2)


def test_who_is_away_without_a_substitute_hears_as_ever(clerk: User, hilversum: User, huizen: User) -> None:
    asked(clerk)
    absence = Absence.objects.create(user=hilversum, from_on=date(2024, 12, 1), to_on=date(2024, 12, 31))
    daily_round(MONDAY)
    absence.substitute = huizen  # who does not serve Hilversum
    absence.save()
    daily_round(TUESDAY)
    assert len(told(hilversum)) == 2
    assert told(huizen) == []


# Escalation: due on Wednesday 4 December, so three working days later is Monday the 9th


def escalations(days: int = 20) -> list[date]:
    """Play so many days on; on which of them somebody above was mailed."""
    for number in range(days):
        daily_round(MONDAY + timedelta(days=number))
    mails = Mail.objects.filter(step__startswith="escalate:").order_by("created_at")
    return [mail.created_at.date() for mail in mails]


def test_somebody_above_hears_after_three_working_days_more_and_once(clerk: User) -> None:
    duty = escalation_contact("0402")
    request = asked(clerk)
    assert request.due_on == date(2024, 12, 4)
    assert escalations() == [date(2024, 12, 10)]
    mail = Mail.objects.get(step__startswith="escalate:")
    assert (mail.to, mail.subject) == (duty.email, "Hilversum: 1 vraag te lang onbeantwoord")
    assert "de oudste uiterlijk wo 4 dec" in mail.body
    assert "http" not in mail.body, "no link for who has no log-in"
    assert fresh(request).escalated_on == date(2024, 12, 10)


def test_who_has_a_log_in_gets_a_link_too(clerk: User, hilversum: User) -> None:
    escalation_contact("0402", hilversum.email.upper())
    asked(clerk)
    escalations()
    assert f"{settings.SITE_URL}/portaal/" in Mail.objects.get(step__startswith="escalate:").body


@pytest.mark.parametrize(("amount", "day"), [(1, 10), (3, 10), (5, 12)])
def test_an_own_term_makes_it_later_and_never_sooner(clerk: User, amount: int, day: int) -> None:
    escalation_contact("0402")
    Term.objects.create(
        kind="escalate", municipality=municipality("0402"), from_on=date(2024, 1, 1), amount=amount, unit="working"
    )
    asked(clerk)
    assert escalations() == [date(2024, 12, day)]


def test_one_mail_a_day_for_a_municipality_and_one_about_each_question(clerk: User) -> None:
    escalation_contact("0402")
    first, second = asked(clerk), asked(clerk)
    late = asked(clerk, now=TUESDAY, on=date(2024, 12, 1))
    assert escalations() == [date(2024, 12, 10), date(2024, 12, 11)]
    assert [fresh(one).escalated_on for one in (first, second, late)] == [date(2024, 12, 10)] * 2 + [date(2024, 12, 11)]
    subjects = Mail.objects.filter(step__startswith="escalate:").order_by("pk").values_list("subject", flat=True)
    assert [subject.split(": ")[1].split(" te ")[0] for subject in subjects] == ["2 vragen", "1 vraag"]


def test_what_becomes_too_late_after_todays_mail_waits_for_tomorrow(clerk: User) -> None:
    escalation_contact("0402")
    asked(clerk)
    held = asked(clerk)
    with system_scope("somebody stops the clock"):
        pause = Pause.objects.create(case=held.case, since=date(2024, 12, 5), why="away", by=clerk)
    tenth = at(date(2024, 12, 10))
    daily_round(tenth)
    with system_scope("and lets it run"):
        pause.delete()
    daily_round(tenth + timedelta(hours=1))
    assert fresh(held).escalated_on is None
    daily_round(tenth + timedelta(days=1))
    assert fresh(held).escalated_on == date(2024, 12, 11)


def test_a_substitute_holds_it_back_until_the_contact_is_there_again(clerk: User, hilversum: User, cast: Cast) -> None:
    escalation_contact("0402")
    second = colleague("tweede", "0402", cast)
    with_request(asked(clerk), holder=hilversum)
    Absence.objects.create(user=hilversum, from_on=date(2024, 12, 9), to_on=date(2024, 12, 12), substitute=second)
    assert escalations() == [date(2024, 12, 13)]


def test_without_a_holder_all_contacts_have_to_be_away_and_without_a_substitute_nothing_is_held_back(
    clerk: User, hilversum: User, cast: Cast
) -> None:
    escalation_contact("0402")
    second, third = colleague("tweede", "0402", cast), colleague("derde", "0402", cast)
    request, days = asked(clerk), {"from_on": date(2024, 12, 2), "to_on": date(2024, 12, 31)}
    absences = [Absence.objects.create(user=away, substitute=third, **days) for away in (hilversum, second)]
    assert escalations(9) == [date(2024, 12, 10)], "the third one is there, and on it"
    Mail.objects.all().delete()
    with_request(request, escalated_on=None, holder=hilversum)
    absences[0].substitute = None
    absences[0].save()
    assert escalations(9) == [date(2024, 12, 10)]


def test_without_anybody_above_it_is_a_task_for_the_staff(clerk: User) -> None:
    request = asked(clerk)
    assert escalations(12) == []
    assert fresh(request).escalated_on is None
    with system_scope("the staff looks"):
        assert without_escalation_contact(date(2024, 12, 9)) == []
        assert without_escalation_contact(date(2024, 12, 10)) == [(municipality("0402"), 1)]
    escalation_contact("0402")
    daily_round(at(date(2024, 12, 16)))
    assert fresh(request).escalated_on == date(2024, 12, 16)


# Never twice


@real_commits
def test_two_rounds_at_once_mail_and_escalate_once(cast: Cast) -> None:
    escalation_contact("0402")
    request = asked(cast.clerk, expected_end_on="06-12-2024")
    late = at(date(2024, 12, 12))
    both(lambda: daily_round(late))
    steps = sorted(mail.step.partition(":")[0] for mail in Mail.objects.all())
    assert steps == ["chase", "escalate", "urgent"]
    assert fresh(request).escalated_on == date(2024, 12, 12)
    Mail.objects.all().delete()
    with_request(request, escalated_on=None)
    assert sorted(both(lambda: escalate(municipality("0402"), late))) == [False, True]
    assert sorted(both(lambda: remind(municipality("0402"), late))) == [False, True]
    assert Mail.objects.count() == 3


@real_commits
def test_a_round_that_breaks_off_half_way_is_finished_by_the_next_one(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    colleague("tweede", "0406", cast)
    for code in ("0402", "0406"):
        asked(cast.clerk, code)
    made: list[object] = []

    def breaks_at_the_third(*args: Any) -> bool:
        made.append(args)
        if len(made) == 3:
            raise KeyboardInterrupt
        return queue_mail(*args)

    monkeypatch.setattr("cases.chasing.services.queue_mail", breaks_at_the_third)
    with pytest.raises(KeyboardInterrupt):
        daily_round(MONDAY)
    assert len(told()) == 1, "of one municipality all hear, or nobody"
    monkeypatch.undo()
    daily_round(MONDAY + timedelta(minutes=10))
    assert len(told()) == len(set(Mail.objects.values_list("step", flat=True))) == 3


@real_commits
def test_the_round_passes_over_a_case_in_which_somebody_writes(cast: Cast) -> None:
    busy, free = asked(cast.clerk), asked(cast.clerk)
    start, done = threading.Event(), threading.Event()

    def somebody() -> None:
        with system_scope("somebody writes an answer"):
            Request.objects.select_for_update().get(pk=busy.pk)
            start.set()
            done.wait(20)
        connection.close()

    writing = threading.Thread(target=somebody)
    writing.start()
    start.wait(20)
    daily_round(at(date(2024, 12, 10)))
    assert (chain_of(busy.case).late_why, chain_of(free.case).late_why) == ("", "municipality")
    done.set()
    writing.join()


# Two weeks


def test_two_weeks_around_christmas(cast: Cast) -> None:
    """Every hour of 20 December to 3 January, with what people do in between: who is mailed what on which day."""
    escalation_contact("0402", "hoofd@hilversum.example")
    escalation_contact("0406", "hoofd@huizen.example")
    second = colleague("tweede", "0406", cast)
    huizen = {"from_on": date(2024, 12, 27), "to_on": date(2025, 1, 2), "substitute": second}
    Absence.objects.create(user=cast.huizen, **huizen)
    made: dict[str, Request] = {}

    def ask(name: str, code: str, on: date, **cells: Any) -> Callable[[datetime], None]:
        contact = {"0402": cast.hilversum, "0406": cast.huizen}[code]

        def act(now: datetime) -> None:
            made[name] = with_request(asked(cast.clerk, code, on=on, now=now, **cells), holder=contact)

        return act

    people: dict[datetime, Callable[[datetime], None]] = {
        at(date(2024, 12, 20), 9): ask("slow", "0402", date(2024, 12, 19)),
        at(date(2024, 12, 20), 11): ask("urgent", "0406", date(2024, 12, 19), expected_end_on="30-12-2024"),
        at(date(2024, 12, 21), 10): ask("weekend", "0402", date(2024, 12, 20)),
        at(date(2024, 12, 23), 14): lambda now: void(answered(made["weekend"], cast.hilversum, now)),
        at(date(2024, 12, 27), 15): ask("later urgent", "0402", date(2024, 12, 26), expected_end_on="09-01-2025"),
        at(date(2024, 12, 31), 12): lambda now: void(answered(made["later urgent"], cast.hilversum, now)),
        at(date(2025, 1, 2), 12): lambda now: void(answered(made["slow"], cast.hilversum, now)),
    }
    for hour in range(15 * 24):
        now = at(date(2024, 12, 20), 1) + timedelta(hours=hour)
        with time_machine.travel(now, tick=False):
            daily_round(now)
            if now in people:
                people[now](now)
            for job in Job.objects.filter(kind="announce", state=Job.State.QUEUED):
                run(job.pk)
    assert mails_by_day() == {
        "20-12": [
            "hilversum: Hilversum: 1 vraag open",
            "huizen: Huizen: 1 vraag open",
            "huizen: Spoed voor Huizen: antwoord uiterlijk ma 23 dec",
            "tweede: Huizen: 1 vraag open",
            "tweede: Spoed voor Huizen: antwoord uiterlijk ma 23 dec",
        ],
        "23-12": [
            "hilversum: Hilversum: 2 vragen open",
            "huizen: Huizen: 1 vraag open",
            "tweede: Huizen: 1 vraag open",
        ],
        "24-12": [
            "hilversum: Hilversum: 1 vraag open",
            "huizen: Huizen: 1 vraag open, 1 te laat",
            "tweede: Huizen: 1 vraag open, 1 te laat",
        ],
        "27-12": ["hilversum: Hilversum: 1 vraag open, 1 te laat", "tweede: Huizen: 1 vraag open, 1 te laat"],
        "30-12": [
            "hilversum: Hilversum: 2 vragen open, 1 te laat",
            "hilversum: Spoed voor Hilversum: antwoord uiterlijk di 31 dec",
            "tweede: Huizen: 1 vraag open, 1 te laat",
        ],
        "31-12": ["hilversum: Hilversum: 2 vragen open, 1 te laat", "tweede: Huizen: 1 vraag open, 1 te laat"],
        "02-01": [
            "hilversum: Hilversum: 1 vraag open, 1 te laat",
            "hoofd@hilversum.example: Hilversum: 1 vraag te lang onbeantwoord",
            "tweede: Huizen: 1 vraag open, 1 te laat",
        ],
        "03-01": [
            "hoofd@huizen.example: Huizen: 1 vraag te lang onbeantwoord",
            "huizen: Huizen: 1 vraag open, 1 te laat",
            "tweede: Huizen: 1 vraag open, 1 te laat",
        ],
    }


def void(_: object) -> None:
    """For a lambda whose result nobody wants."""


def mails_by_day() -> dict[str, list[str]]:
    """To whom what went on which day; of the cast the name only."""
    days = defaultdict(list)
    for mail in Mail.objects.order_by("created_at", "to", "subject"):
        days[f"{mail.created_at:%d-%m}"].append(f"{mail.to.removesuffix('@test.example')}: {mail.subject}")
    return {day: sorted(mails) for day, mails in days.items()}
