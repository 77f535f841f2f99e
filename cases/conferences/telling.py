"""Telling whoever is invited: a mail with a calendar file a change, each once; without an address somebody phones."""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.utils import timezone

from cases.chasing.selectors import Contacts
from cases.chasing.words import Text
from cases.conferences import words
from cases.conferences.models import Conference, Invitation
from cases.recipients import Recipient
from nazorg.common.ics import Method
from nazorg.common.mails.models import Mail
from nazorg.common.mails.services import queue_mail
from partners.models import Unit

Words = Callable[[Conference, Invitation], Text]


def addresses_of(guest: Recipient, now: datetime) -> list[str]:
    """Where a mail to a guest goes: the unit's address, or its municipality's contacts as they are there today."""
    if isinstance(guest, Unit):
        return [guest.email] if guest.email else []
    return [contact.email for contact in Contacts.on(timezone.localtime(now).date(), guest).mailed()]


def tell(invitation: Invitation, say: Words, method: Method, now: datetime) -> bool:
    """Queue the mails of this change; False where there is no address, so that somebody has to phone."""
    conference, found = invitation.conference, addresses_of(invitation.who, now)
    text = say(conference, invitation)
    for number, address in enumerate(found):
        queue_mail(
            f"conference:{conference.reference}:{invitation.code}:{number}:{invitation.sequence}", address,
            text.subject, text.body, now, invitation.municipality.code if invitation.municipality else "",
            words.calendar_for(conference, invitation, address, method, now),
        )  # fmt: skip
    return bool(found)


def told_before(conference: Conference, code: str) -> int:
    """How often a guest (its code) was mailed about a conference: the first SEQUENCE its calendar would take up now."""
    return Mail.objects.filter(step__startswith=f"conference:{conference.reference}:{code}:0:").count()


def tell_all(invitations: Iterable[Invitation], say: Words, method: Method, now: datetime) -> list[str]:
    """The same for all, as a next version of what they know; who has to be phoned comes back by name."""
    phone = []
    for invitation in invitations:
        invitation.sequence += 1
        told = tell(invitation, say, method, now)
        invitation.channel = Invitation.Channel.MAIL if told else Invitation.Channel.PHONE
        invitation.save()
        if not told:
            phone.append(invitation.guest)
    return phone
