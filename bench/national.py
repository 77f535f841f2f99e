"""A national year of notifications, invented: 45,000 arrivals, 12,000 transfers and 43,000 releases; or a part."""

import csv
import io
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from fixtures import words
from fixtures.invented import bsn_of, skn_of

ARRIVALS = 45_000
NOTIFICATIONS = 100_000
_TRANSFERRED, _RELEASED = 12 / 45, 43 / 45
HEADINGS = (
    "Meldingnummer", "Soort", "Datum en tijd", "SKN", "BSN", "Achternaam", "Voorvoegsel", "Voornamen", "Geboortedatum",
    "Geslacht", "Adres", "Gemeente van inschrijving", "Gemeente van terugkeer", "PI", "Unit", "Aanvang detentie",
    "Titel", "Verwacht einde", "Soort einde", "Datum overplaatsing", "Nieuwe PI", "Datum vrijlating", "MMD-er",
    "Hulpvraag", "Opmerkingen",
)  # fmt: skip
_TOWNS = ("Hilversum", "Huizen", "Bussum", "Weesp", "Utrecht", "Amsterdam", "Almere", "Rotterdam", "Den Haag", "Zwolle")
# There are some 9,000 test BSNs; the rest of the people have none, and match by SKN.
_TEST_BSNS = 8_000


def rows(arrivals: int) -> Iterator[tuple[str, ...]]:
    """The cells of every notification, in the order of HEADINGS and of the arrivals."""
    rng = Random(45)
    number = 0
    for one in range(arrivals):
        start = date(2013, 1, 1) + timedelta(days=rng.randrange(300))
        born = date(1950, 1, 1) + timedelta(days=rng.randrange(15_000))
        prefix, family = rng.choice(words.FAMILY_NAMES)
        who = (
            skn_of(one + 1), bsn_of(one) if one < _TEST_BSNS else "", f"{family}{chr(97 + one % 26)}{one % 999}",
            prefix, rng.choice(words.GIVEN_NAMES_MEN), _day(born), "man", f"{rng.choice(words.STREETS)} {one % 90}",
            rng.choice(_TOWNS), rng.choice(_TOWNS),
        )  # fmt: skip
        where = (rng.choice(words.PRISONS_NOW), f"{one % 9}B", _day(start), "gestraft", "", "")
        events = [("instroom", start, ("", "", ""))]
        if one < arrivals * _TRANSFERRED:
            moved = start + timedelta(days=5)
            events.append(("doorstroom", moved, (_day(moved), rng.choice(words.PRISONS_NOW), "")))
        if one < arrivals * _RELEASED:
            free = start + timedelta(days=6 + rng.randrange(50))
            events.append(("uitstroom", free, ("", "", _day(free))))
        for kind, on, dates in events:
            number += 1
            yield (f"N{number}", kind, f"{_day(on)} 09:00", *who, *where, *dates, "", "nee", "")


def as_csv(arrivals: int = ARRIVALS) -> bytes:
    """The year (or as much of it as holds so many arrivals) as a file."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow(HEADINGS)
    writer.writerows(rows(arrivals))
    return text.getvalue().encode()


def _day(day: date) -> str:
    return f"{day:%d-%m-%Y}"
