"""SUWINET: what is answered out of it, what waits for it and how long, and what that does to the handoff."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from cases.models import Question, Request
from nazorg.accounts.models import User
from nazorg.common.scope import system_scope
from tests.cast import Cast, client_of
from tests.chain_factories import AnswerFactory, ChainFactory, RequestFactory
from tests.figures_tools import figures, line

QUERY = "jaar=2024&met="


@pytest.fixture
def client(coordinator: User) -> Client:
    return client_of(coordinator)


def moment(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 9, tzinfo=UTC)


def asked(code: str = "0402", day: date = date(2024, 11, 4), state: str = "open") -> Request:
    """A request with its five areas, sent on `day`."""
    with system_scope("records of a test"):
        made: Request = RequestFactory(code=code, opened_at=moment(day), state=state, with_areas=True)
        return made


def answered(request: Request, by: User, *steps: tuple[date, str], area: str = "income", suwinet: bool = False) -> None:
    """Answers about one area, each on a day and with a status; the last one holds."""
    with system_scope("records of a test"):
        question = Question.objects.get(request=request, area=area)
        for number, (day, status) in enumerate(steps, start=1):
            last = number == len(steps)
            AnswerFactory(
                question=question, status=status, at=moment(day), by=by, current=last, from_suwinet=last and suwinet
            )
        question.status = steps[-1][1]
        question.save()


def test_areas_answered_out_of_suwinet_and_the_time_that_they_waited(client: Client, coordinator: User) -> None:
    first, second = asked(), asked("0406")
    answered(first, coordinator, (date(2024, 11, 5), "waiting"), (date(2024, 11, 9), "answered"), suwinet=True)
    answered(second, coordinator, (date(2024, 11, 5), "waiting"), (date(2024, 11, 15), "answered"), suwinet=True)
    answered(second, coordinator, (date(2024, 11, 6), "waiting"), area="debts")
    answered(second, coordinator, (date(2024, 11, 6), "nothing_known"), area="care")
    assert line(client, "suwinet", "Gevraagde leefgebieden", 2024)[0] == "10"
    assert line(client, "suwinet", "Beantwoord", 2024) == ("3", "10", "30")
    assert line(client, "suwinet", "Beantwoord uit SUWINET", 2024) == ("2", "3", "67")
    assert line(client, "suwinet", "Wachtte op SUWINET", 2024) == ("3", "10", "30")
    assert line(client, "suwinet", "Wacht nog op SUWINET", 2024) == ("1", "3", "33")
    assert line(client, "suwinet", "Mediaan van de wachttijd", 2024)[0] == "4"
    rows = figures(client, "suwinet", QUERY)
    assert rows["Huizen"]["Mediaan van de wachttijd, dagen"] == "10"
    assert rows["arbeid en inkomen"]["Beantwoord uit SUWINET, leefgebieden"] == "2"


def test_a_request_that_moved_counts_for_the_next_municipality_alone(client: Client) -> None:
    asked(state="moved")
    asked("0406")
    assert line(client, "suwinet", "Gevraagde leefgebieden", 2024)[0] == "5"


def test_the_year_is_that_of_sending_and_before_it_there_is_no_zero(client: Client) -> None:
    asked(day=date(2023, 12, 31))
    assert line(client, "suwinet", "Gevraagde leefgebieden", 2023)[0] == "5"
    assert line(client, "suwinet", "Gevraagde leefgebieden", 2013)[0] == "-"
    assert line(client, "suwinet", "Kort verblijf", 2013)[0] == "-"


def test_lateness_by_suwinet_and_short_stays_are_those_of_the_page_of_answer_times(client: Client) -> None:
    late, other = asked(), asked()
    with system_scope("records of a test"):
        handed_over = {"step": "done", "handoff_due_on": date(2024, 11, 8), "handed_over_on": date(2024, 11, 12)}
        ChainFactory(case=late.case, late_why="suwinet", short=True, **handed_over)
        ChainFactory(case=other.case, late_why="municipality", **handed_over)
    assert line(client, "suwinet", "Kort verblijf", 2024) == ("1", "2", "50")
    assert line(client, "suwinet", "Te laat overgedragen door SUWINET", 2024) == ("1", "2", "50")


def test_who_works_in_dossiers_opens_the_cases_and_others_get_numbers(cast: Cast) -> None:
    request = asked()
    answered(request, cast.coordinator, (date(2024, 11, 5), "waiting"))
    path = "/cijfers/suwinet/2024/wacht-nog/totaal/"
    for user in (cast.coordinator, cast.clerk):
        assert f"/casussen/{request.case.reference}/" in client_of(user).get(path).content.decode()
    for user in (cast.chain_manager, cast.privacy_officer):
        assert client_of(user).get(path).status_code == 403
    assert client_of(cast.hilversum).get(path).status_code == 404
