"""How long somebody stayed, and who came back into detention: only of those who can be followed."""

from datetime import date, timedelta

import pytest
from django.test import Client

from cases.models import Detention, Person
from nazorg.accounts.models import User
from nazorg.common.scope import system_scope
from tests.cast import Cast, client_of
from tests.factories import DetentionFactory, municipality
from tests.figures_tools import figures, line
from tests.reporting_tools import person, released

END = date(2013, 5, 31)


@pytest.fixture
def client(coordinator: User) -> Client:
    return client_of(coordinator)


def stayed(start: date | None, end: date | None = END, where: str = "0402", who: Person | None = None) -> Detention:
    with system_scope("records of a test"):
        made: Detention = DetentionFactory(
            person=who or person(), start_on=start, released_on=end, registered=municipality(where)
        )
        return made


# --- Length of stay


def test_stays_fall_in_classes_by_calendar_months(client: Client) -> None:
    for start in (
        END - timedelta(days=27), END - timedelta(days=28), date(2013, 3, 1), date(2013, 2, 28), date(2012, 12, 1),
        date(2012, 11, 30), date(2012, 6, 1), date(2012, 5, 31), None,
    ):  # fmt: skip
        stayed(start)
    counts = {
        "Vrijlatingen": "9",
        "Begin onbekend": "1",
        "Korter dan 4 weken": "1",
        "4 weken tot 3 maanden": "2",
        "3 tot 6 maanden": "2",
        "6 tot 12 maanden": "2",
        "1 jaar of langer": "1",
    }
    assert {name: line(client, "verblijfsduur", name)[0] for name in counts} == counts
    assert line(client, "verblijfsduur", "1 jaar of langer") == ("1", "8", "13")


def test_the_median_is_of_the_stays_whose_beginning_is_known(client: Client) -> None:
    for days in (10, 20, 300):
        stayed(END - timedelta(days=days))
    stayed(None)
    stayed(END - timedelta(days=7), where="0406")
    assert line(client, "verblijfsduur", "Mediaan van de verblijfsduur")[0] == "10"
    rows = figures(client, "verblijfsduur")
    assert rows["Hilversum"]["Mediaan van de verblijfsduur, dagen"] == "20"
    assert rows["Huizen"]["Mediaan van de verblijfsduur, dagen"] == "7"
    assert rows["Laren"]["Mediaan van de verblijfsduur, dagen"] == "-"


def test_a_person_released_twice_is_two_releases(client: Client) -> None:
    who = person()
    stayed(date(2013, 1, 1), date(2013, 2, 1), who=who)
    stayed(date(2013, 4, 1), date(2013, 6, 1), who=who)
    assert line(client, "verblijfsduur", "Vrijlatingen")[0] == "2"
    assert client.get("/cijfers/verblijfsduur/2013/vrijlatingen/totaal/").content.decode().count("/personen/") == 1


# --- Back in detention


def records_until(year: int) -> None:
    """Somebody outside the region is released in every year, so that these years are registered."""
    for each in range(2013, year + 1):
        released("none", date(each, 12, 1))


def test_who_is_back_within_months_counts_on_the_last_day_of_them_too(client: Client) -> None:
    records_until(2016)
    for back in (date(2013, 11, 30), date(2013, 12, 1), date(2014, 6, 1), date(2015, 5, 31)):
        who = person()
        stayed(date(2013, 1, 1), END, who=who)
        stayed(back, None, who=who)
    stayed(date(2013, 1, 1))
    assert line(client, "terugkeer", "Uitstroom")[0] == "5"
    assert line(client, "terugkeer", "6 maanden gevolgd") == ("5", "5", "100")
    assert line(client, "terugkeer", "Terug in detentie binnen 6 maanden") == ("1", "5", "20")
    assert line(client, "terugkeer", "Terug in detentie binnen 12 maanden") == ("2", "5", "40")
    assert line(client, "terugkeer", "Terug in detentie binnen 24 maanden") == ("4", "5", "80")


def test_consecutive_stays_are_one_and_no_return(client: Client) -> None:
    records_until(2016)
    who = person()
    stayed(date(2013, 1, 1), END, who=who)
    stayed(END + timedelta(days=1), date(2014, 1, 5), who=who)
    assert line(client, "terugkeer", "Terug in detentie binnen 12 maanden")[0] == "0"


def test_only_who_was_followed_the_whole_time_counts(client: Client) -> None:
    """On 2 December 2024 half a year has passed since 2 June, not since 3 June."""
    for day in (date(2024, 6, 2), date(2024, 6, 3)):
        who = person()
        stayed(date(2024, 1, 1), day, who=who)
        stayed(date(2024, 7, 1), None, who=who)
    assert line(client, "terugkeer", "6 maanden gevolgd", 2024) == ("1", "2", "50")
    assert line(client, "terugkeer", "Korter dan 6 maanden gevolgd", 2024)[0] == "1"
    assert line(client, "terugkeer", "Terug in detentie binnen 6 maanden", 2024) == ("1", "1", "100")


def test_of_whom_nobody_could_follow_there_is_no_zero(client: Client) -> None:
    """Nobody was released in 2014, so that year was not registered."""
    stayed(date(2013, 1, 1), date(2013, 6, 30))
    stayed(date(2013, 1, 1), date(2013, 7, 1))
    released("0402", date(2015, 1, 1))
    assert line(client, "terugkeer", "6 maanden gevolgd") == ("1", "2", "50")
    assert line(client, "terugkeer", "Terug in detentie binnen 6 maanden") == ("0", "1", "0")
    assert line(client, "terugkeer", "Terug in detentie binnen 12 maanden")[0] == "-"


def test_the_cohort_is_the_outflow_of_table_one(client: Client) -> None:
    records_until(2014)
    who = person()
    stayed(date(2013, 1, 1), date(2013, 3, 1), "0406", who)
    stayed(date(2013, 4, 1), date(2013, 5, 1), "0402", who)
    released("abroad", END)
    rows = figures(client, "terugkeer")
    assert rows["Uitstroom"]["2013, aantal"] == "1"
    assert rows["Hilversum"]["Terug in detentie binnen 6 maanden, van personen"] == "1"
    assert rows["Huizen"]["Terug in detentie binnen 6 maanden, personen"] == "-"


def test_the_page_says_that_it_is_no_recidivism(client: Client) -> None:
    stayed(date(2013, 1, 1))
    page = client.get("/cijfers/terugkeer/?jaar=2013").content.decode()
    assert "Dit is geen recidive" in page
    assert "recidive" not in page.replace("Dit is geen recidive", "")


def test_who_works_in_dossiers_opens_the_persons_behind_it(cast: Cast) -> None:
    records_until(2014)
    who = person()
    stayed(date(2013, 1, 1), END, who=who)
    stayed(date(2013, 7, 1), None, who=who)
    path = "/cijfers/terugkeer/2013/terug-6/0402/"
    for user in (cast.coordinator, cast.clerk):
        assert f"/personen/{who.reference}/" in client_of(user).get(path).content.decode()
    for user in (cast.chain_manager, cast.privacy_officer):
        assert client_of(user).get(path).status_code == 403
        assert "/cijfers/terugkeer/2013/" not in client_of(user).get("/cijfers/terugkeer/?jaar=2013").content.decode()
    assert client_of(cast.hilversum).get(path).status_code == 404
