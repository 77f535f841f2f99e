"""Mails are rows: each goes once or not at all, and one can see which."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from celery import current_app
from django.core import mail as outbox

from nazorg.accounts.models import User
from nazorg.common.mails.models import Mail
from nazorg.common.mails.services import queue_mail, send_again, send_waiting
from tests.at_once import both
from tests.cast import Cast
from tests.conftest import NOW
from tests.mail_tools import BODY, page, queued, stand
from tests.smtp import MailServer, mail_server
from tests.worker import kill, until, worker

pytestmark = pytest.mark.django_db
real_commits = pytest.mark.django_db(transaction=True)


@pytest.fixture
def server(settings: Any) -> Iterator[MailServer]:
    """A mail server that the settings point at."""
    with mail_server() as told:
        _use(settings, told.port)
        yield told


@pytest.fixture
def no_server(settings: Any) -> None:
    """The settings point at a port where nobody answers."""
    _use(settings, 1)


def _use(settings: Any, port: int) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", port, False


# Queueing


def test_nothing_is_mailed_twice_for_the_same_step() -> None:
    queued()
    assert not queue_mail("test:1", "anders@gemeente.example", "Iets anders", "", NOW)
    assert Mail.objects.get().to == "anna@gemeente.example"


@real_commits
def test_two_at_once_queue_one_mail() -> None:
    made = both(lambda: queue_mail("test:1", "anna@gemeente.example", "Onderwerp", BODY, NOW))
    assert sorted(made) == [False, True]
    assert Mail.objects.count() == 1


# Sending


def test_what_waits_is_sent_once() -> None:
    mail = queued()
    assert send_waiting(NOW) == 1
    assert send_waiting(NOW) == 0
    assert [(one.to, one.subject, one.body) for one in outbox.outbox] == [([mail.to], mail.subject, BODY)]
    assert stand(mail) == ("sent", 1, "")
    assert mail.sent_at == NOW


def test_a_mail_that_is_due_later_waits(server: MailServer) -> None:
    queued(now=NOW + timedelta(minutes=1))
    assert send_waiting(NOW) == 0
    assert server.taken == []


def test_with_the_mail_server_down_for_a_day_nothing_is_lost(
    settings: Any, no_server: None, server_later: MailServer
) -> None:
    mail = queued()
    tried, now = [], NOW
    while now < NOW + timedelta(days=1):
        tried.append(now)
        assert send_waiting(now) == 0
        state, attempts, error = stand(mail)
        assert (state, attempts, error) == ("waiting", len(tried), "ConnectionRefusedError")
        now = mail.next_try_at
    waited = [(later - sooner) // timedelta(minutes=1) for sooner, later in pairwise(tried)]
    assert waited[:6] == [1, 5, 15, 60, 60, 60]
    assert set(waited[3:]) == {60}
    _use(settings, server_later.port)
    assert send_waiting(now) == 1
    assert server_later.addresses == ["anna@gemeente.example"]
    assert stand(mail) == ("sent", len(tried) + 1, "")


@pytest.fixture
def server_later() -> Iterator[MailServer]:
    """A mail server that the settings do not point at yet."""
    with mail_server() as told:
        yield told


def test_after_two_days_it_gives_up_and_says_so(no_server: None, clerk: User) -> None:
    mail = queued()
    send_waiting(NOW + timedelta(days=1, hours=23))
    assert stand(mail)[0] == "waiting"
    send_waiting(NOW + timedelta(days=2))
    assert stand(mail) == ("failed", 2, "ConnectionRefusedError")
    send_waiting(NOW + timedelta(days=3))
    assert stand(mail) == ("failed", 2, "ConnectionRefusedError")
    assert "Niet gelukt na 2 pogingen" in page(clerk)


def test_while_the_mail_server_is_down_a_round_tries_one_mail_only(no_server: None) -> None:
    for number in range(5):
        queued(f"test:{number}")
    send_waiting(NOW)
    assert sorted(Mail.objects.values_list("attempts", flat=True)) == [0, 0, 0, 0, 1]


def test_an_unknown_address_fails_at_once_and_the_others_go(server: MailServer, clerk: User) -> None:
    server.refused["weg@gemeente.example"] = "550 5.1.1 weg@gemeente.example is onbekend"
    unknown, known = queued("test:1", "weg@gemeente.example"), queued("test:2")
    assert send_waiting(NOW) == 1
    assert stand(unknown) == ("failed", 1, "SMTPRecipientsRefused")
    assert stand(known)[0] == "sent"
    assert "De mailserver nam de mail voor dit adres niet aan. Kijk het adres na bij Beheer" in page(clerk)


def test_an_address_that_is_refused_for_now_is_tried_again(server: MailServer, clerk: User) -> None:
    server.refused["anna@gemeente.example"] = "450 4.2.0 probeer het later"
    mail = queued()
    send_waiting(NOW)
    assert stand(mail) == ("waiting", 1, "SMTPRecipientsRefused")
    assert "De volgende is vandaag 10.01" in page(clerk)
    server.refused.clear()
    assert send_waiting(NOW + timedelta(minutes=1)) == 1
    assert stand(mail) == ("sent", 2, "")
    assert "Verstuurd vandaag 10.01, na 2 pogingen." in page(clerk)


def test_a_line_that_breaks_half_way_leaves_it_unsure_and_only_a_person_sends_it_again(
    server: MailServer, clerk: User
) -> None:
    server.stuck = True
    server.let_go.set()
    mail = queued()
    assert send_waiting(NOW) == 0
    assert stand(mail) == ("unsure", 1, "SMTPServerDisconnected")
    server.stuck = False
    for later in (timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)):
        assert send_waiting(NOW + later) == 0
    assert len(server.taken) == 1
    assert "Misschien is de mail aangekomen" in page(clerk)
    assert send_again(mail, NOW)
    assert send_waiting(NOW) == 1
    assert len(server.taken) == 2


def test_of_an_error_the_kind_is_kept_and_never_the_text(server: MailServer, caplog: pytest.LogCaptureFixture) -> None:
    server.refused["weg@gemeente.example"] = "550 geheime tekst"
    mail = queued(to="weg@gemeente.example")
    send_waiting(NOW)
    assert mail.reference in caplog.text
    assert "SMTPRecipientsRefused" in caplog.text
    assert "geheime" not in caplog.text
    assert "weg@gemeente.example" not in caplog.text


@real_commits
def test_two_workers_at_once_send_each_mail_once(server: MailServer) -> None:
    for number in range(8):
        queued(f"test:{number}", f"nummer{number}@gemeente.example")
    assert sum(both(lambda: send_waiting(NOW))) == 8
    assert sorted(server.addresses) == [f"nummer{number}@gemeente.example" for number in range(8)]


@real_commits
def test_a_queued_mail_wakes_a_worker_and_one_that_is_killed_while_it_sends_never_leads_to_a_second(
    cast: Cast, server: MailServer
) -> None:
    current_app.control.purge()
    server.stuck = True
    mail = queued()
    with worker(EMAIL_HOST="127.0.0.1", EMAIL_PORT=str(server.port), EMAIL_USE_TLS="off") as process:
        until(server.heard.is_set, "the worker has handed the mail over")
        kill(process)
    current_app.control.purge()
    assert stand(mail)[0] == "sending"
    server.stuck, began = False, mail.next_try_at - timedelta(minutes=10)  # a worker lives in its own time
    assert send_waiting(began + timedelta(minutes=5)) == 0, "somebody may still be at it"
    assert stand(mail)[0] == "sending"
    for later in (timedelta(minutes=15), timedelta(hours=2), timedelta(days=1)):
        assert send_waiting(began + later) == 0
        assert stand(mail)[0] == "unsure"
    assert len(server.taken) == 1
