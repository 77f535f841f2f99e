"""Numbers by which others know a case: recorded, put right, found again, and seen by staff alone."""

import pytest

from cases.access import scope_for
from cases.models import Case, OutsideNumber
from cases.people.search import find_people
from nazorg.accounts.models import User
from nazorg.common.scope import open_scope, system_scope
from tests.case_tools import page
from tests.cast import Cast, client_of
from tests.database import count
from tests.factories import case_in, exception


@pytest.fixture
def case(cast: Cast) -> Case:
    with system_scope("the test makes a case"):
        return case_in("0402")


def numbers(case: Case, rest: str = "") -> str:
    return f"/casussen/{case.reference}/nummers/{rest}"


def data(prefix: str = "nummer", **changes: str) -> dict[str, str]:
    fields = {"kind": "gcos", "number": "VH-2024/0182", "source": "politie"} | changes
    return {f"{prefix}-{name}": value for name, value in fields.items()}


def the_number() -> OutsideNumber:
    with system_scope("the test looks"):
        return OutsideNumber.objects.get()


def test_a_gcos_number_is_recorded_put_right_and_taken_away(clerk: User, case: Case) -> None:
    text = page(clerk, numbers(case, "nieuw/"), data())
    assert "Het nummer is vastgelegd." in text
    assert "VH-2024/0182" in page(clerk, f"/casussen/{case.reference}/")
    row = the_number()
    text = page(clerk, numbers(case, f"{row.pk}/"), data(f"nummer{row.pk}", number="VH-2024/0183"))
    assert "Het nummer is gewijzigd." in text
    assert the_number().key == "VH20240183"
    assert "Het nummer is weggehaald." in page(clerk, numbers(case, f"{row.pk}/weg/"), {})
    assert "Nog geen nummer" in page(clerk, numbers(case))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"number": " "}, "Vul het nummer in."),
        ({"number": "-/-"}, "Vul het nummer in."),
        ({"number": "1" * 41}, "Een nummer is hooguit 40 tekens lang."),
        ({"kind": "x"}, "x"),
    ],
)
def test_a_number_is_a_number(clerk: User, case: Case, changes: dict[str, str], sentence: str) -> None:
    assert sentence in page(clerk, numbers(case, "nieuw/"), data(**changes))
    with system_scope("the test looks"):
        assert not OutsideNumber.objects.exists()


def test_the_same_number_stands_once(clerk: User, case: Case) -> None:
    page(clerk, numbers(case, "nieuw/"), data())
    text = page(clerk, numbers(case, "nieuw/"), data(number="vh 2024 0182"))
    assert "Dit nummer staat al bij deze casus." in text


@pytest.mark.parametrize("sought", ["VH-2024/0182", "vh20240182", " VH 2024 0182 "])
def test_a_case_is_found_by_its_whole_number_however_it_is_written(clerk: User, case: Case, sought: str) -> None:
    page(clerk, numbers(case, "nieuw/"), data())
    assert case.person.list_name in page(clerk, "/zoeken/", {"q": sought})
    scope = scope_for(clerk)
    with open_scope(scope):
        assert find_people("VH-2024/018", scope) == []


def test_numbers_are_the_staffs(cast: Cast, case: Case) -> None:
    page(cast.clerk, numbers(case, "nieuw/"), data())
    for user in (cast.chain_manager, cast.administrator, cast.privacy_officer):
        assert client_of(user).get(numbers(case)).status_code == 403
        assert client_of(user).post(numbers(case, "nieuw/"), data()).status_code == 403
    assert client_of(cast.hilversum).get(numbers(case)).status_code == 404
    for user in (cast.hilversum, cast.huizen, cast.chain_manager, cast.privacy_officer):
        with open_scope(scope_for(user)):
            assert count("cases_outsidenumber") == 0
    with system_scope("the test makes another"):
        other = case_in("0406")
    assert client_of(cast.clerk).post(numbers(other, f"{the_number().pk}/"), data()).status_code == 404


def test_an_exception_on_a_case_gives_a_contact_no_numbers_of_others(cast: Cast, case: Case, clerk: User) -> None:
    page(clerk, numbers(case, "nieuw/"), data())
    with system_scope("the test gives exceptions"):
        exception(cast.huizen, case, cast)
        exception(cast.privacy_officer, case, cast)
    with open_scope(scope_for(cast.huizen)):
        assert count("cases_case") == 1
        assert count("cases_outsidenumber") == 0
    with open_scope(scope_for(cast.privacy_officer)):
        assert count("cases_outsidenumber") == 1
