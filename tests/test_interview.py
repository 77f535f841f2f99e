"""The way back: the MMD-er's day becomes the clock's, and what was found becomes needs."""

from datetime import date

import pytest

from cases.models import Interview, Need, Request
from nazorg.accounts.models import User
from nazorg.common.scope import system_scope
from tests.cast import Cast, client_of
from tests.chain_tools import asked, chain_of


@pytest.fixture
def request_(clerk: User) -> Request:
    return asked(clerk)


def told(user: User, request_: Request, **fields: str) -> str:
    data = {"planned_on": "", "held_on": "", "needs": "", "area": ""} | fields
    address = f"/casussen/{request_.case.reference}/gesprek/"
    return client_of(user).post(address, data, follow=True).content.decode()


def test_the_day_that_the_mmd_er_gives_is_the_clocks(clerk: User, request_: Request) -> None:
    told(clerk, request_, planned_on="2024-12-06")
    assert chain_of(request_.case).handoff_due_on == date(2024, 12, 6)


def test_pasted_lines_become_needs_that_the_mmd_er_handles(clerk: User, request_: Request) -> None:
    lines = "- schulden: boetes stilzetten\r\nhuisvesting: plek zoeken\r\nzin in werk"
    assert "3 hulpvragen" in told(clerk, request_, held_on="2024-12-02", needs=lines, area="income")
    with system_scope("the test looks"):
        found = set(Need.objects.values_list("area", "title", "party"))
    assert found == {
        ("debts", "boetes stilzetten", "MMD-er PI Almere"),
        ("housing", "plek zoeken", "MMD-er PI Almere"),
        ("income", "zin in werk", "MMD-er PI Almere"),
    }


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "Vul in wanneer het gesprek is of was."),
        ({"held_on": "2024-12-20"}, "Kies een datum die niet in de toekomst ligt."),
        ({"held_on": "2024-11-01"}, "De detentie begon op 29-11-2024."),
        ({"needs": "iets zonder leefgebied"}, "Kies een leefgebied, of begin elke regel ermee"),
        ({"needs": "schulden: x\n" * 21}, "Dit zijn 21 regels."),
        ({"needs": "schulden: " + "x" * 201}, "200 tekens is het meeste"),
    ],
)
def test_what_is_odd_is_refused_in_a_sentence(
    clerk: User, request_: Request, fields: dict[str, str], sentence: str
) -> None:
    assert sentence in told(clerk, request_, **fields)
    with system_scope("nothing half-done"):
        assert (Interview.objects.count(), Need.objects.count()) == (0, 0)


def test_nobody_else_records_it(cast: Cast, request_: Request) -> None:
    address = f"/casussen/{request_.case.reference}/gesprek/"
    for user, status in ((cast.chain_manager, 403), (cast.privacy_officer, 403), (cast.hilversum, 404)):
        assert client_of(user).post(address, {"planned_on": "2024-12-06"}).status_code == status
