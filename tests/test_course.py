"""The course of a case: at rest, called back, closed; what closing does to what still runs, and what it leaves."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from cases.access import scope_for
from cases.chasing.services import daily_round
from cases.course.models import TRANSITIONS, Course
from cases.course.selectors import course_of
from cases.course.services import Wanted, go_to
from cases.disclosures.selectors import NothingLeaves, offer_of
from cases.models import Act, ActionLine, Case, CourseStep
from cases.needs.services import add_need
from cases.plans.services import Owner
from cases.requests.moving import move_case
from cases.selectors import Wanted as WantedCases
from cases.selectors import case_list, find_case
from nazorg.accounts.models import User
from nazorg.common.figures import figures_scope
from nazorg.common.scope import open_scope, system_scope
from reporting.figures.boundaries import region
from reporting.figures.counting import count_caseload
from reporting.figures.definitions import period
from tests.case_tools import page
from tests.cast import Cast, client_of
from tests.chain_tools import answered, asked, chain_of, fresh
from tests.chasing_tools import told
from tests.conftest import NOW
from tests.factories import case_in, municipality
from tests.plan_factories import given_line

TODAY = NOW.date()
REST = {"resting-party": "Kansrijk Wonen", "resting-text": "", "resting-on": "2024-12-02"}
BACK = {"recalled-party": "Kansrijk Wonen", "recalled-text": "Komt niet opdagen.", "recalled-on": "2024-12-02"}


@pytest.fixture
def case(cast: Cast) -> Case:
    with system_scope("the test makes a case"):
        return case_in("0402", detention__released_on=TODAY)


def loop(case: Case, rest: str = "") -> str:
    return f"/casussen/{case.reference}/loop/{rest}"


def closing(**changes: str) -> dict[str, str]:
    return {"closed-outcome": "finished", "closed-text": "", "closed-on": "2024-12-02"} | changes


def stand(case: Case, user: User) -> str:
    scope = scope_for(user)
    with open_scope(scope):
        return course_of(case, scope).state.value


def close(case: Case, by: User, outcome: str = "finished", confirmed: str = "") -> CourseStep:
    with open_scope(scope_for(by)):
        return go_to(case, Wanted("closed", TODAY, outcome=outcome, confirmed=confirmed), by, NOW)


def test_a_case_goes_to_rest_is_called_back_and_closed(coordinator: User, case: Case) -> None:
    assert stand(case, coordinator) == "running"
    text = page(coordinator, loop(case, "rust/"), REST)
    assert "De casus staat op rust." in text
    assert "loopt verder bij Kansrijk Wonen" in text
    text = page(coordinator, loop(case, "terug/"), BACK)
    assert "door Kansrijk Wonen: Komt niet opdagen." in text
    text = page(coordinator, loop(case, "sluiten/"), closing())
    assert "De casus is gesloten." in text
    assert stand(case, coordinator) == "closed"
    with system_scope("the test looks"):
        acts = Act.objects.filter(case=case, kind="course").order_by("pk")
        assert list(acts.values_list("category", "text")) == [
            ("plan", "Op rust: loopt verder bij Kansrijk Wonen."),
            ("plan", "Teruggeroepen: door Kansrijk Wonen: Komt niet opdagen."),
            ("plan", "Gesloten: traject afgerond."),
        ]


@pytest.mark.parametrize("state", list(Course))
def test_only_what_the_table_permits_may_follow(coordinator: User, case: Case, state: Course) -> None:
    def wanted(to: Course) -> Wanted:
        outcome = "finished" if to == Course.CLOSED else ""
        return Wanted(to.value, TODAY, party="" if outcome else "iemand", text="daarom", outcome=outcome)

    with open_scope(scope_for(coordinator)):
        if state == Course.RECALLED:
            go_to(case, wanted(Course.RESTING), coordinator, NOW)
        if state != Course.RUNNING:
            go_to(case, wanted(state), coordinator, NOW)
        for to in set(Course) - set(TRANSITIONS[state]):
            with pytest.raises(ValidationError, match="De casus is"):
                go_to(case, wanted(to), coordinator, NOW)


@pytest.mark.parametrize(
    ("rest", "data", "sentence"),
    [
        ("rust/", REST | {"resting-party": " "}, "Zeg bij wie het verder loopt."),
        ("rust/", REST | {"resting-on": "2024-12-03"}, "Kies een datum die niet in de toekomst ligt."),
        ("rust/", REST | {"resting-party": "x" * 121}, "120 tekens is het meeste."),
        ("sluiten/", closing(**{"closed-outcome": ""}), "Kies hoe de casus eindigt."),
        ("sluiten/", closing(**{"closed-outcome": "other"}), "Zeg in een paar woorden hoe de casus eindigt."),
        ("sluiten/", closing(**{"closed-text": "x" * 2_001}), "De tekst is langer dan 2.000 tekens."),
    ],
)
def test_a_step_that_says_too_little_comes_back(
    coordinator: User, case: Case, rest: str, data: dict[str, str], sentence: str
) -> None:
    assert sentence in page(coordinator, loop(case, rest), data)
    assert stand(case, coordinator) == "running"


def test_a_step_does_not_come_before_the_last_one(coordinator: User, case: Case) -> None:
    page(coordinator, loop(case, "rust/"), REST)
    text = page(coordinator, loop(case, "terug/"), BACK | {"recalled-on": "2024-12-01"})
    assert "De vorige stap was later." in text
    assert "Komt niet opdagen." in text


def test_closing_with_something_open_shows_the_list_and_asks_to_confirm(cast: Cast) -> None:
    request = asked(cast.clerk)
    case = request.case
    given_line(case, cast.coordinator, Owner(municipality=case.responsible))
    with open_scope(scope_for(cast.coordinator)):
        need = add_need(case, "housing", "Woonplek", "", cast.coordinator, NOW)
    text = page(cast.coordinator, loop(case, "sluiten/"), closing())
    assert "Er staat nog iets open." in text
    for open_thing in ("De vraag aan Hilversum is nog niet helemaal beantwoord", "Zoekt een kamer", "Woonplek"):
        assert open_thing in text
    assert stand(case, cast.coordinator) == "running"
    with system_scope("the test looks"):
        line = ActionLine.objects.get()
    seen = f"vraag{request.pk},regel{line.pk},hulpvraag{need.pk}"
    text = page(cast.coordinator, loop(case, "sluiten/"), closing(**{"closed-sure": "on", "closed-seen": seen}))
    assert "De casus is gesloten." in text
    assert (fresh(request).state, fresh(request).ended_why) == ("ended", "closed")
    assert chain_of(case).step == "closed"
    with system_scope("the test looks"):
        line.refresh_from_db()
        need.refresh_from_db()
    assert (line.state, need.status) == ("dropped", "open")
    assert "De casus is gesloten." in page(cast.coordinator, f"/casussen/{case.reference}/plan/")
    assert "vervallen" in page(cast.hilversum, "/portaal/acties/")


def test_a_confirmation_is_of_the_list_that_was_seen(cast: Cast) -> None:
    case = asked(cast.clerk).case
    text = page(cast.coordinator, loop(case, "sluiten/"), closing(**{"closed-sure": "on", "closed-seen": "vraag1"}))
    assert "Kijk de lijst na" in text
    assert "toch.:" not in text, "a sentence that ends needs no colon"
    assert text.count("btn-primary") == 1
    assert 'btn-primary" type="submit">Sluit' in text, "what was pressed stays the button of the page"
    assert stand(case, cast.coordinator) == "running"


def _closed(cast: Cast, outcome: str = "finished") -> Case:
    request = asked(cast.clerk)
    close(request.case, cast.coordinator, outcome, f"vraag{request.pk}")
    return request.case


def test_a_closed_case_is_chased_no_more_and_nothing_is_handed_over(cast: Cast) -> None:
    case = _closed(cast)
    daily_round(NOW + timedelta(days=7))
    assert told() == []
    scope = scope_for(cast.clerk)
    with open_scope(scope), pytest.raises(NothingLeaves, match="gesloten"):
        offer_of(find_case(case.reference, scope), scope, TODAY)
    with open_scope(scope):
        move_case(case, municipality("0406"), "woont bij zijn zus", cast.clerk, NOW)
    with system_scope("the next municipality is asked nothing"):
        assert not case.requests.filter(municipality=municipality("0406")).exists()


def test_somebody_who_died_stops_the_clock_and_the_question_says_why(cast: Cast) -> None:
    case = _closed(cast, "died")
    with system_scope("the test looks"):
        request = case.requests.get()
    assert (request.state, request.get_ended_why_display()) == ("ended", "overleden")
    assert "gestopt: overleden" in page(cast.hilversum, f"/portaal/vragen/{request.reference}/")
    assert "casus gesloten" in page(cast.clerk, f"/casussen/{case.reference}/")


def test_a_closed_case_that_is_called_back_goes_on_with_a_term_of_its_own(cast: Cast) -> None:
    case = _closed(cast)
    later = NOW + timedelta(days=10)
    with open_scope(scope_for(cast.coordinator)):
        wanted = Wanted("recalled", later.date(), party="Kansrijk Wonen", text="loopt vast")
        go_to(case, wanted, cast.coordinator, later)
    with system_scope("the test looks"):
        request = case.requests.get()
    assert (request.state, request.ended_why, request.closed_at) == ("open", "", None)
    assert request.due_on == date(2024, 12, 16)


def test_what_was_handed_over_before_closing_stays_handed_over(cast: Cast) -> None:
    from tests.chain_tools import handed_over

    request = asked(cast.clerk)
    answered(request, cast.hilversum)
    handed_over(request.case, cast.clerk)
    close(request.case, cast.coordinator)
    chain = chain_of(request.case)
    assert (chain.step, chain.handed_over_on) == ("done", TODAY)


def test_reopening_counts_a_case_once_in_a_year(cast: Cast, case: Case) -> None:
    close(case, cast.coordinator)
    with open_scope(scope_for(cast.coordinator)):
        for state in ("recalled", "resting", "recalled"):
            go_to(case, Wanted(state, TODAY, party="iemand", text="daarom"), cast.coordinator, NOW)
    span = period(2024, TODAY)
    with open_scope(scope_for(cast.chain_manager)), figures_scope():
        assert count_caseload(span, region(TODAY)).total == 1


def test_the_list_of_cases_filters_by_course(cast: Cast, case: Case) -> None:
    with system_scope("the test makes another"):
        other = case_in("0406")
    with open_scope(scope_for(cast.coordinator)):
        go_to(case, Wanted("resting", TODAY, party="iemand"), cast.coordinator, NOW)
    for user in (cast.coordinator, cast.clerk):
        scope = scope_for(user)
        with open_scope(scope):
            assert list(case_list(WantedCases(course="resting"), scope)) == [case]
            assert list(case_list(WantedCases(course="running"), scope)) == [other]
            assert list(case_list(WantedCases(course="closed"), scope)) == []
    assert "Loop: op rust" in page(cast.clerk, "/casussen/?loop=resting")


def test_the_clerk_reads_the_course_and_decides_nothing(cast: Cast, case: Case) -> None:
    text = page(cast.clerk, loop(case))
    assert "lopend" in text
    assert "Sluit casus" not in text
    for rest in ("rust/", "terug/", "sluiten/"):
        assert client_of(cast.clerk).post(loop(case, rest), REST).status_code == 403
        for user in (cast.chain_manager, cast.administrator, cast.privacy_officer):
            assert client_of(user).post(loop(case, rest), REST).status_code == 403
        assert client_of(cast.hilversum).post(loop(case, rest), REST).status_code == 404
    assert client_of(cast.coordinator).post(loop(case, "weg/")).status_code == 404


def test_of_somebody_who_died_the_other_cases_are_closed_by_one_press_each(cast: Cast, case: Case) -> None:
    with system_scope("the test makes others of the same person"):
        quiet, busy = (case_in("0402", detention__person=case.person) for _ in range(2))
    given_line(busy, cast.coordinator, Owner(name="zijn moeder"))
    assert "Sluit ook" not in page(cast.coordinator, loop(case))
    text = page(cast.coordinator, loop(case, "sluiten/"), closing(**{"closed-outcome": "died"}))
    assert text.count("Sluit ook: overleden") == 2
    assert "Sluit ook" not in page(cast.clerk, loop(case))
    press = {"closed-outcome": "died", "closed-on": "2024-12-02", "closed-text": ""}
    assert "De casus is gesloten." in page(cast.coordinator, loop(quiet, "sluiten/"), press)
    text = page(cast.coordinator, loop(busy, "sluiten/"), press)
    assert "Er staat nog iets open." in text
    assert '<option value="died" selected>' in text
    assert (stand(quiet, cast.coordinator), stand(busy, cast.coordinator)) == ("closed", "running")
    assert page(cast.coordinator, loop(case)).count("Sluit ook: overleden") == 1


def test_somebody_else_has_a_clear_path(cast: Cast, case: Case) -> None:
    text = page(cast.coordinator, loop(case, "sluiten/"), closing(**{"closed-outcome": "someone_else"}))
    assert "Zet de gegevens nu bij de juiste persoon" in text
    assert f"/personen/{case.person.reference}/samenvoegen/" in text
