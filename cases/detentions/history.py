"""What a person's notifications say together: which detentions there were, and how each stands now.

Pure: no database. A notification is put with a detention by its dates, and a detention is the fold of its
notifications in the order of their dates. So a late, doubled or corrected notification needs no rules of its own.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

ARRIVAL, TRANSFER, RELEASE = "instroom", "doorstroom", "uitstroom"
_ORDER = {ARRIVAL: 0, TRANSFER: 1, RELEASE: 2}

# A new title on the day of release or the day after is the same stay.
CONSECUTIVE = timedelta(days=1)
# A second, other release within this time and without an arrival between corrects the first.
CORRECTS_WITHIN = timedelta(days=7)

# Facts of which the latest notification that gives one has the last word.
_LASTING = ("unit", "expected_end_on", "expected_end_kind", "mmd_worker")
# Of these, what a transfer tells is of the institution that somebody leaves.
_OF_A_PLACE = ("unit", "mmd_worker")
_PLACES = {"registered_abode": "registered", "return_abode": "return_to"}


@dataclass(slots=True)
class Note:
    """One notification, as far as the history needs it. `sequence` is the order in which they came in."""

    kind: str
    on: date
    start_on: date | None
    # As `Notification.facts` holds them: dates in ISO, municipalities by primary key.
    facts: dict[str, Any]
    sequence: int
    id: int | None = None


@dataclass(slots=True)
class Stay:
    """A detention with its notifications. `start_on` is None when nobody reported the arrival.

    `fixed_start` and `fixed_release` are what somebody recorded by hand or took from the old registration; the
    notifications go before it.
    """

    notes: list[Note] = field(default_factory=list)
    id: int | None = None
    fixed_start: date | None = None
    fixed_release: date | None = None
    start_on: date | None = None
    released_on: date | None = None

    def add(self, note: Note) -> None:
        self.notes.append(note)
        self.settle()

    def remove(self, note_id: int) -> None:
        self.notes = [note for note in self.notes if note.id != note_id]
        self.settle()

    def settle(self) -> None:
        """Work out start and release from the notifications."""
        arrivals = sorted(note.on for note in self.notes if note.kind == ARRIVAL)
        told = [note.start_on for note in self.notes if note.start_on]
        starts = arrivals or sorted(told)
        self.start_on = starts[0] if starts else self.fixed_start
        releases = [note for note in self.notes if note.kind == RELEASE]
        last_arrival = arrivals[-1] if arrivals else None
        # A release before the last arrival was the end of an earlier title within the same stay.
        final = [
            note
            for note in releases
            if last_arrival is None or note.on > last_arrival or (note.on == last_arrival and len(arrivals) == 1)
        ]
        if final:
            self.released_on = max(final, key=lambda note: note.sequence).on
        else:
            self.released_on = None if releases else self.fixed_release

    def holds(self, day: date) -> bool:
        """Whether `day` lies in this stay, both ends included; never where the start is not known."""
        after_start = self.start_on is not None and self.start_on <= day
        return after_start and (self.released_on is None or day <= self.released_on)

    def facts(self) -> dict[str, Any]:
        """The lasting facts and the institution, as the notifications say them together."""
        result: dict[str, Any] = {}
        for note in sorted(self.notes, key=lambda note: (note.on, _ORDER[note.kind], note.sequence)):
            institution = note.facts.get("new_institution" if note.kind == TRANSFER else "institution")
            if institution:
                if institution != result.get("institution"):
                    for name in _OF_A_PLACE:
                        result.pop(name, None)
                result["institution"] = institution
            for name in _LASTING:
                if note.facts.get(name) and not (note.kind == TRANSFER and name in _OF_A_PLACE):
                    result[name] = note.facts[name]
            for abode, municipality in _PLACES.items():
                if note.facts.get(abode, "unknown") != "unknown":
                    result[abode], result[municipality] = note.facts[abode], note.facts.get(municipality)
        return result


def place(stays: list[Stay], note: Note, former: Stay | None = None) -> tuple[Stay, bool]:
    """Put a notification with the stay it belongs to; makes one when there is none. The stay, and whether it is new.

    `former` is where the notification that this one corrects stood: it goes back there unless another stay fits better.
    """
    find = {ARRIVAL: _for_arrival, TRANSFER: _for_transfer, RELEASE: _for_release}[note.kind]
    stay = find(stays, note)
    if stay is None and former is not None and _allows(former, note):
        stay = former
    new = stay is None
    if stay is None:
        stay = Stay()
        stays.append(stay)
    stay.add(note)
    return stay, new


def _allows(stay: Stay, note: Note) -> bool:
    """Whether the dates of a stay leave room for a notification."""
    if note.kind == RELEASE:
        return stay.start_on is None or stay.start_on <= note.on
    return stay.released_on is None or note.on <= stay.released_on


def _for_arrival(stays: list[Stay], note: Note) -> Stay | None:
    """The same arrival again, a stay of which it was lacking, a stay that it goes on, or none."""
    for stay in stays:
        if stay.start_on == note.on:
            return stay
    for stay in _latest_first(stays):
        if stay.start_on is None:
            ended_after = stay.released_on is not None and stay.released_on >= note.on
            seen_after = stay.released_on is None and any(other.on >= note.on for other in stay.notes)
            if (ended_after or seen_after) and not _starts_between(stays, note.on, stay):
                return stay
        elif stay.released_on is not None and stay.start_on < note.on <= stay.released_on + CONSECUTIVE:
            return stay
    return None


def _starts_between(stays: list[Stay], day: date, orphan: Stay) -> bool:
    """Whether another stay starts after `day` but before what is known of the orphan."""
    known = orphan.released_on or max(note.on for note in orphan.notes)
    return any(stay.start_on is not None and day < stay.start_on <= known for stay in stays if stay is not orphan)


def _for_transfer(stays: list[Stay], note: Note) -> Stay | None:
    started = note.start_on
    for stay in stays:
        if started and stay.start_on == started:
            return stay
    for stay in _latest_first(stays):
        if stay.holds(note.on) or (stay.start_on is None and (stay.released_on is None or note.on <= stay.released_on)):
            return stay
    return None


def _for_release(stays: list[Stay], note: Note) -> Stay | None:
    """The stay that starts on the day the release names, has this release, is still open, or has it corrected."""
    started = note.start_on
    for stay in stays:
        if stay.released_on == note.on and (stay.start_on is None or stay.start_on <= note.on):
            return stay
    for stay in stays:
        if started and (stay.start_on == started or any(n.kind == ARRIVAL and n.on == started for n in stay.notes)):
            return stay
    for stay in _latest_first(stays):
        if stay.released_on is None and (stay.start_on is None or stay.start_on <= note.on):
            return stay if not started or stay.start_on is None or started <= stay.start_on else None
    if started:
        return None
    for stay in _latest_first(stays):
        near = stay.released_on is not None and abs(stay.released_on - note.on) <= CORRECTS_WITHIN
        if near and (stay.start_on is None or stay.start_on <= note.on):
            return stay
    return None


def _latest_first(stays: Iterable[Stay]) -> list[Stay]:
    return sorted(stays, key=lambda stay: stay.start_on or stay.released_on or date.min, reverse=True)


def was_minor(born: str, on: date) -> bool:
    """Whether somebody was under 18 on a day. A birth date that is partly unknown counts as its last possible day."""
    if len(born) < 4:
        return False
    year, month, day = int(born[:4]), int(born[5:7] or 12), int(born[8:10] or 31)
    return (on.year - year, on.month, on.day) < (18, month, day)
