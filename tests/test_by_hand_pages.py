"""A case by hand, and merging two people, through the pages."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from cases.forms_by_hand import read_born
from cases.models import Case, MergeRecord, Person
from nazorg.accounts.models import User
from nazorg.common.scope import system_scope
from tests.cast import client_of
from tests.conftest import NOW
from tests.intake_tools import accepted, arrival, release, somebody
from tests.test_intake_pages import text

NEW = "/casussen/nieuw/"
WHY = {"brought_in_by": "politie", "why": "Komt vaak terug.", "open": "1"}


def one_person() -> Person:
    with system_scope("the test looks for a person"):
        return Person.objects.latest("pk")


def cases() -> list[Case]:
    with system_scope("the test looks at the cases"):
        return list(Case.objects.select_related("person", "detention", "responsible").order_by("pk"))


def merge_url(person: Person, rest: str = "") -> str:
    return f"/personen/{person.reference}/samenvoegen/{rest}"


def test_searching_comes_first_and_offers_who_is_known(clerk: User) -> None:
    accepted([arrival(somebody())], clerk, historical=True)
    person = one_person()
    client = client_of(clerk)
    assert "Open casus" not in text(client, NEW)
    page = text(client, NEW, {"q": person.family_name})
    assert person.full_name in page
    assert "detentie zonder casus" in page
    assert person.family_name not in client.post(NEW, {"q": person.family_name}).request["PATH_INFO"]


def test_a_case_for_somebody_new_goes_to_the_municipality_that_was_chosen(clerk: User) -> None:
    client = client_of(clerk)
    page = text(client, NEW, {"q": "Klaas Nieuwenhuis"})
    assert 'value="Nieuwenhuis"' in page
    data = {"q": "Klaas Nieuwenhuis", "person": "nieuw", "family_name": "Nieuwenhuis", "given_names": "Klaas"}
    page = text(client, NEW, data | WHY | {"born": "05-1980", "municipality": "0406"})
    assert "is geopend." in page
    (case,) = cases()
    assert (case.person.full_name, case.person.born) == ("Klaas Nieuwenhuis", "1980-05")
    assert case.responsible is not None
    assert (case.responsible.name, case.brought_in_by, case.detention) == ("Huizen", "politie", None)


def test_without_a_municipality_the_case_waits_for_a_decision(clerk: User) -> None:
    data = {"q": "Nieuwenhuis", "person": "nieuw", "family_name": "Nieuwenhuis"}
    assert "Te beslissen." in text(client_of(clerk), NEW, data | WHY)


def test_a_case_is_tied_to_the_detention_that_had_none(clerk: User) -> None:
    accepted([arrival(somebody())], clerk, historical=True)
    person = one_person()
    data = {"q": person.family_name, "person": person.reference, "detention": "latest"} | WHY
    client = client_of(clerk)
    assert "is geopend." in text(client, NEW, data)
    (case,) = cases()
    assert case.detention is not None
    assert "geen detentie zonder casus" in text(client, NEW, data)
    assert len(cases()) == 1


def test_a_later_notification_is_tied_to_the_case_that_was_there(clerk: User) -> None:
    person = somebody()
    accepted([arrival(person, date(2022, 5, 3)), release(person, date(2022, 7, 1))], clerk, historical=True)
    known = one_person()
    client = client_of(clerk)
    text(client, NEW, {"q": known.family_name, "person": known.reference} | WHY)
    (by_hand,) = cases()
    accepted([arrival(person, date(2024, 11, 29))], clerk)
    with system_scope("the test looks for the detention"):
        detention = known.detentions.latest("start_on")
    url = f"/casussen/{by_hand.reference}/detentie/"
    assert "kan niet (meer) bij deze casus" in text(client, f"{url}999999/", {})
    assert "hoort nu bij deze casus" in text(client, f"{url}{detention.pk}/", {})
    (case,) = cases()
    assert (case.pk, case.detention) == (by_hand.pk, detention)


def test_errors_stand_at_their_fields(clerk: User) -> None:
    data = {"q": "Nieuwenhuis", "person": "nieuw", "family_name": "", "born": "31-02-1980", "open": "1"}
    page = text(client_of(clerk), NEW, data)
    assert "Er zijn 4 fouten" in page
    assert "Deze dag bestaat niet." in page
    assert cases() == []


@pytest.mark.parametrize("data", [{}, {"q": "x"}, {"open": "1"}, {"q": "ab", "open": "1", "person": "22222222"}])
def test_half_a_form_is_answered_with_what_lacks(clerk: User, data: dict[str, str]) -> None:
    assert "fout" in text(client_of(clerk), NEW, data)
    assert cases() == []


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("14-05-1971", "1971-05-14"), ("00-05-1971", "1971-05"), ("5/1971", "1971-05"), ("1971", "1971"),
     ("00-00-1971", "1971")],
)  # fmt: skip
def test_a_birth_date_may_be_partly_unknown(typed: str, kept: str) -> None:
    assert read_born(typed, NOW.date()) == kept


@pytest.mark.parametrize("typed", ["gisteren", "31-02-1971", "1-1-2099", "1-1-1850", "²-1-1971", "0000"])
def test_a_birth_date_that_cannot_be_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError):
        read_born(typed, NOW.date())


@pytest.fixture
def pair(clerk: User) -> tuple[Person, Person]:
    """Two people in the registration."""
    accepted([arrival(), arrival()], clerk)
    with system_scope("the test looks for the two"):
        first, second = Person.objects.order_by("pk")
    return first, second


def test_two_people_are_compared_merged_and_parted_again(clerk: User, pair: tuple[Person, Person]) -> None:
    kept, double = pair
    client = client_of(clerk)
    page = text(client, merge_url(kept), {"q": double.family_name})
    assert f"?met={double.reference}" in page
    page = text(client, merge_url(kept, f"?met={double.reference}"))
    assert "Is dit dezelfde persoon?" in page
    assert "verschilt" in page
    compare = merge_url(kept, f"?met={double.reference}")
    assert "Vul in waaraan" in text(client, compare, {"keep": kept.reference})
    text(client, compare, {"keep": kept.reference, "reason": "Gebeld met de PI."})
    assert {case.person for case in cases()} == {kept}
    assert "Gebeld met de PI." in text(client, merge_url(kept))
    with system_scope("the test looks for the merge"):
        number = MergeRecord.objects.get().pk
    assert "weer twee personen" in text(client, merge_url(kept, f"{number}/ongedaan/"), {})
    assert {case.person for case in cases()} == {kept, double}
    assert "al ongedaan gemaakt" in text(client, merge_url(kept, f"{number}/ongedaan/"), {})


def test_the_other_one_may_stay_instead(clerk: User, pair: tuple[Person, Person]) -> None:
    ours, theirs = pair
    data = {"keep": theirs.reference, "reason": "Zelfde SKN op de pas."}
    text(client_of(clerk), merge_url(ours, f"?met={theirs.reference}"), data)
    assert {case.person for case in cases()} == {theirs}


def test_a_person_cannot_be_merged_with_itself_or_with_nobody(clerk: User, pair: tuple[Person, Person]) -> None:
    person, _ = pair
    client = client_of(clerk)
    data = {"keep": person.reference, "reason": "x"}
    assert "dezelfde persoon. Kies iemand anders" in text(client, merge_url(person, f"?met={person.reference}"), data)
    for rest in ("?met=22222222", "?met=x", "99/ongedaan/", "99999999999999999999/ongedaan/"):
        assert client.post(merge_url(person, rest), data).status_code == 404
