"""Municipalities hear what is open: once a working day, urgent things at once, until nothing is open."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.conf import settings
from django.test import Client

from cases.chasing.services import announce, daily_round, remind
from cases.models import Chain, Draft, Pause, Request
from municipalities.agreements.models import Absence
from municipalities.models import Grant
from nazorg.accounts.models import User
from nazorg.common.jobs.models import Job
from nazorg.common.jobs.services import run
from nazorg.common.mails.models import Mail
from nazorg.common.scope import system_scope
from tests.cast import Cast, client_of
from tests.chain_tools import answered, asked, chain_of, fresh
from tests.chasing_tools import MONDAY, TUESDAY, at, colleague, escalation_contact, told, with_request
from tests.factories import municipality
from tests.intake_tools import accepted, arrival

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


def test_clocks_that_an_older_version_left_behind_are_brought_in_line_by_the_first_round(clerk: User) -> None:
    request = asked(clerk)
    with system_scope("an older version worked its clock out another way"):
        Chain.objects.filter(case=request.case).update(step="send", due_on=None)
    daily_round(MONDAY)
    assert (chain_of(request.case).step, chain_of(request.case).due_on) == ("answer", fresh(request).due_on)


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
