"""Working out what a batch of notifications means, before anything is written.

The same plan serves the preview and the acceptance, so what was shown is what happens.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from cases.detentions.history import ARRIVAL, RELEASE, TRANSFER, Note, Stay, place, was_minor
from cases.detentions.models import Detention, Notification
from cases.people.matching import Known, People, who_was_kept
from cases.recording.told import Judgement, Told
from nazorg.common.bulk import fetch

_KIND_ORDER = {ARRIVAL: 0, TRANSFER: 1, RELEASE: 2}


@dataclass(slots=True)
class Placed:
    """A notification that will be recorded: whose it is, in which stay, and which older version it replaces."""

    told: Told
    person: int  # negative: the n-th new person of this plan
    note: Note
    replaces: int | None
    stay: Stay | None = None
    made_stay: bool = False


@dataclass
class Plan:
    """Everything that accepting would write. Negative person numbers stand for new people, in `new_people`."""

    judgements: list[Judgement] = field(default_factory=list)
    new_people: dict[int, Told] = field(default_factory=dict)
    placed: list[Placed] = field(default_factory=list)
    stays: dict[int, list[Stay]] = field(default_factory=dict)


def plan(told: Sequence[Told]) -> Plan:
    """Judge each notification: who it is about, whether it is known already, and what it changes."""
    result = Plan()
    people = People.who_may_be(one.identity for one in told)
    kept = who_was_kept(one.person_id for one in told)
    recorded = _recorded({one.key for one in told})
    in_batch: dict[str, Told] = {}
    for one in told:
        judgement = Judgement()
        result.judgements.append(judgement)
        if _is_double(one, judgement, recorded, in_batch):
            continue
        in_batch[one.key] = one
        person = _who(one, judgement, people, result)
        person = kept.get(person or 0, person)
        if person is None:
            continue
        judgement.person_id = person if person > 0 else None
        placed = Placed(one, person, Note(one.kind, one.on, one.start_on, one.facts, one.line), None)
        if older := [version for version in recorded.get(one.key, ()) if version[2] is None]:
            placed.replaces = older[0][0]
            judgement.outcome = "changed"
            judgement.notes.append("Deze melding was er al; de gegevens zijn gewijzigd.")
        result.placed.append(placed)
    _place(result, {one.line: judgement for one, judgement in zip(told, result.judgements, strict=True)})
    return result


def _is_double(
    one: Told, judgement: Judgement, recorded: dict[str, list[tuple[int, bytes, int | None]]], in_batch: dict[str, Told]
) -> bool:
    """The very same notification was recorded before, or stands higher in this batch."""
    if any(digest == one.digest for _, digest, _ in recorded.get(one.key, ())):
        judgement.outcome = "known"
        judgement.notes.append("Al gelezen. Verandert niets.")
        return True
    earlier = in_batch.get(one.key)
    if earlier is not None and earlier.digest == one.digest:
        judgement.outcome = "duplicate"
        judgement.notes.append(f"Gelijk aan regel {earlier.line}.")
        return True
    return False


def _who(one: Told, judgement: Judgement, people: People, result: Plan) -> int | None:
    """The person's number, negative for somebody new; None where a person has to choose."""
    if one.person_id is not None:
        return one.person_id
    if not one.somebody_new:
        match = people.match(one.identity)
        if match.person_id is not None:
            return match.person_id
        if match.candidates:
            judgement.outcome, judgement.code = "choose", "choose"
            judgement.candidates = tuple(number for number in match.candidates if number > 0)
            if judgement.candidates:
                judgement.notes.append(match.conflict or "Lijkt op iemand die al bekend is. Kies of het dezelfde is.")
            else:
                line = result.new_people[match.candidates[0]].line
                judgement.notes.append(f"Lijkt op regel {line} van deze partij. Neem die eerst over en kies dan.")
            return None
    number = -len(result.new_people) - 1
    result.new_people[number] = one
    identity = one.identity
    people.add(
        Known(number, identity.family_name, identity.given_names, identity.born, identity.skn, identity.bsn_hash)
    )
    return number


def _recorded(keys: set[str]) -> dict[str, list[tuple[int, bytes, int | None]]]:
    """Per key the notifications that were recorded: number, digest, and by which one it was replaced."""
    found: dict[str, list[tuple[int, bytes, int | None]]] = {}
    table = Notification._meta.db_table
    query = f"SELECT key, id, digest, superseded_by_id FROM {table} WHERE key = ANY(%s)"  # noqa: S608
    for key, number, digest, replaced in fetch(query, [list(keys)]):
        found.setdefault(key, []).append((number, bytes(digest), replaced))
    return found


