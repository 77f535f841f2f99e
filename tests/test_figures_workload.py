"""Workload by month: what came in and what was done, from the first day on which work was recorded."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from cases.models import Case
from intake.models import Batch
from nazorg.accounts.models import User
from nazorg.common.scope import system_scope
from tests.cast import Cast, client_of
from tests.chain_factories import RequestFactory
from tests.conference_factories import ConferenceFactory
from tests.factories import CaseFactory, NotificationFactory, municipality
from tests.figures_tools import figures, line
from tests.reporting_tools import Table, act, worked_on

QUERY = "jaar=2024&met="


@pytest.fixture
def client(coordinator: User) -> Client:
    return client_of(coordinator)


def months(client: Client) -> Table:
    return figures(client, "werklast", QUERY)


def opened(day: date, origin: str = "notification") -> Case:
    with system_scope("records of a test"):
        case: Case = CaseFactory(opened_on=day, origin=origin)
        return case


def test_each_thing_counts_in_its_own_month(client: Client, coordinator: User) -> None:
    case = opened(date(2024, 9, 30))
    for day in (date(2024, 9, 30), date(2024, 10, 1), date(2024, 10, 2)):
        act(case, day)
    act(case, date(2024, 10, 31), "handoff")
    with system_scope("records of a test"):
        RequestFactory(
            case=case, municipality=municipality("0402"), opened_at=datetime(2024, 9, 30, 22, 30, tzinfo=UTC)
        )
        NotificationFactory(detention=case.detention, received_at=datetime(2024, 11, 3, 9, tzinfo=UTC))
        ConferenceFactory(on=date(2024, 11, 5), state="held", created_by=coordinator)
        ConferenceFactory(on=date(2024, 11, 6), state="planned", created_by=coordinator)
    rows = months(client)
    columns = ("Handelingen, handelingen", "Aankomsten ingenomen, meldingen", "Casussen geopend, casussen",
               "Vragen verstuurd, vragen", "Overdrachten aan de MMD-er, handelingen",
               "Overleggen gehouden, overleggen")  # fmt: skip
    assert [rows["september"][column] for column in columns] == ["1", "0", "1", "0", "0", "0"]
    # Half past midnight in the Netherlands on 1 October.
    assert [rows["oktober"][column] for column in columns] == ["3", "0", "0", "1", "1", "0"]
    assert [rows["november"][column] for column in columns] == ["0", "1", "0", "0", "0", "1"]
    assert [rows["Totaal"][column] for column in columns] == ["4", "1", "1", "1", "1", "1"]


def test_the_months_begin_with_the_first_work_and_end_today(client: Client) -> None:
    worked_on("0402", date(2024, 10, 4), date(2024, 12, 2))
    rows = months(client)
    assert [month for month in ("september", "oktober", "november", "december") if month in rows] == [
        "oktober", "november", "december",
    ]  # fmt: skip
    assert rows["november"]["Handelingen, handelingen"] == "0"


def test_old_records_are_no_work_of_their_month(client: Client) -> None:
    case = worked_on("0402", date(2024, 10, 4))
    with system_scope("records of a test"):
        case.acts.update(batch_reference="OUDEBOEK")
        Case.objects.filter(pk=case.pk).update(origin="registration", opened_on=date(2024, 10, 1))
        Batch.objects.create(reference="HISTORIE", source="dpan", door="file", historical=True, content=b"x")
        NotificationFactory(
            detention=case.detention, batch_reference="HISTORIE", received_at=datetime(2024, 11, 3, tzinfo=UTC)
        )
    assert line(client, "werklast", "Handelingen", 2024)[0] == "-"
    worked_on("0402", date(2024, 9, 4))
    assert line(client, "werklast", "Handelingen", 2024)[0] == "1"
    assert line(client, "werklast", "Aankomsten ingenomen", 2024)[0] == "0"
    assert line(client, "werklast", "Handelingen", 2013)[0] == "-"


def test_only_the_coordinator_opens_the_cases_behind_it(cast: Cast) -> None:
    case = worked_on("0402", date(2024, 10, 4))
    path = "/cijfers/werklast/2024/handelingen/totaal/"
    assert f"/casussen/{case.reference}/" in client_of(cast.coordinator).get(path).content.decode()
    for user in (cast.clerk, cast.chain_manager):
        assert client_of(user).get(path).status_code == 403
    assert client_of(cast.coordinator).get("/cijfers/werklast/2024/overleggen/totaal/").status_code == 404
    assert client_of(cast.coordinator).get("/cijfers/werklast/2024/handelingen/0402/").status_code == 404
