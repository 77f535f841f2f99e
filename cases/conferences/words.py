"""What the mails about a conference say. Never anything of a person, and no link for who does not log in."""

from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from cases.chasing.words import Text, text
from cases.conferences.models import Conference, Invitation
from nazorg.common.ics import Event, Method, calendar
from nazorg.common.words import long_day, spaced


def when_words(conference: Conference, invitation: Invitation | None = None) -> str:
    """ "maandag 9 december 2024, 9.30 tot 10.15 uur"; for somebody who is invited, the hours that are meant for it."""
    one = invitation or conference
    return f"{long_day(conference.on)} {conference.on.year}, {one.starts:%H.%M} tot {one.ends:%H.%M} uur"


def invited(conference: Conference, invitation: Invitation) -> Text:
    """The first mail."""
    asks = invitation.answer == Invitation.Answer.INFORMATION
    return text(
        f"Casusoverleg {spaced(conference.reference)}, {conference.on:%d-%m-%Y}",
        "Wij vragen u om informatie voor een casusoverleg. U hoeft er niet bij te zijn."
        if asks
        else "Wij nodigen u uit voor een casusoverleg.",
        _facts(conference, invitation),
        _about(conference, invitation),
        "" if asks else "Kunt u niet komen? Laat het ons weten. U kunt ook alleen informatie geven.",
    )


def changed(conference: Conference, invitation: Invitation) -> Text:
    """The mail after a change of day, hours or place."""
    return text(
        f"Gewijzigd: casusoverleg {spaced(conference.reference)}, {conference.on:%d-%m-%Y}",
        "Dag, tijd of plaats van dit casusoverleg is veranderd. Zo is het nu:",
        _facts(conference, invitation),
        _about(conference, invitation),
        "Kunt u dan niet? Laat het ons weten.",
    )


def cancelled(conference: Conference, invitation: Invitation) -> Text:
    """The mail that it is off. Why is not said: the reason may tell of somebody."""
    return text(
        f"Afgelast: casusoverleg {spaced(conference.reference)}, {conference.on:%d-%m-%Y}",
        "Dit casusoverleg gaat niet door:",
        _facts(conference, invitation),
    )


def withdrawn(conference: Conference, invitation: Invitation) -> Text:
    """The mail that an invitation holds no more."""
    return text(
        f"Uitnodiging ingetrokken: casusoverleg {spaced(conference.reference)}, {conference.on:%d-%m-%Y}",
        "U hoeft niet meer naar dit casusoverleg, en hoeft er geen informatie meer voor te geven:",
        _facts(conference, invitation),
    )


def calendar_for(conference: Conference, invitation: Invitation, to: str, method: Method, now: datetime) -> str:
    """The calendar file of one address; empty for who is asked for information only."""
    if invitation.answer == Invitation.Answer.INFORMATION:
        return ""
    event = Event(
        uid=f"{conference.reference}-{invitation.code}@{urlsplit(settings.SITE_URL).hostname}",
        sequence=invitation.sequence,
        stamp=now,
        starts=timezone.make_aware(datetime.combine(conference.on, invitation.starts)),
        ends=timezone.make_aware(datetime.combine(conference.on, invitation.ends)),
        summary=f"Casusoverleg {spaced(conference.reference)}",
        location=conference.place,
        organizer=settings.DEFAULT_FROM_EMAIL.rpartition("<")[2].rstrip(">"),
        attendee=to,
    )
    return calendar(event, method)


def _facts(conference: Conference, invitation: Invitation) -> str:
    return "\n".join([
        f"Wanneer: {when_words(conference, invitation)}",
        f"Waar: {conference.place}",
        f"Kenmerk: {spaced(conference.reference)}",
    ])  # fmt: skip


def _about(conference: Conference, invitation: Invitation) -> str:
    """How one hears whom it is about: in the portal, or apart."""
    if invitation.municipality is not None:
        link = settings.SITE_URL + reverse("portal_conferences")
        return f"Om welke casussen het gaat, ziet u in het portaal:\n{link}"
    return "In deze mail staan geen namen. Om wie het gaat, hoort u apart, per beveiligde e-mail of telefoon."
