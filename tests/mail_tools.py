"""A mail in the queue, how it stands, and what the page says of it."""

from datetime import datetime

from nazorg.accounts.models import User
from nazorg.common.mails.models import Mail
from nazorg.common.mails.services import queue_mail
from tests.cast import client_of
from tests.conftest import NOW

BODY = "Er staan 2 vragen open.\n\nhttp://127.0.0.1:8000/portaal/\n"


def queued(step: str = "test:1", to: str = "anna@gemeente.example", now: datetime = NOW) -> Mail:
    assert queue_mail(step, to, "Hilversum: 2 vragen open", BODY, now, "0402")
    return Mail.objects.get(step=step)


def stand(mail: Mail) -> tuple[str, int, str]:
    mail.refresh_from_db()
    return mail.state, mail.attempts, mail.error


def page(somebody: User, query: str = "") -> str:
    return client_of(somebody).get(f"/berichten/{query}").content.decode()
