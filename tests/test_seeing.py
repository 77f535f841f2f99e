"""Looking back and ahead: the ledgers of a case and of a person, and what each party could get, got and never gets."""

from html import unescape

import pytest

from cases.models import Case
from nazorg.accounts.models import User
from nazorg.common.scope import system_scope
from nazorg.covenant.parties import Party
from partners.models import Unit
from tests.cast import Cast, client_of
from tests.chain_tools import answered, asked
from tests.factories import case_in
from tests.partner_factories import UnitFactory
from tests.sharing_tools import agreed, give_on_page, joins, page, shown_words

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(clerk: User, hilversum: User) -> Case:
    made = asked(clerk)
    answered(made, hilversum, housing="Huurt een flat.", debts="Bewind.")
    return made.case


@pytest.fixture
def corporation(db: None) -> Unit:
    return UnitFactory(organisation__name="Woningcorporatie", party=Party.HOUSING)


def test_the_ledger_of_a_case_and_of_a_person_tell_kind_unit_and_ground(
    coordinator: User, case: Case, corporation: Unit
) -> None:
    give_on_page(coordinator, case, corporation, "person")
    with system_scope("the same person was here before"):
        former = case_in("0402", detention__person=case.person)
    give_on_page(coordinator, former, corporation, "person")
    own = client_of(coordinator).get(f"/casussen/{case.reference}/verstrekkingen/").content.decode()
    assert own.count("Verstrekking: Woningcorporatie") == 1
    assert "identiteit. 2 december 2024, beveiligde e-mail, Coordinator. Grond: AVG" in own
    every = client_of(coordinator).get(f"/personen/{case.person.reference}/verstrekkingen/").content.decode()
    assert every.count("Verstrekking: Woningcorporatie") == 2
    assert case.reference[:4] in every
    assert case.person.family_name not in every.split("</title>")[0]


def test_the_clerk_sees_the_own_acts_in_the_ledger_of_a_person_and_others_nothing(
    cast: Cast, case: Case, corporation: Unit
) -> None:
    give_on_page(cast.coordinator, case, corporation, "person")
    address = f"/personen/{case.person.reference}/verstrekkingen/"
    text = client_of(cast.clerk).get(address).content.decode()
    assert ("Woningcorporatie" in text, "De coördinator ziet alles." in text) == (False, True)
    for user, status in ((cast.chain_manager, 403), (cast.administrator, 403), (cast.hilversum, 404)):
        assert client_of(user).get(address).status_code == status
    assert client_of(cast.coordinator).get("/personen/23456789/verstrekkingen/").status_code == 404


# --- Wat ziet …?


def test_what_a_unit_sees_is_what_the_giving_page_offers(coordinator: User, case: Case, corporation: Unit) -> None:
    agreed(case, corporation, coordinator)
    joins(case, corporation, coordinator)
    give_on_page(coordinator, case, corporation, "person")
    text = client_of(coordinator).get(f"/casussen/{case.reference}/wat-ziet/{corporation.reference}/").content.decode()
    for words in shown_words(page(coordinator, case, corporation)).values():
        assert words in unescape(text)
    assert "Verstrekking: Woningcorporatie" in text
    never = text.split('id="nooit"')[1]
    for words in ("Nooit, en geen voorstel kan dat openzetten", "Delict", "Leefgebied schulden", "Politie-informatie"):
        assert words in never


def test_what_is_seen_only_by_who_takes_part_stands_apart(coordinator: User, case: Case, corporation: Unit) -> None:
    text = client_of(coordinator).get(f"/casussen/{case.reference}/wat-ziet/{corporation.reference}/").content.decode()
    before, after = text.split("Pas als dit onderdeel meedoet")
    assert ("Huurt een flat." in before, "Huurt een flat." in after) == (False, True)


def test_one_chooses_of_whom_to_see_it(coordinator: User, case: Case, corporation: Unit) -> None:
    text = client_of(coordinator).get(f"/casussen/{case.reference}/wat-ziet/").content.decode()
    for path in ("wat-ziet/0402/", "overdracht/", f"wat-ziet/{corporation.reference}/"):
        assert f"/casussen/{case.reference}/{path}" in text
    assert (
        f"/casussen/{case.reference}/wat-ziet/"
        in client_of(coordinator).get(f"/casussen/{case.reference}/").content.decode()
    )
