"""Who is this? Numbers are certain, a birth date with a similar name is likely, and a choice is kept."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from cases.access import scope_for
from cases.models import Detention, Person
from cases.people.matching import NEW, Identity, Known, Match, People, hash_bsn
from cases.people.merge import merge
from cases.people.names import alike, same_name
from intake.rows import choose
from nazorg.accounts.models import User
from nazorg.common.scope import open_scope, system_scope
from tests.conftest import NOW
from tests.factories import PersonFactory
from tests.intake_tools import (
    accepted,
    accepting,
    arrival,
    checked,
    outcomes,
    release,
    remarks_of_row,
    row_of,
    somebody,
)

BORN = "1971-05-14"
BSN, OTHER_BSN = hash_bsn("999900006"), hash_bsn("999900018")


@pytest.fixture(autouse=True)
def looking(cast: object) -> Iterator[None]:
    with system_scope("the test looks at what was recorded"):
        yield


def known(number: int, family: str, given: str = "Dennis", skn: str = "", bsn: bytes | None = None) -> Known:
    return Known(number, family, given, BORN, skn, bsn)


def match(
    identity: Identity, *people: Known, merged: dict[int, int] | None = None, registration: bool = False
) -> Match:
    found = People()
    for one in people:
        found.add(one, (merged or {}).get(one.id))
    return found.match_registration(identity) if registration else found.match(identity)


def test_an_skn_is_certain_whatever_the_spelling_of_the_name() -> None:
    one = known(1, "Kortenaer", skn="11111111")
    assert match(Identity("Kortenaar", "D.", BORN, "11111111"), one) == Match(1)


def test_a_bsn_is_certain_too_and_the_skn_goes_first_where_they_agree() -> None:
    one = known(1, "Kortenaer", skn="11111111", bsn=BSN)
    assert match(Identity("Kortenaer", "Dennis", BORN, "", BSN), one) == Match(1)
    assert match(Identity("Kortenaer", "Dennis", BORN, "11111111", BSN), one) == Match(1)


def test_two_numbers_of_two_people_ask_a_person() -> None:
    found = match(
        Identity("Kortenaer", "Dennis", BORN, "11111111", BSN),
        known(1, "Kortenaer", skn="11111111"),
        known(2, "Bakker", bsn=BSN),
    )
    assert found.candidates == (1, 2)
    assert "het BSN bij een andere" in found.conflict


def test_a_known_number_with_another_name_and_birth_date_asks_a_person() -> None:
    found = match(Identity("Zwart", "Bas", "1990-01-01", "11111111"), known(1, "Kortenaer", skn="11111111"))
    assert (found.person_id, found.candidates) == (None, (1,))


SIMILAR = [
    ("Kortenaer", "Kortenaar", "a letter"),
    ("van der Molen", "Molen", "the prefix"),
    ("Çelik", "Celik", "diacritics"),
    ("Bakker-de Vries", "Vries", "a married name"),
    ("Tholhuys", "Tolhuis", "the same sound"),
]


@pytest.mark.parametrize(("family", "other", "why"), SIMILAR, ids=[why for *_, why in SIMILAR])
def test_a_full_birth_date_with_a_similar_name_is_likely_and_never_certain(family: str, other: str, why: str) -> None:
    assert match(Identity(other, "Dennis", BORN), known(1, family)) == Match(candidates=(1,))


def test_swapped_fields_are_likely() -> None:
    assert match(Identity("Dennis", "Kortenaer", BORN), known(1, "Kortenaer")) == Match(candidates=(1,))


def test_another_name_or_a_partly_unknown_birth_date_is_somebody_new() -> None:
    one = known(1, "Kortenaer")
    assert match(Identity("Zwart", "Bas", BORN), one) == NEW
    partly = Known(2, "Kortenaer", "Dennis", "1971", "", None)
    assert match(Identity("Kortenaer", "Dennis", "1971"), partly) == NEW
    assert match(Identity("Kortenaer", "Dennis", ""), partly) == NEW


def test_two_different_numbers_of_one_kind_are_two_people_however_alike() -> None:
    one = known(1, "Kortenaer", skn="11111111", bsn=BSN)
    assert match(Identity("Kortenaer", "Dennis", BORN, "22222222"), one) == NEW
    assert match(Identity("Kortenaer", "Dennis", BORN, "", OTHER_BSN), one) == NEW


def test_a_merged_double_leads_to_the_kept_one_by_number_only() -> None:
    kept, double = known(1, "Bakker", skn="11111111"), known(2, "Kortenaer", skn="22222222")
    assert match(Identity("Kortenaer", "Dennis", BORN, "22222222"), kept, double, merged={2: 1}) == Match(1)
    assert match(Identity("Kortenaer", "Dennis", BORN), kept, double, merged={2: 1}) == NEW


def test_in_the_workbook_the_very_same_name_is_certain_for_one_candidate_only() -> None:
    who = Identity("Molen", "Dennis", BORN)
    one, other = known(1, "van der Molen"), known(2, "Mólen")
    assert match(who, one, registration=True) == Match(1)
    assert match(who, one, other, registration=True).candidates == (1, 2)
    assert match(Identity("Moolen", "Dennis", BORN), one, registration=True).candidates == (1,)


def test_likeness_is_the_same_in_both_directions() -> None:
    for one, other, _ in SIMILAR:
        assert alike(one, "Dennis", other, "Dennis") == alike(other, "Dennis", one, "Dennis")
    assert same_name("van der Molen", "Dennis", "Molen", "dennis")


def looks_alike(clerk: User) -> tuple[Person, dict[str, str]]:
    """Somebody who is known, and a notification without numbers that may be about them."""
    person = PersonFactory(family_name="Kortenaer", given_names="Dennis", prefix="", born=BORN)
    return person, arrival(skn="", bsn="", family_name="Kortenaar", prefix="", given_names="Dennis", born="14-05-1971")


@pytest.mark.parametrize("same", [True, False])
def test_a_choice_is_kept_and_the_same_row_does_not_ask_again(clerk: User, same: bool) -> None:
    person, row = looks_alike(clerk)
    batch = accepted([row], clerk)
    assert outcomes(batch) == [("choose", "held")]
    assert "Kies of het dezelfde is" in remarks_of_row(batch)
    assert row_of(batch).candidates == [person.pk]
    with open_scope(scope_for(clerk)):
        choose(row_of(batch), person if same else None, clerk, NOW)
    assert outcomes(batch) == [("new", "accepted")]
    assert (Detention.objects.get().person == person) is same
    assert Person.objects.count() == (1 if same else 2)
    assert outcomes(accepted([row], clerk)) == [("known", "accepted")]


def test_a_choice_before_acceptance_waits_for_the_whole(clerk: User) -> None:
    person, row = looks_alike(clerk)
    batch = checked([row, arrival()], clerk)
    with open_scope(scope_for(clerk)):
        choose(row_of(batch), person, clerk, NOW)
    assert outcomes(batch) == [("new", "waiting"), ("new", "waiting")]
    assert not Detention.objects.exists()
    accepting(batch, clerk)
    assert set(Detention.objects.values_list("person", flat=True)) >= {person.pk}


def test_only_a_candidate_can_be_chosen(clerk: User) -> None:
    _, row = looks_alike(clerk)
    batch = accepted([row], clerk)
    with pytest.raises(ValidationError, match="geen kandidaat"):
        choose(row_of(batch), PersonFactory(), clerk, NOW)


def test_a_chosen_person_who_was_merged_since_stands_for_the_kept_one(clerk: User) -> None:
    person, row = looks_alike(clerk)
    batch = checked([row], clerk)
    choose(row_of(batch), person, clerk, NOW)
    kept = PersonFactory()
    merge(kept, person, "zelfde", clerk, NOW)
    accepting(batch, clerk)
    assert not Detention.objects.filter(person=person).exists()


def test_two_new_people_who_look_alike_in_one_file_wait_for_each_other(clerk: User) -> None:
    one = arrival(skn="", bsn="", family_name="Kortenaer", given_names="Dennis", born="14-05-1971")
    other = one | {"number": "T-X", "family_name": "Kortenaar", "start_on": "01-10-2024"}
    batch = checked([one, other], clerk)
    assert "Lijkt op regel" in remarks_of_row(batch, 1)
    accepting(batch, clerk)
    assert outcomes(batch) == [("new", "accepted"), ("choose", "held")]
    assert row_of(batch, 1).candidates == [Person.objects.get().pk]


def test_a_second_stay_is_found_by_number_after_years(clerk: User) -> None:
    who = somebody()
    accepted([arrival(who, date(2019, 1, 7)), release(who, date(2019, 4, 1))], clerk)
    accepted([arrival(who, family_name="Anders Gespeld")], clerk)
    assert Person.objects.count() == 1
    assert Detention.objects.count() == 2
