"""When reminding does not help somebody above hears of it: late, once, and not while a substitute is at it."""

from datetime import date, timedelta

import pytest
import time_machine
from django.conf import settings

from cases.chasing.selectors import without_escalation_contact
from cases.chasing.services import daily_round
from cases.models import Pause
from municipalities.agreements.models import Absence, Term
from nazorg.accounts.models import User
from nazorg.common.mails.models import Mail
from nazorg.common.scope import system_scope
from tests.cast import Cast, client_of
from tests.chain_tools import asked, fresh
from tests.chasing_tools import MONDAY, TUESDAY, at, colleague, escalation_contact, with_request
from tests.factories import municipality

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
    with time_machine.travel(at(date(2024, 12, 10))):
        assert "1 vraag te lang open, geen aanspreekpunt" in client_of(clerk).get("/").content.decode()
    escalation_contact("0402")
    daily_round(at(date(2024, 12, 16)))
    assert fresh(request).escalated_on == date(2024, 12, 16)
