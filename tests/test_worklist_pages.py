"""The working lists as pages: who may, their export, and leafing from one case to the next."""

from datetime import date
from io import BytesIO
from re import findall, search

import pytest
from openpyxl import load_workbook

from cases.models import Chain
from cases.requests.lists import SENT
from nazorg.accounts.models import AccessLog, User
from nazorg.common.scope import system_scope
from tests.cast import Cast, client_of
from tests.chain_tools import asked
from tests.intake_tools import accepted, arrival
from tests.worklist_tools import clock, main, page, standing

MONDAY, FRIDAY = date(2024, 12, 2), date(2024, 12, 6)
LAST_WEDNESDAY = date(2024, 11, 27)


# Who may


PATHS = ("/vragen/", f"/vragen/{SENT}/", f"/vragen/{SENT}/excel/", "/vragen/versturen/", "/vragen/herinneren/")


def test_a_contact_finds_no_list_and_no_number(clerk: User, hilversum: User) -> None:
    asked(clerk)
    client = client_of(hilversum)
    assert {client.get(path).status_code for path in PATHS} == {404}
    text = page(hilversum, "/portaal/")
    assert "Informatievragen" not in text
    assert "count-late" not in text


@pytest.mark.parametrize("role", ["chain_manager", "privacy_officer", "administrator"])
def test_who_opens_no_dossiers_sees_no_list_and_no_number(cast: Cast, role: str) -> None:
    asked(cast.clerk)
    user = getattr(cast, role)
    assert {client_of(user).get(path).status_code for path in PATHS} == {403}
    assert "Informatievragen" not in page(user, "/")


def test_the_coordinator_works_from_the_same_lists(coordinator: User, clerk: User) -> None:
    clock("Kloosterman")
    assert standing(coordinator, SENT) == standing(clerk, SENT) == ["Kloosterman"]


def test_an_unknown_list_is_not_found(clerk: User) -> None:
    assert client_of(clerk).get("/vragen/iets-anders/").status_code == 404
    assert client_of(clerk).get("/vragen/iets-anders/excel/").status_code == 404


def test_that_no_municipality_is_known_is_said_once(clerk: User) -> None:
    accepted([arrival(registered="")], clerk)
    text = page(clerk, "/vragen/te-beslissen/")
    assert "geen gemeente bekend" in text
    assert "geen gemeente, " not in text


def test_neither_title_nor_address_names_anybody(clerk: User) -> None:
    clock("Kloosterman")
    text = page(clerk, f"/vragen/{SENT}/")
    title = search(r"<title>(.*?)</title>", text)
    assert title is not None
    assert "Kloosterman" not in title[1]
    assert not [address for address in findall(r'href="([^"]*)"', text) if "kloosterman" in address.lower()]


# Excel


def test_a_list_goes_to_excel_as_it_is_narrowed_and_that_is_logged(clerk: User) -> None:
    chain = clock("Kloosterman", "0402", due_on=LAST_WEDNESDAY, urgent=True)
    clock("Bloemendaal", "0406")
    answer = client_of(clerk).get(f"/vragen/{SENT}/excel/?gemeente=0402")
    sheet = load_workbook(BytesIO(answer.content)).worksheets[0]
    heading, *rows = sheet.iter_rows(values_only=True)
    row = dict(zip(heading, rows[0], strict=True))
    assert len(rows) == 1
    assert (row["Naam"], row["Gemeente"], row["Bijzonder"]) == ("Kloosterman", "Hilversum", "spoed")
    assert str(row["Uiterlijk"])[:10] == str(LAST_WEDNESDAY)
    assert row["Termijn"] == "3 werkdagen te laat (wo 27 nov), wacht op Hilversum: inkomen"
    assert row["Casus"] == chain.case.reference
    assert answer["Content-Disposition"] == 'attachment; filename="verzonden-2024-12-02.xlsx"'
    with system_scope("the test reads the log"):
        assert AccessLog.objects.latest("pk").act == "request_list_export"
        assert AccessLog.objects.latest("pk").ground == "1 casussen"


# Previous and next


@pytest.fixture
def three(clerk: User) -> list[str]:
    """References of three cases in the order of the list."""
    days = (LAST_WEDNESDAY, MONDAY, FRIDAY)
    return [clock(f"Naam{day:%d}", due_on=day).case.reference for day in days]


def test_a_case_from_a_list_leads_to_the_one_before_and_after(clerk: User, three: list[str]) -> None:
    text = main(clerk, f"/casussen/{three[1]}/?lijst=verzonden")
    assert "2 van 3 in" in text
    assert f'href="/casussen/{three[0]}/?lijst=verzonden" rel="prev"' in text
    assert f'href="/casussen/{three[2]}/?lijst=verzonden" rel="next"' in text


def test_the_first_has_nobody_before_it_and_the_last_nobody_after(clerk: User, three: list[str]) -> None:
    first = main(clerk, f"/casussen/{three[0]}/?lijst=verzonden")
    last = main(clerk, f"/casussen/{three[2]}/?lijst=verzonden")
    assert ('rel="prev"' in first, 'rel="next"' in first) == (False, True)
    assert ('rel="prev"' in last, 'rel="next"' in last) == (True, False)


def test_the_neighbours_are_those_of_the_narrowed_list(clerk: User, three: list[str]) -> None:
    other = clock("Elders", "0406", due_on=LAST_WEDNESDAY).case.reference
    text = main(clerk, f"/casussen/{three[1]}/?lijst=verzonden&gemeente=0402")
    assert "2 van 3 in" in text
    assert other not in text
    assert f"/casussen/{three[2]}/?lijst=verzonden&gemeente=0402" in text
    assert 'href="/vragen/verzonden/?gemeente=0402"' in text


def test_a_case_that_left_the_list_leads_to_the_first_that_is_left(clerk: User, three: list[str]) -> None:
    with system_scope("the test hands over"):
        Chain.objects.filter(case__reference=three[0]).update(step="done")
    text = main(clerk, f"/casussen/{three[0]}/?lijst=verzonden")
    assert "staat niet meer in" in text
    assert f'href="/casussen/{three[1]}/?lijst=verzonden" rel="next"' in text


@pytest.mark.parametrize("query", ["", "?lijst=iets-anders", "?lijst=%00"])
def test_without_a_list_there_is_nothing_to_leaf_through(clerk: User, three: list[str], query: str) -> None:
    assert 'aria-label="Werklijst"' not in main(clerk, f"/casussen/{three[0]}/{query}")
