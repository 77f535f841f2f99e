"""Actions of plans: in time, late, stuck, dropped or still waited for, once their day has passed."""

from datetime import date

import pytest
from django.test import Client

from cases.models import ActionLine, Case
from nazorg.accounts.models import User
from nazorg.common.scope import system_scope
from tests.cast import Cast, client_of
from tests.factories import case_in, municipality
from tests.figures_tools import figures, line
from tests.plan_factories import ActionLineFactory, ActionStepFactory

DUE = date(2024, 10, 10)
TODAY = date(2024, 12, 2)


@pytest.fixture
def client(coordinator: User) -> Client:
    return client_of(coordinator)


@pytest.fixture
def by(coordinator: User) -> User:
    return coordinator


def action(by: User, *steps: tuple[date, str], due: date = DUE, case: Case | None = None, owner: str = "") -> Case:
    """An action that stands as its last step says; `owner` is the CBS code of a municipality."""
    with system_scope("records of a test"):
        case = case or case_in("0402")
        state = steps[-1][1] if steps else "todo"
        made: ActionLine = ActionLineFactory(
            case=case, due_on=due, state=state, created_by=by, municipality=municipality(owner) if owner else None
        )
        for day, stood in steps:
            ActionStepFactory(line=made, on=day, state=stood, by=by)
        return case


def test_the_due_day_itself_is_in_time_and_the_day_after_is_late(client: Client, by: User) -> None:
    action(by, (DUE, "done"))
    action(by, (date(2024, 10, 11), "done"))
    action(by, (date(2024, 10, 1), "busy"), (date(2024, 10, 2), "stuck"))
    action(by, (date(2024, 10, 2), "dropped"))
    action(by)
    assert line(client, "acties", "Acties", 2024)[0] == "5"
    for name in ("Op tijd gedaan", "Te laat gedaan", "Lukt niet", "Vervallen", "Wacht nog op de eigenaar"):
        assert line(client, "acties", name, 2024) == ("1", "5", "20"), name


def test_a_remark_after_it_was_done_does_not_make_it_late(client: Client, by: User) -> None:
    action(by, (DUE, "done"), (date(2024, 11, 1), "done"))
    assert line(client, "acties", "Op tijd gedaan", 2024)[0] == "1"


def test_an_action_that_was_taken_up_again_is_done_when_it_was_done_at_last(client: Client, by: User) -> None:
    action(by, (DUE, "done"), (date(2024, 10, 12), "busy"), (date(2024, 10, 20), "done"))
    assert line(client, "acties", "Te laat gedaan", 2024)[0] == "1"


def test_a_day_that_is_not_over_does_not_count(client: Client, by: User) -> None:
    action(by, due=TODAY)
    action(by, (date(2024, 12, 1), "done"), due=date(2024, 12, 20))
    action(by, due=date(2024, 12, 1))
    assert line(client, "acties", "Acties", 2024)[0] == "1"


def test_actions_are_divided_by_owner_and_by_responsible_municipality(client: Client, by: User) -> None:
    action(by, (DUE, "done"), owner="0402")
    action(by)
    rows = figures(client, "acties", "jaar=2024&met=")
    assert (rows["Gemeente"]["Acties, acties"], rows["Gemeente"]["Op tijd gedaan, acties"]) == ("1", "1")
    assert (rows["Iemand anders"]["Acties, acties"], rows["Ketenpartner"]["Acties, acties"]) == ("1", "0")
    assert rows["Hilversum"]["Acties, acties"] == "2"


def test_the_year_is_that_of_the_due_day_and_before_the_first_plan_there_is_no_zero(client: Client, by: User) -> None:
    action(by, (date(2024, 1, 2), "done"), due=date(2023, 12, 31))
    action(by, due=date(2024, 1, 1))
    assert line(client, "acties", "Acties", 2024)[0] == "1"
    assert line(client, "acties", "Acties", 2013)[0] == "-"


def test_only_the_coordinator_opens_the_cases_behind_it(cast: Cast, by: User) -> None:
    case = action(by)
    path = "/cijfers/acties/2024/wacht/totaal/"
    assert f"/casussen/{case.reference}/" in client_of(cast.coordinator).get(path).content.decode()
    for user in (cast.clerk, cast.chain_manager, cast.privacy_officer):
        assert client_of(user).get(path).status_code == 403
        assert "Wacht nog op de eigenaar" in client_of(user).get("/cijfers/acties/?jaar=2024").content.decode()
    assert client_of(cast.huizen).get(path).status_code == 404
