"""Cost by case: from one dated setting and the caseload, for years that are over; no savings."""

from datetime import date

import pytest
from django.test import Client

from nazorg.accounts.models import User
from reporting.models import CoordinationCost
from tests.cast import Cast, client_of
from tests.figures_tools import figures, line
from tests.reporting_tools import worked_on

SPRING = date(2013, 4, 1)


@pytest.fixture
def client(chain_manager: User) -> Client:
    CoordinationCost.objects.get_or_create(year_from=2013, defaults={"euros": 60_000, "source": "de evaluatie"})
    return client_of(chain_manager)


def test_the_cost_is_divided_by_the_caseload(client: Client) -> None:
    for _ in range(7):
        worked_on("0402", SPRING)
    assert line(client, "kosten", "Kosten van de coördinatie")[0] == "60000"
    assert line(client, "kosten", "Caseload")[0] == "7"
    assert line(client, "kosten", "Kosten per casus")[0] == "8571"


def test_a_later_setting_holds_from_its_year_on(client: Client) -> None:
    CoordinationCost.objects.create(year_from=2015, euros=90_000, source="begroting 2015")
    for year in (2014, 2015, 2016):
        worked_on("0402", date(year, 4, 1))
    costs = [line(client, "kosten", "Kosten per casus", year)[0] for year in (2014, 2015, 2016)]
    assert costs == ["60000", "90000", "90000"]


def test_a_running_year_or_one_without_a_setting_has_no_cost_by_case(client: Client) -> None:
    worked_on("0402", date(2024, 4, 1))
    assert line(client, "kosten", "Kosten per casus", 2024)[0] == "-"
    assert "alleen van een heel jaar dat om is" in client.get("/cijfers/kosten/?jaar=2024&met=").content.decode()
    CoordinationCost.objects.update(year_from=2020)
    worked_on("0402", SPRING)
    rows = figures(client, "kosten")
    assert [row["2013, aantal"] for row in rows.values()] == ["-", "1", "-"]


def test_the_page_quotes_vollaard_and_computes_no_savings(client: Client) -> None:
    worked_on("0402", SPRING)
    page = client.get("/cijfers/kosten/?jaar=2013&met=").content.decode()
    for words in ("Vollaard (2010)", "15.000 euro per maand", "Wat nazorg bespaart, rekent Nazorg niet uit."):
        assert words in page


def test_only_the_administrator_changes_the_setting(cast: Cast, client: Client) -> None:
    path = "/beheer/reporting/coordinationcost/"
    administrator = client_of(cast.administrator)
    values = {"year_from": "2024", "euros": "65000", "source": "begroting 2024"}
    assert administrator.post(f"{path}add/", values).status_code == 302
    assert CoordinationCost.objects.get(year_from=2024).euros == 65_000
    assert administrator.post(f"{path}add/", values | {"year_from": "2025", "euros": "0"}).status_code == 200
    assert not CoordinationCost.objects.filter(year_from=2025).exists()
    for user in (cast.coordinator, cast.clerk, cast.chain_manager, cast.privacy_officer):
        assert client_of(user).get(path).status_code == 403
    assert client_of(cast.hilversum).get(path).status_code == 404
