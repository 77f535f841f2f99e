"""The way back: the MMD-er's day becomes the clock's, and what was found becomes needs."""

import re
from datetime import date

import pytest

from cases.models import Interview, Need, NeedUpdate, Request
from cases.needs.services import update_need
from nazorg.accounts.models import User
from nazorg.common.scope import system_scope
from tests.cast import Cast, client_of
from tests.chain_tools import asked, chain_of
from tests.conftest import NOW


@pytest.fixture
def request_(clerk: User) -> Request:
    return asked(clerk)


def told(user: User, request_: Request, **fields: str) -> str:
    data = {"planned_on": "", "held_on": "", "needs": "", "party": "MMD-er PI Almere"} | fields
    address = f"/casussen/{request_.case.reference}/gesprek/"
    return client_of(user).post(address, data, follow=True).content.decode()


def test_the_day_that_the_mmd_er_gives_is_the_clocks(clerk: User, request_: Request) -> None:
    told(clerk, request_, planned_on="2024-12-06")
    assert chain_of(request_.case).handoff_due_on == date(2024, 12, 6)


LINES = "- schulden: boetes stilzetten\r\nhuisvesting: plek zoeken\r\nzin in werk"


def asked_area(page: str) -> str:
    """The field in which the area of a line that does not say it is chosen."""
    found = re.search(r'<select name="(area_\w+)"', page)
    assert found is not None
    return found[1]


def test_pasted_lines_become_needs_that_the_mmd_er_handles(clerk: User, request_: Request) -> None:
    page = told(clerk, request_, held_on="2024-12-02", needs=LINES)
    assert "Leefgebied van “zin in werk”" in page
    with system_scope("nothing half-done"):
        assert (Interview.objects.count(), Need.objects.count()) == (0, 0)
    assert "3 hulpvragen" in told(clerk, request_, held_on="2024-12-02", needs=LINES, **{asked_area(page): "income"})
    with system_scope("the test looks"):
        found = set(Need.objects.values_list("area", "title", "party"))
    assert found == {
        ("debts", "boetes stilzetten", "MMD-er PI Almere"),
        ("housing", "plek zoeken", "MMD-er PI Almere"),
        ("income", "zin in werk", "MMD-er PI Almere"),
    }


def test_what_an_mmd_er_found_is_no_news_to_him_until_something_is_done_about_it(
    clerk: User, request_: Request
) -> None:
    told(clerk, request_, held_on="2024-12-02", needs="schulden: boetes stilzetten")
    address = f"/casussen/{request_.case.reference}/overdracht/"
    assert "boetes stilzetten" not in client_of(clerk).get(address).content.decode()
    with system_scope("the test acts as the staff"):
        update_need(Need.objects.get(), "met", "", date(2024, 12, 2), clerk, NOW)
    assert "boetes stilzetten. Stand: vervuld." in client_of(clerk).get(address).content.decode()
    with system_scope("another prison"):
        Need.objects.update(found_in="PI Lelystad")
        NeedUpdate.objects.all().delete()
    assert "boetes stilzetten" in client_of(clerk).get(address).content.decode()


def test_the_same_lines_pasted_again_are_not_recorded_twice(clerk: User, request_: Request) -> None:
    lines = "schulden: boetes stilzetten"
    told(clerk, request_, held_on="2024-12-02", needs=lines)
    assert "1 hulpvraag stond er al." in told(clerk, request_, held_on="2024-12-02", needs=lines)
    with system_scope("the test counts"):
        assert Need.objects.count() == 1


def test_a_day_that_was_taken_back_gives_the_clock_its_term_again(clerk: User, request_: Request) -> None:
    told(clerk, request_, planned_on="2024-12-06")
    told(clerk, request_)
    assert chain_of(request_.case).handoff_due_on == date(2024, 12, 4)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "Vul in wanneer het gesprek is of was."),
        ({"held_on": "2024-12-20"}, "Kies een datum die niet in de toekomst ligt."),
        ({"held_on": "2024-11-01"}, "De detentie begon op 29-11-2024."),
        ({"needs": "iets zonder leefgebied"}, "Kies een leefgebied."),
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
