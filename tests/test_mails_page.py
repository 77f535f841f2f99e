"""Berichten: who sees the mails, how each stands in words, and sending one again."""

from typing import Any

import pytest
from django.test import Client

from nazorg.accounts.models import AccessLog, User
from nazorg.common.mails.models import Mail
from nazorg.common.mails.services import queue_mail, send_waiting
from nazorg.common.scope import system_scope
from tests.cast import Cast, client_of
from tests.conftest import NOW
from tests.mail_tools import BODY, page, queued

pytestmark = pytest.mark.django_db


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


def test_the_page_says_how_each_mail_stands_and_what_it_said(clerk: User) -> None:
    assert "Nog geen berichten" in page(clerk)
    queued()
    assert "wacht" in page(clerk)
    send_waiting(NOW)
    text = page(clerk)
    assert "Hilversum: 2 vragen open" in text
    assert "anna@gemeente.example" in text
    assert "Er staan 2 vragen open." in text
    assert "verstuurd" in text
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


def test_what_did_not_arrive_stands_on_vandaag_until_somebody_sent_it_again(clerk: User) -> None:
    first, _ = queued("test:1"), queued("test:2")
    client = client_of(clerk)
    assert "niet aangekomen" not in client.get("/").content.decode()
    Mail.objects.update(state=Mail.State.UNSURE)
    assert "2 mails niet aangekomen" in client.get("/").content.decode()
    _again(client, first)
    assert "1 mail niet aangekomen" in client.get("/").content.decode()


def test_what_went_well_is_not_sent_again(clerk: User) -> None:
    mail = queued()
    send_waiting(NOW)
    assert "of dat is niet nodig" in _again(client_of(clerk), mail)
    assert Mail.objects.count() == 1


def _again(client: Client, mail: Mail) -> str:
    return client.post(f"/berichten/{mail.reference}/opnieuw/", follow=True).content.decode()
