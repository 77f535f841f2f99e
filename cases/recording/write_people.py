"""Writing people: who is new, and what was lacking of who was known."""

from collections.abc import Iterable
from datetime import datetime

from cases.dossiers.models import Case
from cases.people.models import Bsn, NameKey, Person
from cases.people.names import search_keys
from cases.recording.plan import Plan
from cases.recording.told import Told
from nazorg.common.bulk import copy_in, fetch, next_ids, update_many
from nazorg.common.crypto import seal
from nazorg.common.references import new_references


def references_for(model: type[Person] | type[Case], count: int) -> list[str]:
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


def complete_people(plan: Plan, ids: dict[int, int]) -> None:
    """Numbers that somebody lacked, and the latest address of people who were known."""
    addresses: dict[int, str] = {}
    skns: dict[int, str] = {}
    bsns: dict[int, Told] = {}
    for placed in plan.placed:
        told, person = placed.told, ids.get(placed.person, placed.person)
        first = plan.new_people.get(placed.person)
        if first is told:
            continue
        if told.address and first is None:
            addresses[person] = told.address
        if told.identity.skn and not (first and first.identity.skn):
            skns[person] = told.identity.skn
        if told.bsn and not (first and first.bsn):
            bsns[person] = told
    update_many(Person, ["address"], addresses.items())
    query = f"SELECT id FROM {Person._meta.db_table} WHERE id = ANY(%s) AND skn IS NULL"  # noqa: S608
    lacking = {person for (person,) in fetch(query, [list(skns)])}
    update_many(Person, ["skn"], [(person, skn) for person, skn in skns.items() if person in lacking])
    query = f"SELECT person_id FROM {Bsn._meta.db_table} WHERE person_id = ANY(%s)"  # noqa: S608
    have = {person for (person,) in fetch(query, [list(bsns)])}
    _write_bsns((person, told) for person, told in bsns.items() if person not in have)