def _place(result: Plan, judgements: dict[int, Judgement]) -> None:
    """Put every notification in its stay, per person in the order of their dates."""
    result.stays = load_stays([placed.person for placed in result.placed if placed.person > 0])
    by_person: dict[int, list[Placed]] = {}
    latest: dict[str, Placed] = {}
    for placed in result.placed:
        by_person.setdefault(placed.person, []).append(placed)
        earlier = latest.get(placed.told.key)
        if earlier is not None:  # corrected within the same batch: only the last one counts
            judgements[placed.told.line].outcome = "changed"
            judgements[placed.told.line].notes.append(f"Verbetert regel {earlier.told.line}.")
        latest[placed.told.key] = placed
    for person, notes in by_person.items():
        stays = result.stays.setdefault(person, [])
        stood = {id(stay): _as_it_stands(stay) for stay in stays}
        replaced = {placed.replaces for placed in notes if placed.replaces}
        former = {note.id: stay for stay in stays for note in stay.notes if note.id in replaced}
        for number, stay in former.items():
            stay.remove(number)
        for placed in sorted(notes, key=lambda p: (p.told.on, _KIND_ORDER[p.told.kind], p.told.line)):
            if latest[placed.told.key] is placed:
                _place_one(stays, placed, judgements[placed.told.line], stood, former.get(placed.replaces or 0))
        for placed in notes:
            if placed.stay is None:
                placed.stay = latest[placed.told.key].stay


# Start, release and facts of a detention.
_Standing = tuple[date | None, date | None, dict[str, Any]]


def _as_it_stands(stay: Stay) -> _Standing:
    return stay.start_on, stay.released_on, stay.facts()


def _place_one(
    stays: list[Stay], placed: Placed, judgement: Judgement, stood: dict[int, _Standing], former: Stay | None
) -> None:
    """Put one notification in its stay, and say what is different there from how it stood."""
    told = placed.told
    stay, placed.made_stay = place(stays, placed.note, former)
    placed.stay = stay
    if stay.id is not None:
        judgement.outcome = "changed"
        judgement.notes.extend(_what_changes(stood[id(stay)], stay))
        stood[id(stay)] = _as_it_stands(stay)
    if placed.made_stay and told.kind == RELEASE:
        judgement.notes.append("Geen instroom gevonden. De vrijlating telt wel mee.")
    if placed.made_stay and told.kind == TRANSFER:
        judgement.notes.append("Geen instroom gevonden. De detentie begint met deze overplaatsing.")
    if told.kind == ARRIVAL and was_minor(told.identity.born, told.on):
        judgement.notes.append("Jonger dan 18 bij aankomst. Een casus komt bij Te beslissen.")


def _what_changes(former: _Standing, stay: Stay) -> list[str]:
    """In words what is different about a detention that was known."""
    started, released, facts = former
    now = stay.facts()
    changes = []
    if started != stay.start_on:
        changes.append(f"Aanvang was {_day(started)}, wordt {_day(stay.start_on)}.")
    if released != stay.released_on:
        if released is None:
            changes.append(f"Einde van de detentie: {_day(stay.released_on)}.")
        elif stay.released_on is None:
            changes.append("De detentie gaat door op een nieuwe titel.")
        else:
            changes.append(f"Vrijlating was {_day(released)}, wordt {_day(stay.released_on)}.")
    if facts.get("institution") and now.get("institution") != facts["institution"]:
        changes.append(f"PI was {facts['institution']}, wordt {now.get('institution', 'onbekend')}.")
    return changes


def _day(day: date | None) -> str:
    return f"{day:%d-%m-%Y}" if day else "onbekend"


def load_stays(people: Sequence[int]) -> dict[int, list[Stay]]:
    """The recorded detentions of these people, with the notifications that count."""
    if not people:
        return {}
    stays: dict[int, Stay] = {}
    of_person: dict[int, list[Stay]] = {}
    detention, notification = Detention._meta.db_table, Notification._meta.db_table
    query = f"""
        SELECT id, person_id, start_on, released_on, origin FROM {detention} WHERE person_id = ANY(%s) ORDER BY id
    """  # noqa: S608
    for number, person, start, released, origin in fetch(query, [list(set(people))]):
        stay = Stay(id=number, start_on=start, released_on=released)
        if origin != Detention.Origin.NOTIFIED:
            stay.fixed_start, stay.fixed_release = start, released
        stays[number] = stay
        of_person.setdefault(person, []).append(stay)
    query = f"""
        SELECT id, detention_id, kind, "on", facts FROM {notification}
        WHERE detention_id = ANY(%s) AND superseded_by_id IS NULL ORDER BY id
    """  # noqa: S608
    for sequence, (number, detention_id, kind, on, facts) in enumerate(fetch(query, [list(stays)])):
        known = json.loads(facts)
        start = date.fromisoformat(known["start_on"]) if known.get("start_on") else None
        # Everything recorded came in before whatever is being judged now.
        stays[detention_id].notes.append(Note(kind, on, start, known, sequence - 10**9, number))
    return of_person
