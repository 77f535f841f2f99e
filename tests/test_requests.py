"""An arrival asks the right municipality by itself; what cannot be asked waits; a move leaves nobody behind."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from cases.access import scope_for
from cases.chain.services import extend
from cases.models import Case, Chain, Draft, Person, Question, Request
from cases.requests.answering import Given, send_answers
from cases.requests.moving import move_case, refuse_move
from intake.withdraw import withdraw
from municipalities.agreements.models import Agreement, Term
from nazorg.accounts.models import User
from nazorg.common.scope import open_scope, system_scope
from tests.cast import Cast
from tests.conftest import NOW
from tests.database import count, sql
from tests.factories import municipality
from tests.intake_tools import accepted, arrival, release, somebody, transfer

FRIDAY, MONDAY, WEDNESDAY = date(2024, 11, 29), date(2024, 12, 2), date(2024, 12, 4)


@pytest.fixture(autouse=True)
def looking(cast: Cast) -> Iterator[None]:
    with system_scope("the test looks at what was asked"):
        yield


def clock() -> Chain:
    return Chain.objects.get()


def answer(request: Request, by: User, area: str = "housing") -> None:
    with open_scope(scope_for(by)):
        send_answers(request, [Given(area, "answered", "Huurt een flat.")], by, NOW + timedelta(minutes=2))


def test_an_arrival_asks_the_responsible_municipality_on_five_areas(clerk: User) -> None:
    accepted([arrival(return_to="Huizen")], clerk)
    request = Request.objects.get()
    assert (request.municipality.name, request.state, request.sent_by) == ("Huizen", "open", None)
    assert request.due_on == request.first_due_on == WEDNESDAY, "two working days from when it was sent"
    questions = Question.objects.values_list("area", "category", "delivers", "status")
    assert [area for area, *_ in questions] == ["papers", "housing", "income", "debts", "care"]
    assert {(delivers, status) for _, _, delivers, status in questions} == {("portal", "open")}
    assert (clock().step, clock().due_on, clock().handoff_due_on) == ("answer", WEDNESDAY, WEDNESDAY)


def test_a_late_notification_does_not_count_against_the_municipality(clerk: User) -> None:
    accepted([arrival(on=date(2024, 11, 27))], clerk)
    assert (clock().handoff_due_on, clock().answer_due_on) == (MONDAY, WEDNESDAY)


def test_a_release_within_ten_days_is_urgent_and_has_the_shorter_term(clerk: User) -> None:
    accepted([arrival(expected_end_on="11-12-2024")], clerk)
    assert (Request.objects.get().urgent, Request.objects.get().due_on) == (True, date(2024, 12, 3))
    assert (clock().urgent, clock().short) == (True, True)


def test_what_becomes_urgent_later_gets_the_shorter_term_from_then(clerk: User) -> None:
    told = arrival()
    accepted([told], clerk)
    accepted([told | {"expected_end_on": "05-12-2024"}], clerk)
    assert (Request.objects.get().urgent, Request.objects.get().due_on) == (True, date(2024, 12, 3))


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"registered": "onbekend"}, "municipality"),
        ({"born": "01-01-2010"}, "minor"),
        ({"start_on": "25-11-2024"}, "late"),
    ],
)
def test_what_cannot_simply_be_asked_waits_for_a_person(clerk: User, changes: dict[str, str], why: str) -> None:
    accepted([arrival() | changes], clerk)
    assert (Case.objects.get().to_decide, Request.objects.count(), clock().step) == (why, 0, "decide")


def test_nobody_is_asked_about_somebody_who_is_free_already(clerk: User) -> None:
    who = somebody()
    accepted([arrival(who), release(who, date(2024, 12, 1), FRIDAY)], clerk)
    assert (Case.objects.get().to_decide, Request.objects.count()) == ("released", 0)


def test_outside_the_region_nobody_is_asked(clerk: User) -> None:
    accepted([arrival(registered="Amsterdam")], clerk)
    assert (Request.objects.count(), clock().step, Case.objects.get().to_decide) == (0, "outside", "")


def test_a_historical_batch_asks_nothing(clerk: User) -> None:
    accepted([arrival()], clerk, historical=True)
    assert (Request.objects.count(), Chain.objects.count()) == (0, 0)


def test_a_municipality_without_a_contact_waits_to_be_asked_by_hand(clerk: User) -> None:
    accepted([arrival(registered="Laren")], clerk)
    request = Request.objects.get()
    assert (request.state, request.sent_at, request.due_on, clock().step) == ("to_send", None, None, "send")


def test_the_request_follows_what_was_agreed_on_its_day(clerk: User) -> None:
    huizen = municipality("0406")
    Agreement.objects.create(municipality=huizen, area="debts", delivers="direct", from_on=date(2024, 1, 1))
    Agreement.objects.create(municipality=huizen, area="care", delivers="safety_house", from_on=date(2025, 1, 1))
    Term.objects.create(municipality=huizen, kind="answer", from_on=date(2024, 6, 1), amount=4, unit="working")
    accepted([arrival(registered="Huizen")], clerk)
    delivers = dict(Question.objects.values_list("area", "delivers"))
    assert (delivers["debts"], delivers["care"], delivers["papers"]) == ("direct", "portal", "portal")
    assert Request.objects.get().due_on == date(2024, 12, 6)


def test_a_release_stops_the_request_and_says_so_honestly(clerk: User) -> None:
    who = somebody()
    accepted([arrival(who)], clerk)
    batch = accepted([release(who, MONDAY, FRIDAY)], clerk)
    request = Request.objects.get()
    assert (request.state, request.ended_why) == ("ended", "released")
    assert (clock().step, clock().late_why) == ("released", "released")
    with open_scope(scope_for(clerk)):
        withdraw(batch, "verkeerde persoon", clerk, NOW)
    assert (Request.objects.get().state, clock().step) == ("open", "answer"), "a release that proves wrong"


def test_a_later_notification_moves_an_unanswered_request_by_itself(clerk: User, hilversum: User) -> None:
    told = arrival()
    accepted([told], clerk)
    batch = accepted([told | {"registered": "Huizen"}], clerk)
    states = Request.objects.order_by("pk").values_list("municipality__name", "state")
    assert list(states) == [("Hilversum", "moved"), ("Huizen", "open")]
    assert clock().municipality == municipality("0406")
    with open_scope(scope_for(clerk)):
        withdraw(batch, "verkeerd bestand", clerk, NOW)
    assert list(states.all()) == [("Hilversum", "moved"), ("Huizen", "moved"), ("Hilversum", "open")]


def test_once_answered_a_later_notification_only_proposes_the_move(clerk: User, hilversum: User) -> None:
    told = arrival()
    accepted([told], clerk)
    answer(Request.objects.get(), hilversum)
    accepted([told | {"registered": "Huizen"}], clerk)
    case = Case.objects.get()
    assert (str(case.responsible), str(case.move_to)) == ("Hilversum", "Huizen")
    with open_scope(scope_for(clerk)):
        refuse_move(case, "staat er alleen op papier", clerk, NOW)
    assert Case.objects.get().move_to is None
    assert Request.objects.get().state == "open"


LEFT_BEHIND = (
    "cases_case", "cases_person", "cases_detention", "cases_question", "cases_answer", "cases_draft", "cases_need",
    "cases_chain", "cases_delivery", "cases_stay", "cases_act",
)  # fmt: skip


def test_a_moved_case_leaves_the_former_municipality_with_nothing_but_the_fact(
    clerk: User, hilversum: User, huizen: User
) -> None:
    accepted([arrival()], clerk)
    answer(Request.objects.get(), hilversum)
    with open_scope(scope_for(clerk)):
        request = Request.objects.get()
        extend(request, date(2024, 12, 9), "ligt in het ziekenhuis", clerk, NOW + timedelta(minutes=5))
    with open_scope(scope_for(hilversum)):
        seen = {table for table in LEFT_BEHIND if count(table)}
    assert {"cases_case", "cases_person", "cases_answer"} <= seen, "so that seeing nothing afterwards proves something"
    with open_scope(scope_for(clerk)):
        move_case(Case.objects.get(), municipality("0406"), "woont daar", clerk, NOW + timedelta(hours=2))
    with open_scope(scope_for(hilversum)):
        assert {table: count(table) for table in LEFT_BEHIND if count(table)} == {}
        assert sql("SELECT state, extended_why FROM cases_request") == [("moved", "")]
    with open_scope(scope_for(huizen)):
        assert (Person.objects.count(), Request.objects.get().state) == (1, "open")
        assert count("cases_answer") == 0, "the new one does not see what the former one answered"


def test_why_a_question_stopped_goes_with_the_case(clerk: User, hilversum: User) -> None:
    """That somebody died or came free is about the person."""
    accepted([arrival()], clerk)
    with system_scope("the test lets it stop"):
        Request.objects.update(state="ended", ended_why="died", closed_at=NOW)
    with open_scope(scope_for(hilversum)):
        assert sql("SELECT ended_why FROM cases_request") == [("died",)]
    with open_scope(scope_for(clerk)):
        move_case(Case.objects.get(), municipality("0406"), "woonde daar", clerk, NOW + timedelta(hours=2))
    with open_scope(scope_for(hilversum)):
        assert sql("SELECT state, ended_why FROM cases_request") == [("moved", "")]


def test_an_answer_stands_in_the_way_of_withdrawing_the_batch(clerk: User, hilversum: User) -> None:
    batch = accepted([arrival()], clerk)
    answer(Request.objects.get(), hilversum)
    with open_scope(scope_for(clerk)), pytest.raises(Exception, match="al geantwoord"):
        withdraw(batch, "verkeerd bestand", clerk, NOW)


def test_a_draft_goes_with_the_batch_that_is_withdrawn(clerk: User, hilversum: User) -> None:
    batch = accepted([arrival()], clerk)
    with open_scope(scope_for(hilversum)):
        Draft.objects.create(
            request=Request.objects.get(), area="care", category="area_care", author=hilversum, text="nog", saved_at=NOW
        )
    with open_scope(scope_for(clerk)):
        withdraw(batch, "verkeerd bestand", clerk, NOW)
    assert (Case.objects.count(), Draft.objects.count()) == (0, 0)


def test_a_transfer_asks_nothing_again(clerk: User) -> None:
    who = somebody()
    accepted([arrival(who)], clerk)
    accepted([transfer(who, date(2024, 12, 1))], clerk)
    assert Request.objects.count() == 1
