"""Needs at release: by life area, as they stood on the day, and nothing before they were recorded at all."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from cases.models import Case, Need
from nazorg.accounts.models import User
from nazorg.common.scope import system_scope
from tests.cast import Cast, client_of
from tests.chain_factories import NeedFactory, NeedUpdateFactory
from tests.factories import CaseFactory
from tests.figures_tools import figures, line
from tests.reporting_tools import person, released

FREE = date(2024, 6, 10)


@pytest.fixture
def client(coordinator: User) -> Client:
    return client_of(coordinator)


@pytest.fixture
def by(coordinator: User) -> User:
    return coordinator


def case_of(where: str, day: date = FREE) -> Case:
    """The case of somebody who was released from `where` on `day`."""
    detention = released(where, day)
    with system_scope("records of a test"):
        case: Case = CaseFactory(detention=detention)
        return case


def need(case: Case, by: User, area: str, *steps: tuple[date, str], since: date = date(2024, 5, 1)) -> Need:
    with system_scope("records of a test"):
        found: Need = NeedFactory(
            case=case, area=area, created_by=by, created_at=datetime(since.year, since.month, since.day, 9, tzinfo=UTC)
        )
        for day, status in steps:
            NeedUpdateFactory(need=found, on=day, status=status, by=by)
        return found


def test_needs_stand_as_on_the_day_of_release(client: Client, by: User) -> None:
    case = case_of("0402")
    need(case, by, "housing", (date(2024, 6, 1), "in_progress"), (FREE, "met"), (date(2024, 7, 1), "open"))
    need(case, by, "housing", (date(2024, 6, 11), "met"))
    need(case, by, "debts", (date(2024, 6, 9), "declined"))
    need(case, by, "care", (date(2024, 6, 9), "not_needed"))
    need(case, by, "income", (date(2024, 6, 9), "in_progress"))
    case_of("0402")
    assert line(client, "hulpvragen", "Vrijlatingen met een hulpvraag", 2024) == ("1", "2", "50")
    assert line(client, "hulpvragen", "Hulpvragen", 2024)[0] == "5"
    assert line(client, "hulpvragen", "Hulp gewenst", 2024) == ("3", "5", "60")
    assert line(client, "hulpvragen", "Vervuld", 2024) == ("1", "3", "33")
    assert line(client, "hulpvragen", "Nog open", 2024)[0] == "1"
    assert line(client, "hulpvragen", "In behandeling", 2024)[0] == "1"
    assert line(client, "hulpvragen", "Wil de persoon niet", 2024)[0] == "1"
    housing = figures(client, "hulpvragen", "jaar=2024&met=")["huisvesting"]
    assert (housing["Hulpvragen, hulpvragen"], housing["Vervuld, hulpvragen"]) == ("2", "1")


def test_the_share_met_leaves_out_what_was_declined_or_not_needed(client: Client, by: User) -> None:
    case = case_of("0406")
    need(case, by, "housing", (date(2024, 6, 1), "met"))
    need(case, by, "debts", (date(2024, 6, 1), "declined"))
    assert line(client, "hulpvragen", "Vervuld", 2024) == ("1", "1", "100")
    huizen = figures(client, "hulpvragen", "jaar=2024&met=")["Huizen"]
    assert [huizen["Hulpvragen, hulpvragen"], huizen["Vervuld, hulpvragen"]] == ["2", "1"]
    assert huizen["Vervuld, % van hulp gewenst"] == "100"


def test_what_was_recorded_after_the_release_does_not_count(client: Client, by: User) -> None:
    case = case_of("0402")
    need(case, by, "housing", (date(2024, 6, 1), "met"), since=date(2024, 6, 11))
    need(case_of("0402", date(2024, 6, 12)), by, "housing", since=date(2024, 6, 12))
    assert line(client, "hulpvragen", "Hulpvragen", 2024)[0] == "1"


def test_before_needs_were_recorded_there_is_no_zero(client: Client, by: User) -> None:
    case_of("0402", date(2013, 5, 1))
    need(case_of("0402"), by, "housing")
    assert line(client, "hulpvragen", "Hulpvragen", 2013) == ("-", "", "")
    assert line(client, "hulpvragen", "Vervuld", 2013) == ("-", "-", "-")
    page = client.get("/cijfers/hulpvragen/?jaar=2024&met=2013").content.decode()
    assert "Hiervan staat pas iets in de registratie sinds 1 mei 2024." in page
    assert "Over 2013 staat hierover niets in de registratie." in page


def test_a_person_released_twice_is_two_releases_with_needs_of_their_own(client: Client, by: User) -> None:
    who = person()
    for day in (date(2024, 3, 1), date(2024, 9, 1)):
        detention = released("0402", day, who)
        with system_scope("records of a test"):
            need(CaseFactory(detention=detention), by, "housing", since=date(2024, 2, 1))
    assert line(client, "hulpvragen", "Vrijlatingen met een casus", 2024)[0] == "2"
    assert line(client, "hulpvragen", "Hulpvragen", 2024)[0] == "2"


def test_after_a_merger_in_the_year_a_release_counts_where_it_was_then(client: Client, by: User) -> None:
    """Weesp went to Amsterdam on 24 March 2022: the day before it was of the region."""
    since = date(2022, 1, 1)
    need(case_of("0457", date(2022, 3, 23)), by, "housing", since=since)
    need(case_of("0457", date(2022, 3, 24)), by, "housing", since=since)
    need(case_of("0402", date(2022, 3, 24)), by, "housing", since=since)
    rows = figures(client, "hulpvragen", "jaar=2022&met=")
    assert rows["Hilversum"]["Hulpvragen, hulpvragen"] == "1"
    assert rows["Overig"]["Hulpvragen, hulpvragen"] == "2"
    assert "Weesp" not in rows


def test_who_works_in_dossiers_opens_the_cases_of_an_area_and_others_get_numbers(cast: Cast, by: User) -> None:
    case, other = case_of("0402"), case_of("0402")
    need(case, by, "housing")
    need(other, by, "debts")
    path = "/cijfers/hulpvragen/2024/hulpvragen/"
    for user in (cast.coordinator, cast.clerk):
        page = client_of(user).get(f"{path}huisvesting/").content.decode()
        assert "Hulpvragen: 1 hulpvragen" in page
        assert f"/casussen/{case.reference}/" in page
        assert f"/casussen/{other.reference}/" not in page
    for user in (cast.chain_manager, cast.privacy_officer, cast.administrator):
        assert client_of(user).get(f"{path}huisvesting/").status_code == 403
    assert client_of(cast.hilversum).get(f"{path}huisvesting/").status_code == 404
    assert client_of(cast.coordinator).get(f"{path}onzin/").status_code == 404
    assert client_of(cast.coordinator).get("/cijfers/hulpvragen/2024/open/0402/").status_code == 404
