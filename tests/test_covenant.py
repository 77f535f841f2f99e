"""The covenant as everybody reads it, and as the code holds to it."""

from datetime import date

import pytest

from cases.access import scope_for
from nazorg.accounts.covenant_tables import NEVER_WORDS, party_table, right_words, whole_table
from nazorg.accounts.models import User
from nazorg.covenant.categories import Category
from nazorg.covenant.parties import Party
from nazorg.covenant.table import Cell, CovenantError, covenant_on, parse, versions
from tests.cast import client_of

TODAY = date(2024, 12, 2)


def page(user: User, path: str) -> str:
    return client_of(user).get(path).content.decode()


def test_the_page_shows_every_category_and_every_party(coordinator: User) -> None:
    text = page(coordinator, "/privacy/convenant/")
    for label in (*Category.labels, *Party.labels):
        assert str(label)[1:] in text, label


def test_the_page_says_which_version_and_that_it_is_a_proposal(chain_manager: User) -> None:
    text = page(chain_manager, "/privacy/convenant/")
    assert covenant_on(TODAY).version in text
    assert "te bevestigen" in text


def test_every_note_in_the_table_has_its_condition(coordinator: User) -> None:
    text = page(coordinator, "/privacy/convenant/")
    for row in whole_table(covenant_on(TODAY)).rows:
        for cell in row.cells:
            assert not cell.noteref or f'id="noot-{cell.noteref}"' in text


def test_the_grounds_carry_their_dates(privacy_officer: User) -> None:
    text = page(privacy_officer, "/privacy/convenant/")
    assert "vanaf 01-03-2025" in text  # WGS
    assert "tot en met 24-05-2018" in text  # Wbp


@pytest.mark.parametrize("party", list(Party))
def test_one_party_can_be_read_on_its_own(coordinator: User, party: Party) -> None:
    text = page(coordinator, f"/privacy/convenant/?partij={party.value}")
    assert f"Wat de {party.label} mag" in text


def test_a_party_that_does_not_exist_shows_the_whole_table(coordinator: User) -> None:
    assert "Alle partijen" in page(coordinator, "/privacy/convenant/?partij=onzin")


@pytest.mark.parametrize(
    ("right", "words"),
    [
        (Cell(), "–"),
        (Cell(read=True), "leest"),
        (Cell(read=True, write=True), "leest, schrijft"),
        (Cell(receive=True), "ontvangt"),
        (Cell(never=True), NEVER_WORDS),
    ],
)
def test_a_right_reads_in_words(right: Cell, words: str) -> None:
    assert right_words(right) == words


def test_care_partners_never_receive_an_offence() -> None:
    covenant = covenant_on(TODAY)
    for party in (Party.CARE, Party.WELFARE, Party.HOUSING):
        assert covenant.cell(party, Category.OFFENCE).never
        offence = next(row for row in party_table(covenant, party).rows if row.cells[0].text == "Delict")
        assert offence.cells[1].text == NEVER_WORDS


def test_a_scope_holds_exactly_what_the_covenant_says(coordinator: User, clerk: User) -> None:
    covenant = covenant_on(TODAY)
    for user, party in ((coordinator, Party.COORDINATOR), (clerk, Party.CLERK)):
        scope = scope_for(user, TODAY)
        assert scope.read == covenant.categories(party, "read")
        assert scope.write == covenant.categories(party, "write")


def test_a_version_holds_from_its_first_day() -> None:
    first = versions()[0]
    assert covenant_on(first.valid_from) is first
    assert covenant_on(date(1990, 1, 1)) is first


def data() -> dict[str, object]:
    return {
        "version": "x",
        "valid_from": TODAY,
        "confirmed": False,
        "conditions": {"own": "eigen"},
        "cells": {},
        "grounds": [],
    }


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"onzin": {}}, "categorie 'onzin'"),
        ({"identity": {"onzin": "R"}}, "partij 'onzin'"),
        ({"identity": {"clerk": "X"}}, "geen geldige cel"),
        ({"identity": {"clerk": "W"}}, "geen geldige cel"),
        ({"identity": {"clerk": "R onzin"}}, "voorwaarde 'onzin'"),
        ({"identity": {"police": "R"}}, "logt niet in"),
    ],
)
def test_a_covenant_that_cannot_be_is_refused_with_the_place(cells: dict[str, object], message: str) -> None:
    with pytest.raises(CovenantError, match=message):
        parse(data() | {"cells": cells})
