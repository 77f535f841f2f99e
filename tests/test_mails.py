"""Mails are rows: each goes once or not at all, and one can see which."""

import threading
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from celery import current_app
from django.core import mail as outbox
from django.db import connection
from django.test import Client

from nazorg.accounts.models import AccessLog, User
from nazorg.common.mails.models import Mail
from nazorg.common.mails.services import queue_mail, send_again, send_waiting
from nazorg.common.scope import system_scope
from tests.cast import Cast, client_of
from tests.conftest import NOW
from tests.smtp import MailServer, mail_server
from tests.worker import kill, until, worker

pytestmark = pytest.mark.django_db
real_commits = pytest.mark.django_db(transaction=True)
BODY = "Er staan 2 vragen open.\n\nhttp://127.0.0.1:8000/portaal/\n"


def queued(step: str = "test:1", to: str = "anna@gemeente.example", now: datetime = NOW) -> Mail:
    assert queue_mail(step, to, "Hilversum: 2 vragen open", BODY, now, "0402")
    return Mail.objects.get(step=step)


def stand(mail: Mail) -> tuple[str, int, str]:
    mail.refresh_from_db()
    return mail.state, mail.attempts, mail.error


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


def both(work: Callable[[], Any]) -> list[Any]:
    """What two threads make of the same work, begun at the same moment, each with a connection of its own."""
    start, made = threading.Barrier(2), list[Any]()

    def one() -> None:
        try:
            start.wait(10)
            made.append(work())
        finally:
            connection.close()

    threads = [threading.Thread(target=one) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return made


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
    assert "De mailserver kent dit adres niet. Verbeter het bij Beheer" in page(clerk)


def test_an_address_that_is_refused_for_now_is_tried_again(server: MailServer) -> None:
    server.refused["anna@gemeente.example"] = "450 4.2.0 probeer het later"
    mail = queued()
    send_waiting(NOW)
    assert stand(mail) == ("waiting", 1, "SMTPRecipientsRefused")
    server.refused.clear()
    assert send_waiting(NOW + timedelta(minutes=1)) == 1
    assert stand(mail) == ("sent", 2, "")


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


# The page


def page(somebody: User, query: str = "") -> str:
    return client_of(somebody).get(f"/berichten/{query}").content.decode()


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("coordinator", 200),
        ("clerk", 200),
        ("administrator", 200),
        ("chain_manager", 403),
        ("privacy_officer", 403),
        ("hilversum", 404),
    ],
)
def test_staff_and_the_administrator_see_the_mails_and_nobody_else(cast: Cast, role: str, status: int) -> None:
    mail = queued()
    mail.state = Mail.State.FAILED
    mail.save()
    client = client_of(getattr(cast, role))
    assert client.get("/berichten/").status_code == status
    answer = client.post(f"/berichten/{mail.reference}/opnieuw/")
    assert answer.status_code == (302 if status == 200 else status)
    assert Mail.objects.count() == (2 if status == 200 else 1)


def test_anonymous_gets_the_login_page() -> None:
    assert "/toegang/login/" in Client().get("/berichten/").headers["Location"]


def test_the_page_says_how_each_mail_stands_and_what_it_said(clerk: User, server: MailServer) -> None:
    assert "Nog geen berichten" in page(clerk)
    queued()
    assert "wacht" in page(clerk)
    send_waiting(NOW)
    text = page(clerk)
    assert "Hilversum: 2 vragen open" in text
    assert "anna@gemeente.example" in text
    assert "Er staan 2 vragen open." in text
    assert "Verstuurd vandaag 10.00, na 1 poging." in text
    assert "Stuur opnieuw" not in text


def test_the_page_is_narrowed_by_state_and_by_municipality(clerk: User) -> None:
    queued("test:1", "een@gemeente.example")
    send_waiting(NOW)
    queued("test:2", "twee@gemeente.example")
    queue_mail("test:3", "drie@gemeente.example", "Huizen: 1 vraag open", BODY, NOW, "0406")
    shown = {
        "?stand=sent": {"een"},
        "?stand=waiting": {"twee", "drie"},
        "?gemeente=0406": {"drie"},
        "": {"een", "twee", "drie"},
    }
    shown |= {"?stand=x": {"een", "twee", "drie"}, "?gemeente=%00": {"een", "twee", "drie"}}
    for query, names in shown.items():
        text = page(clerk, query)
        assert {name for name in ("een", "twee", "drie") if f"{name}@gemeente" in text} == names, query


def test_the_link_in_a_mail_can_be_followed_in_a_demo_only(clerk: User, settings: Any) -> None:
    queued()
    settings.DEMO, link = False, 'href="http://127.0.0.1:8000/portaal/"'
    assert link not in page(clerk)
    settings.DEMO = True
    assert link in page(clerk)


def test_sending_again_makes_one_new_mail_and_is_logged(clerk: User) -> None:
    mail = queued()
    Mail.objects.update(state=Mail.State.FAILED)
    client = client_of(clerk)
    assert "De mail gaat nog een keer" in _again(client, mail)
    assert "al opnieuw gestuurd" in _again(client, mail)
    assert sorted(Mail.objects.values_list("state", flat=True)) == ["failed", "waiting"]
    text = page(clerk)
    assert "De mail is daarna opnieuw gestuurd." in text
    assert "Stuur opnieuw" not in text
    with system_scope("the test reads the log"):
        entry = AccessLog.objects.get(act="mail_again")
    assert (entry.user, entry.reference) == (clerk, mail.reference)


def test_what_went_well_is_not_sent_again(clerk: User) -> None:
    mail = queued()
    send_waiting(NOW)
    assert "of dat is niet nodig" in _again(client_of(clerk), mail)
    assert Mail.objects.count() == 1


def _again(client: Client, mail: Mail) -> str:
    return client.post(f"/berichten/{mail.reference}/opnieuw/", follow=True).content.decode()
