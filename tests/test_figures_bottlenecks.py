"""Bottlenecks by theme and municipality: those of cases, and the structural ones with how they stand."""

from datetime import date

import pytest
from django.test import Client

from cases.models import Bottleneck, Case, CaseBottleneck
from nazorg.accounts.models import User
from nazorg.common.scope import system_scope
from tests.cast import Cast, client_of
from tests.factories import case_in, municipality
from tests.figures_tools import figures, line

DAY = date(2024, 4, 1)


@pytest.fixture
def client(coordinator: User) -> Client:
    return client_of(coordinator)


def in_case(by: User, case: Case, theme: str = "housing", day: date = DAY) -> None:
    with system_scope("records of a test"):
        CaseBottleneck.objects.create(
            case=case, municipality=case.responsible, theme=theme, aspect="capacity", on=day, by=by
        )


def structural(theme: str = "housing", state: str = "signalled", where: str = "", day: date = DAY) -> None:
    with system_scope("records of a test"):
        Bottleneck.objects.create(
            theme=theme, aspect="capacity", text="Er zijn te weinig kamers.", state=state, on=day, changed_on=day,
            municipality=municipality(where) if where else None,
        )  # fmt: skip


def made_in(code: str) -> Case:
    with system_scope("records of a test"):
        return case_in(code)


def test_signals_cases_and_structural_ones_are_three_counts(client: Client, coordinator: User) -> None:
    case = made_in("0402")
    in_case(coordinator, case)
    in_case(coordinator, case)
    in_case(coordinator, made_in("0406"), "debts")
    structural(where="0402")
    structural(state="board")
    structural("care", "solved")
    rows = figures(client, "knelpunten", "jaar=2024&met=")
    assert line(client, "knelpunten", "Signalen in casussen", 2024)[0] == "3"
    assert line(client, "knelpunten", "Casussen met een signaal", 2024)[0] == "2"
    assert line(client, "knelpunten", "Structureel: bij het bestuur", 2024) == ("1", "3", "33")
    assert line(client, "knelpunten", "Structureel: opgepakt", 2024)[0] == "0"
    columns = ("Signalen in casussen, knelpunten", "Casussen met een signaal, casussen",
               "Structurele knelpunten, knelpunten")  # fmt: skip
    assert [rows["huisvesting"][column] for column in columns] == ["2", "1", "2"]
    assert [rows["Hilversum"][column] for column in columns] == ["2", "1", "1"]
    assert [rows["Overig"][column] for column in columns] == ["0", "0", "2"]


def test_the_year_is_that_of_the_signal(client: Client, coordinator: User) -> None:
    in_case(coordinator, made_in("0402"), day=date(2023, 12, 31))
    structural(day=date(2024, 1, 1))
    assert line(client, "knelpunten", "Signalen in casussen", 2024)[0] == "0"
    assert line(client, "knelpunten", "Structurele knelpunten", 2024)[0] == "1"
    assert line(client, "knelpunten", "Signalen in casussen", 2013)[0] == "-"


def test_only_the_coordinator_opens_the_cases_and_nobody_a_list_of_structural_ones(
    cast: Cast, coordinator: User
) -> None:
    case = made_in("0402")
    in_case(coordinator, case)
    structural()
    path = "/cijfers/knelpunten/2024/"
    page = client_of(coordinator).get(f"{path}signalen/huisvesting/").content.decode()
    assert f"/casussen/{case.reference}/" in page
    assert client_of(coordinator).get(f"{path}structureel/totaal/").status_code == 404
    for user in (cast.clerk, cast.chain_manager):
        assert client_of(user).get(f"{path}signalen/huisvesting/").status_code == 403
        page = client_of(user).get("/cijfers/knelpunten/?jaar=2024").content.decode()
        assert path not in page
        assert case.reference not in page
