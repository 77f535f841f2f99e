"""Playing days with mails: who is there, what was asked, and who was told what."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from cases.models import Request
from municipalities.agreements.models import Duty
from municipalities.models import group_of
from nazorg.accounts.models import User
from nazorg.common.mails.models import Mail
from nazorg.common.scope import system_scope
from nazorg.covenant.parties import Party
from tests.cast import Cast, user
from tests.chain_tools import fresh
from tests.conftest import NOW
from tests.factories import municipality

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
