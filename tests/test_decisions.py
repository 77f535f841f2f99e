"""Whose case is it? It follows the notifications while nobody works in it; where they do not say, a person decides."""

from datetime import date

import pytest

from cases.access import scope_for
from cases.models import Act, Case, Chain
from intake.withdraw import withdraw
from nazorg.accounts.models import User
from nazorg.common.scope import open_scope, system_scope
from nazorg.covenant.categories import Category
from tests.cast import Cast, client_of
from tests.conftest import NOW
from tests.factories import ActFactory, municipality
from tests.intake_tools import accepted, arrival, somebody, transfer


def only_case() -> Case:
    with system_scope("the test looks"):
        return Case.objects.select_related("responsible").get()


def test_a_decision_that_cannot_wait_is_marked_as_such_at_once(clerk: User) -> None:
    accepted([arrival(somebody(), registered="onbekend", expected_end_on="07-12-2024")], clerk)
    with system_scope("the test looks"):
        chain = Chain.objects.get()
    assert (chain.urgent, chain.short, chain.weekend) == (True, True, True)


def test_a_case_without_a_municipality_gets_the_one_that_a_later_notification_names(clerk: User) -> None:
    person = somebody()
    accepted([arrival(person, registered="onbekend")], clerk)
    assert only_case().to_decide == "municipality"
    accepted([transfer(person, date(2024, 12, 1), registered="onbekend", return_to="Huizen")], clerk)
    assert (str(only_case().responsible), only_case().to_decide) == ("Huizen", "")


def test_a_corrected_arrival_moves_the_case(clerk: User) -> None:
    told = arrival()
    accepted([told], clerk)
    accepted([told | {"registered": "Laren"}], clerk)
    assert str(only_case().responsible) == "Laren"


def test_a_case_in_which_somebody_works_stays_where_it_is(clerk: User) -> None:
    told = arrival()
    accepted([told], clerk)
    with system_scope("the test works in the case"):
        ActFactory(case=only_case(), on=date(2024, 11, 5))
    accepted([told | {"registered": "Laren"}], clerk)
    assert str(only_case().responsible) == "Hilversum"


def test_work_that_the_clerk_may_not_see_keeps_a_case_in_its_place_too(clerk: User) -> None:
    told = arrival()
    accepted([told], clerk)
    with system_scope("the coordinator writes a profile"):
        ActFactory(case=only_case(), kind=Act.Kind.PROFILE, category=Category.RISK, on=date(2024, 11, 5))
    accepted([told | {"registered": "Laren"}], clerk)
    assert str(only_case().responsible) == "Hilversum"


def test_withdrawing_the_notification_that_moved_a_case_moves_it_back(clerk: User) -> None:
    person = somebody()
    accepted([arrival(person, registered="onbekend")], clerk)
    batch = accepted([transfer(person, date(2024, 12, 1), registered="onbekend", return_to="Huizen")], clerk)
    with open_scope(scope_for(clerk)):
        withdraw(batch, "verkeerd bestand", clerk, NOW)
    assert (only_case().responsible, only_case().to_decide) == (None, "municipality")


@pytest.fixture
def waiting(clerk: User) -> Case:
    accepted([arrival(registered="onbekend")], clerk)
    return only_case()


def decided(somebody_: User, case: Case, code: str = "0406", why: str = "woont bij zijn zus") -> int:
    chosen = str(municipality(code).pk) if code else ""
    decision = {"gemeente": chosen, "waarom": why, "besluit": "aannemen" if code else "geen"}
    answer = client_of(somebody_).post(f"/casussen/{case.reference}/beslissen/", decision)
    return answer.status_code


def test_a_clerk_decides_for_which_municipality_a_case_runs(clerk: User, waiting: Case) -> None:
    assert "Neem casus aan" in client_of(clerk).get(f"/casussen/{waiting.reference}/").content.decode()
    assert decided(clerk, waiting) == 302
    assert (str(only_case().responsible), only_case().to_decide) == ("Huizen", "")
    with system_scope("the test looks"):
        act = Act.objects.get(case=waiting)
    assert (act.kind, act.text, act.done_by) == ("judged", "Voor Huizen: woont bij zijn zus", clerk)
    assert "Neem casus aan" not in client_of(clerk).get(f"/casussen/{waiting.reference}/").content.decode()


def test_without_a_municipality_there_is_no_aftercare(coordinator: User, waiting: Case) -> None:
    decided(coordinator, waiting, code="", why="jonger dan 18")
    assert only_case().no_aftercare
    page = client_of(coordinator).get(f"/casussen/{waiting.reference}/").content.decode()
    assert "geen nazorg" in page
    assert "Geen nazorg: jonger dan 18" in page


@pytest.mark.parametrize("why", ["", "   ", "x" * 201])
def test_a_decision_takes_a_reason(clerk: User, waiting: Case, why: str) -> None:
    decided(clerk, waiting, why=why)
    assert only_case().to_decide == "municipality"


def test_taking_a_case_on_takes_a_municipality(clerk: User, waiting: Case) -> None:
    address = f"/casussen/{waiting.reference}/beslissen/"
    answer = client_of(clerk).post(address, {"waarom": "adres volgt", "besluit": "aannemen"}, follow=True)
    assert "Kies een gemeente, of kies Geen nazorg." in answer.content.decode()
    assert only_case().to_decide == "municipality"


def test_a_decision_is_taken_once(clerk: User, waiting: Case) -> None:
    decided(clerk, waiting)
    decided(clerk, waiting, code="0402")
    assert str(only_case().responsible) == "Huizen"


def test_nobody_else_decides(cast: Cast, waiting: Case) -> None:
    assert decided(cast.chain_manager, waiting) == 403
    assert decided(cast.administrator, waiting) == 403
    assert decided(cast.privacy_officer, waiting) == 403
    assert decided(cast.huizen, waiting) == 404
    assert only_case().to_decide == "municipality"
