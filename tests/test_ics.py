"""Calendar files: what RFC 5545 asks of them, and nothing of a person in them."""

from dataclasses import replace
from datetime import UTC, datetime

from nazorg.common.ics import Event, calendar, method_of
from tests.conference_tools import events

EVENT = Event(
    uid="K7MW3QXP-23456789@nazorg.example",
    sequence=2,
    stamp=datetime(2024, 12, 2, 9, tzinfo=UTC),
    starts=datetime(2024, 12, 9, 8, 30, tzinfo=UTC),
    ends=datetime(2024, 12, 9, 10, tzinfo=UTC),
    summary="Casusoverleg K7MW 3QXP",
    location="Veiligheidshuis, kamer 2; begane grond",
    organizer="nazorg@veiligheidshuis.example",
    attendee="gooi@politie.example",
)


def test_an_invitation_names_who_when_and_where() -> None:
    found = events(calendar(EVENT, "REQUEST"))
    assert (found["METHOD"], found["STATUS"], found["SEQUENCE"]) == ("REQUEST", "CONFIRMED", "2")
    assert (found["DTSTART"], found["DTEND"], found["DTSTAMP"]) == (
        "20241209T083000Z", "20241209T100000Z", "20241202T090000Z",
    )  # fmt: skip
    assert (found["ORGANIZER"], found["ATTENDEE"]) == (
        "mailto:nazorg@veiligheidshuis.example", "mailto:gooi@politie.example",
    )  # fmt: skip
    assert (found["VERSION"], found["UID"]) == ("2.0", EVENT.uid)


def test_signs_that_mean_something_in_a_file_are_escaped() -> None:
    assert events(calendar(EVENT, "REQUEST"))["LOCATION"] == r"Veiligheidshuis\, kamer 2\; begane grond"
    several = replace(EVENT, location="Kamer 2\r\nATTENDEE:mailto:x@x.example")
    assert events(calendar(several, "REQUEST"))["LOCATION"] == r"Kamer 2\nATTENDEE:mailto:x@x.example"


def test_a_long_line_is_folded_between_characters() -> None:
    long = "Kamer aan de Oude Enghweg, tweede verdieping, achter de deur met het bordje “coördinatie – één”"
    assert events(calendar(replace(EVENT, location=long), "REQUEST"))["LOCATION"] == long.replace(",", r"\,")


def test_a_cancellation_says_so() -> None:
    text = calendar(EVENT, "CANCEL")
    assert method_of(text) == "CANCEL"
    assert events(text)["STATUS"] == "CANCELLED"
