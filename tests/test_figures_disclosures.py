"""Disclosures by recipient and by ground: numbers only, and of a mayor never by municipality."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from cases.models import Case
from nazorg.accounts.models import User
from nazorg.common.scope import system_scope
from nazorg.covenant.parties import Party
from tests.cast import Cast, client_of
from tests.chain_factories import DisclosureFactory
from tests.factories import case_in
from tests.figures_tools import figures, line
from tests.partner_factories import UnitFactory

DAY = date(2024, 3, 5)
QUERY = "jaar=2024&met="
SECRET = "Geheimhouder"


@pytest.fixture
def client(coordinator: User) -> Client:
    return client_of(coordinator)


def given(by: User, party: Party = Party.MMD, where: str = "0402", case: Case | None = None, **fields: Any) -> Case:
    with system_scope("records of a test"):
        case = case or case_in(where, detention__person__family_name=SECRET)
        if party == Party.CONTACT:
            fields |= {"municipality": case.responsible, "kind": "conference"}
        elif party != Party.MMD:
            fields |= {"unit": UnitFactory(party=party), "kind": "partner"}
        DisclosureFactory(case=case, party=party, by=by, **{"on": DAY} | fields)
        return case


def test_disclosures_are_counted_by_recipient_and_by_the_ground_of_that_day(client: Client, coordinator: User) -> None:
    case = given(coordinator)
    given(coordinator, case=case)
    given(coordinator, Party.POLICE, case=case, ground="wpg", ground_name="Wet politiegegevens art. 20")
    given(coordinator, Party.POLICE, where="0406", ground="wpg", ground_name="Wet politiegegevens art. 16")
    rows = figures(client, "verstrekkingen", QUERY)
    given_out, cases = "Verstrekkingen, verstrekkingen", "Casussen met een verstrekking, casussen"
    assert (rows["MMD-er (PI)"][given_out], rows["MMD-er (PI)"][cases]) == ("2", "1")
    assert (rows["politie"][given_out], rows["politie"][cases]) == ("2", "2")
    assert rows["reclassering"][given_out] == "0"
    assert rows["Pbw art. 18a/18b"][given_out] == "2"
    assert rows["Wet politiegegevens art. 20"][given_out] == "1"
    assert line(client, "verstrekkingen", "Casussen met een verstrekking", 2024)[0] == "2"
    assert line(client, "verstrekkingen", "Aan ketenpartners", 2024) == ("2", "4", "50")
    hilversum = rows["Hilversum"]
    assert hilversum["MMD-er, gemeenten en ketenpartners samen, verstrekkingen"] == "3"
    assert hilversum["Aan de MMD-er, verstrekkingen"] == "2"


def test_what_a_mayor_got_is_in_the_total_of_the_region_alone(client: Client, coordinator: User) -> None:
    given(coordinator, Party.MAYOR, where="0376")
    given(coordinator, where="0376")
    rows = figures(client, "verstrekkingen", QUERY)
    assert rows["burgemeester"]["Verstrekkingen, verstrekkingen"] == "1"
    assert line(client, "verstrekkingen", "Verstrekkingen", 2024)[0] == "2"
    assert {column for column, number in rows["Blaricum"].items() if number == "2"} == set()
    assert rows["Blaricum"]["MMD-er, gemeenten en ketenpartners samen, verstrekkingen"] == "1"
    assert client.get("/cijfers/verstrekkingen/2024/verstrekkingen/0376/").status_code == 404


def test_no_name_stands_in_a_page_or_a_file(cast: Cast) -> None:
    case = given(cast.coordinator, recipient=f"MMD-er {SECRET}")
    for user in cast.everybody().values():
        for ending in ("/", ".csv", ".xlsx"):
            content = client_of(user).get(f"/cijfers/verstrekkingen{ending}?{QUERY}").content
            assert SECRET.encode() not in content
            if user != cast.coordinator:
                assert case.reference.encode() not in content


def test_the_year_is_that_of_the_giving_and_before_the_first_there_is_no_zero(
    client: Client, coordinator: User
) -> None:
    given(coordinator, on=date(2023, 12, 31))
    given(coordinator, on=date(2024, 1, 1))
    assert line(client, "verstrekkingen", "Verstrekkingen", 2024)[0] == "1"
    assert line(client, "verstrekkingen", "Verstrekkingen", 2022)[0] == "-"


def test_only_the_coordinator_opens_the_cases_behind_it(cast: Cast) -> None:
    case = given(cast.coordinator)
    path = "/cijfers/verstrekkingen/2024/verstrekkingen/mmd/"
    assert f"/casussen/{case.reference}/" in client_of(cast.coordinator).get(path).content.decode()
    for user in (cast.clerk, cast.chain_manager, cast.privacy_officer):
        assert client_of(user).get(path).status_code == 403
    assert client_of(cast.hilversum).get(path).status_code == 404


def test_minutes_for_a_municipality_are_not_counted_as_given_to_a_partner(client: Client, coordinator: User) -> None:
    given(coordinator, Party.CONTACT)
    given(coordinator, Party.POLICE)
    rows = figures(client, "verstrekkingen", QUERY)
    assert rows["gemeente"]["Verstrekkingen, verstrekkingen"] == "1"
    assert line(client, "verstrekkingen", "Aan gemeenten", 2024) == ("1", "2", "50")
    assert line(client, "verstrekkingen", "Aan ketenpartners", 2024) == ("1", "2", "50")
