"""Writing people: who is new, and what was lacking of who was known."""

from collections.abc import Iterable
from datetime import datetime

from django.db import models

from cases.people.models import Bsn, NameKey, Person
from cases.people.names import search_keys
from cases.recording.former import ADDRESS, BSN, SKN, Change, values_of
from cases.recording.plan import Plan
from cases.recording.told import Told
from nazorg.common.bulk import copy_in, fetch, next_ids, update_many
from nazorg.common.crypto import seal
from nazorg.common.references import new_references


def references_for(model: type[models.Model], count: int) -> list[str]:
    """Fresh references for `count` new rows of a model."""
    table = model._meta.db_table

    def taken(fresh: list[str]) -> set[str]:
        query = f"SELECT reference FROM {table} WHERE reference = ANY(%s)"  # noqa: S608  the table is the model's
        return {reference for (reference,) in fetch(query, [fresh])}

    return new_references(count, taken)


def write_people(plan: Plan, now: datetime) -> dict[int, int]:
    """The new people; from their number in the plan to their primary key."""
    ids = dict(zip(plan.new_people, next_ids(Person, len(plan.new_people)), strict=True))
    references = references_for(Person, len(ids))
    columns = (
        "id", "reference", "skn", "family_name", "prefix", "given_names", "born", "sex", "address", "created_at",
    )  # fmt: skip
    copy_in(
        Person,
        columns,
        (
            (
                ids[number], reference, told.identity.skn or None, told.identity.family_name, told.prefix,
                told.identity.given_names, told.identity.born, told.sex, told.address, now,
            )
            for (number, told), reference in zip(plan.new_people.items(), references, strict=True)
        ),
    )  # fmt: skip
    write_name_keys((ids[number], told.identity.family_name, told.identity.given_names)
                    for number, told in plan.new_people.items())  # fmt: skip
    _write_bsns((ids[number], told) for number, told in plan.new_people.items())
    return ids


def write_name_keys(people: Iterable[tuple[int, str, str]]) -> None:
    """The search keys of (person, family name, given names)."""
    copy_in(
        NameKey,
        ("person_id", "key"),
        ((person, key) for person, family, given in people for key in sorted(search_keys(family, given))),
    )


def _write_bsns(people: Iterable[tuple[int, Told]]) -> None:
    copy_in(
        Bsn,
        ("person_id", "sealed", "hash"),
        (
            (person, seal(told.bsn.encode()), told.identity.bsn_hash)
            for person, told in people
            if told.bsn and told.identity.bsn_hash
        ),
    )


def complete_people(plan: Plan, ids: dict[int, int]) -> dict[int, list[Change]]:
    """Numbers that somebody lacked, and the latest address of people who were known; per line what it changed."""
    addresses: dict[int, Told] = {}
    skns: dict[int, Told] = {}
    bsns: dict[int, Told] = {}
    for placed in plan.placed:
        told, person = placed.told, ids.get(placed.person, placed.person)
        first = plan.new_people.get(placed.person)
        if first is told:
            continue
        if told.address and first is None:
            addresses[person] = told
        if told.identity.skn and not (first and first.identity.skn):
            skns[person] = told
        if told.bsn and not (first and first.bsn):
            bsns[person] = told
    changed: dict[int, list[Change]] = {}
    former = values_of(ADDRESS, addresses)
    moved = {person: told for person, told in addresses.items() if former[person] != told.address}
    for person, told in moved.items():
        changed.setdefault(told.line, []).append((ADDRESS, person, former[person], told.address))
    update_many(Person, ["address"], ((person, told.address) for person, told in moved.items()))
    known = values_of(SKN, skns)
    lacking = {person: told for person, told in skns.items() if known[person] is None}
    for person, told in lacking.items():
        changed.setdefault(told.line, []).append((SKN, person, None, told.identity.skn))
    update_many(Person, ["skn"], ((person, told.identity.skn) for person, told in lacking.items()))
    have = set(Bsn.objects.filter(pk__in=list(bsns)).values_list("pk", flat=True))
    added = {person: told for person, told in bsns.items() if person not in have}
    for person, told in added.items():
        changed.setdefault(told.line, []).append((BSN, person, None, None))
    _write_bsns(added.items())
    return changed
