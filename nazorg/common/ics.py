"""A calendar file (RFC 5545, sent after RFC 5546): one event for one invited address, without personal data."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

Method = Literal["REQUEST", "CANCEL"]
_MOST = 75  # octets in a line


@dataclass(frozen=True)
class Event:
    """What the calendar of one invited address shows. `uid` stays the same; `sequence` grows with each change."""

    uid: str
    sequence: int
    stamp: datetime
    starts: datetime
    ends: datetime
    summary: str
    location: str
    organizer: str
    attendee: str


def calendar(event: Event, method: Method) -> str:
    """The file, which asks to come (REQUEST; again with a higher sequence: something changed) or says it is off."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Nazorg//Casusoverleg//NL",
        f"METHOD:{method}",
        "BEGIN:VEVENT",
        f"UID:{_text(event.uid)}",
        f"SEQUENCE:{event.sequence}",
        f"DTSTAMP:{_moment(event.stamp)}",
        f"DTSTART:{_moment(event.starts)}",
        f"DTEND:{_moment(event.ends)}",
        f"SUMMARY:{_text(event.summary)}",
        f"LOCATION:{_text(event.location)}",
        f"STATUS:{'CANCELLED' if method == 'CANCEL' else 'CONFIRMED'}",
        f"ORGANIZER:mailto:{event.organizer}",
        f"ATTENDEE;RSVP=FALSE:mailto:{event.attendee}",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def method_of(text: str) -> str:
    """The method that a calendar file names: the mail that carries it names the same."""
    return text.partition("METHOD:")[2].partition("\r\n")[0]


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(value: str) -> str:
    for sign in ("\\", ";", ","):
        value = value.replace(sign, f"\\{sign}")
    return "\\n".join(value.splitlines())


def _folded(line: str) -> str:
    """A line of more than 75 octets goes on after a line end and a space, never in the middle of a character."""
    parts, part = [], b""
    for sign in line:
        octets = sign.encode()
        if len(part) + len(octets) > _MOST:
            parts.append(part)
            part = b" "
        part += octets
    return b"\r\n".join([*parts, part]).decode()
