"""Sealing and hashing: nothing readable in the database, and nothing to be had without the key."""

import base64
import os
from typing import Any

import pytest
from cryptography.exceptions import InvalidTag
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from cases.access import scope_for
from cases.models import Bsn
from cases.people.matching import hash_bsn
from cases.selectors import bsn_of
from fixtures.invented import bsn_of as invented_bsn
from intake.models import Row
from nazorg.accounts.models import User
from nazorg.common.crypto import keyed_hash, seal, unseal
from nazorg.common.references import ALPHABET, clean_reference, new_references
from nazorg.common.scope import open_scope, system_scope
from tests.database import dump
from tests.factories import PersonFactory
from tests.intake_tools import accepted, arrival

BSN = invented_bsn(5999)


def test_sealing_twice_gives_another_text_and_the_same_content() -> None:
    one, other = seal(b"x"), seal(b"x")
    assert one != other
    assert unseal(one) == unseal(memoryview(other)) == b"x"


def test_a_sealed_text_opens_with_its_own_key_only(settings: Any) -> None:
    sealed, hashed = seal(b"geheim"), keyed_hash("geheim")
    settings.DATA_KEY = os.urandom(32)
    with pytest.raises(InvalidTag):
        unseal(sealed)
    assert keyed_hash("geheim") != hashed


def test_a_sealed_text_that_was_changed_does_not_open() -> None:
    sealed = bytearray(seal(b"geheim"))
    sealed[-1] ^= 1
    with pytest.raises(InvalidTag):
        unseal(bytes(sealed))


def spellings(bsn: str) -> set[str]:
    """How a BSN could stand in a dump: as text, and as the hexadecimal or base64 of its bytes."""
    encoded = base64.b64encode(bsn.encode()).decode()
    return {bsn, bsn.encode().hex(), encoded.rstrip("=")}


def test_a_bsn_stands_readable_nowhere_in_the_database(clerk: User) -> None:
    batch = accepted([arrival(bsn=BSN), arrival(bsn="999912345")], clerk)
    everything = dump(without=frozenset())
    for bsn in (BSN, "999912345"):
        found = {table for table, rows in everything.items() for row in rows for s in spellings(bsn) if s in row}
        assert found == set()
    with system_scope("the test looks at the remarks"):
        wrong = Row.objects.get(batch=batch, outcome="wrong")
        assert "999912345" not in str(wrong.remarks)
        assert [remark["column"] for remark in wrong.remarks if remark["level"] == "wrong"] == ["bsn"]


def test_a_bsn_is_found_by_its_hash_and_read_by_who_may(clerk: User, hilversum: User) -> None:
    accepted([arrival(bsn=BSN)], clerk)
    with open_scope(scope_for(clerk)) as scope:
        stored = Bsn.objects.get(hash=hash_bsn(BSN))
        assert bsn_of(stored.person, scope) == BSN


def test_two_people_never_share_a_bsn(db: None) -> None:
    with system_scope("the test writes twice"):
        Bsn.objects.create(person=PersonFactory(), sealed=seal(BSN.encode()), hash=hash_bsn(BSN))
        with pytest.raises(IntegrityError, match="hash"), transaction.atomic():
            Bsn.objects.create(person=PersonFactory(), sealed=seal(BSN.encode()), hash=hash_bsn(BSN))


def test_references_are_random_unambiguous_and_never_in_use() -> None:
    taken = new_references(50, lambda fresh: set())
    assert len(set(taken)) == 50
    assert set("".join(taken)) <= set(ALPHABET)
    asked: list[list[str]] = []

    def first_ones_are_taken(fresh: list[str]) -> set[str]:
        asked.append(fresh)
        return set(fresh[:3]) if len(asked) == 1 else set()

    found = new_references(5, first_ones_are_taken)
    assert len(set(found)) == 5
    assert not set(found) & set(asked[0][:3])


def test_a_reference_is_read_as_people_type_it() -> None:
    assert clean_reference(" k7mw 3qxp ") == "K7MW3QXP"
    for wrong in ("K7MW3QX", "K7MW3QXO", "", "K7MW-3QXP"):
        with pytest.raises(ValidationError, match="acht letters"):
            clean_reference(wrong)
