"""By raw SQL under its scope a contact adds what the portal lets it add, and changes or removes nothing that stands."""

import pytest

from cases.access import scope_for
from cases.interventions.services import Wanted, start_intervention
from cases.models import Need, NeedUpdate, Question, Request
from cases.needs.services import add_need, give_consent, update_need
from cases.requests.drafts import take_over_draft
from nazorg.common.scope import open_scope, system_scope
from tests.cast import Cast
from tests.chain_factories import DraftFactory
from tests.chain_tools import answered, asked
from tests.chasing_tools import colleague
from tests.conftest import NOW
from tests.database import count, refusal, sql
from tests.factories import exception

TODAY = NOW.date()
ANSWER = """
    INSERT INTO cases_answer
        (question_id, category, status, text, from_suwinet, suwinet_by, at, by_id, channel, told_by, told_on, reason,
         current)
    VALUES (%s, %s, 'answered', 'x', false, '', scope_now(), %s, %s, %s, %s, '', %s)
"""
NEED = """
    INSERT INTO cases_need
        (case_id, request_id, area, category, title, status, party, found_in, created_by_id, created_at)
    VALUES (%s, %s, 'housing', 'area_housing', 'x', %s, '', %s, %s, scope_now())
"""
STEP = """
    INSERT INTO cases_needupdate (need_id, category, "on", status, text, by_id, at)
    VALUES (%s, %s, '2024-12-02', 'met', 'x', %s, scope_now())
"""
REFUSED = "row-level security"


@pytest.fixture
def request_(cast: Cast) -> Request:
    """A request with an answer, needs of both, a consent and an intervention."""
    found = asked(cast.clerk)
    answered(found, cast.hilversum, housing="Huurt een flat.")
    with open_scope(scope_for(cast.hilversum)):
        need = add_need(found.case, "housing", "Woonplek", "", cast.hilversum, NOW, found)
        update_need(need, "in_progress", "Urgentie gevraagd.", TODAY, cast.hilversum, NOW)
    with open_scope(scope_for(cast.coordinator)):
        add_need(found.case, "income", "Uitkering", "", cast.coordinator, NOW)
        give_consent(found.case, "care", TODAY, "mondeling", cast.coordinator, NOW)
        start_intervention(found.case, "housing", Wanted("Kamer", "Opvang", TODAY), cast.coordinator, NOW)
    return found


@pytest.mark.parametrize(
    "table",
    ["cases_question", "cases_answer", "cases_need", "cases_needupdate", "cases_consent", "cases_intervention"],
)
def test_what_stands_in_an_own_case_is_neither_changed_nor_removed(cast: Cast, request_: Request, table: str) -> None:
    column = "case_id" if table in ("cases_consent", "cases_intervention", "cases_need") else "category"
    with open_scope(scope_for(cast.hilversum)):
        assert count(table), "it reads them"
        assert sql(f"UPDATE {table} SET {column} = {column} RETURNING 1") == []
        assert sql(f"DELETE FROM {table} RETURNING 1") == []


def test_an_answer_is_added_in_the_own_name_to_a_question_that_takes_one(cast: Cast, request_: Request) -> None:
    own = cast.hilversum.pk
    with system_scope("the test knows a question"):
        number = Question.objects.get(request=request_, area="income").pk
    with open_scope(scope_for(cast.hilversum)):
        assert refusal(ANSWER, number, "area_income", own, "portal", "", None, True) == ""
        for forged in (
            ("area_income", cast.clerk.pk, "portal", "", None, True),
            ("area_income", own, "phone", "Mw. Balie", TODAY, True),
            ("area_income", own, "portal", "", None, False),
            ("area_papers", own, "portal", "", None, True),
        ):  # fmt: skip
            assert REFUSED in refusal(ANSWER, number, *forged)
    with system_scope("the request stops"):
        Request.objects.filter(pk=request_.pk).update(state="ended")
    with open_scope(scope_for(cast.hilversum)):
        assert REFUSED in refusal(ANSWER, number, "area_income", own, "portal", "", None, True)


def test_a_need_is_added_with_an_own_request_and_a_step_to_an_own_need(cast: Cast, request_: Request) -> None:
    own, case = cast.hilversum.pk, request_.case_id
    with system_scope("the test knows the needs"):
        mine, of_staff = Need.objects.get(area="housing").pk, Need.objects.get(area="income").pk
    with open_scope(scope_for(cast.hilversum)):
        assert refusal(NEED, case, request_.pk, "open", "", own) == ""
        for forged in (
            (case, None, "open", "", own), (case, request_.pk, "met", "", own),
            (case, request_.pk, "open", "PI Almere", own), (case, request_.pk, "open", "", cast.clerk.pk),
        ):  # fmt: skip
            assert REFUSED in refusal(NEED, *forged)
        assert refusal(STEP, mine, "area_housing", own) == ""
        for step in ((of_staff, "area_income", own), (mine, "area_income", own), (mine, "area_housing", cast.clerk.pk)):
            assert REFUSED in refusal(STEP, *step)


@pytest.mark.parametrize(
    "away", ["- interval '10 days'", "- interval '1 hour'", "+ interval '1 hour'", "+ interval '9 years'"]
)
def test_what_it_adds_is_of_this_moment(cast: Cast, request_: Request, away: str) -> None:
    """Whoever dated his own words would always have been in time."""
    own = cast.hilversum.pk
    with system_scope("the test knows a question and a need"):
        income = Question.objects.get(request=request_, area="income").pk
        need = Need.objects.get(area="housing").pk
    added = (
        (ANSWER, income, "area_income", own, "portal", "", None, True),
        (NEED, request_.case_id, request_.pk, "open", "", own),
        (STEP, need, "area_housing", own),
    )
    with open_scope(scope_for(cast.hilversum)):
        for statement, *values in added:
            assert refusal(statement, *values) == ""
            assert REFUSED in refusal(statement.replace("scope_now()", f"scope_now() {away}"), *values)


def test_no_day_that_it_tells_of_is_still_to_come(cast: Cast, request_: Request) -> None:
    own = cast.hilversum.pk
    with system_scope("the test knows a question and a need"):
        income = Question.objects.get(request=request_, area="income").pk
        need = Need.objects.get(area="housing").pk
    given = ANSWER.replace("(question_id,", "(delivered_on, question_id,").replace("'answered'", "'delivered'")
    with open_scope(scope_for(cast.hilversum)):
        for day, taken in (("2024-12-01", True), ("2024-12-02", True), ("2024-12-03", False)):
            step = refusal(STEP.replace("2024-12-02", day), need, "area_housing", own)
            direct = refusal(
                given.replace("VALUES (", f"VALUES ('{day}', "), income, "area_income", own, "portal", "", None, True
            )
            assert (REFUSED not in step, REFUSED not in direct) == (taken, taken), day


def test_a_draft_is_written_by_its_author_only_and_taken_over_whole(cast: Cast, request_: Request) -> None:
    """In a colleague's name there is none; a colleague's own is read, and goes when it is taken over."""
    other = colleague("Collega", "0402", cast)
    with system_scope("what a colleague was typing"):
        theirs = DraftFactory(request=request_, area="debts", category="area_debts", author=other)
    new = """
        INSERT INTO cases_draft
            (request_id, area, category, author_id, status, text, from_suwinet, suwinet_by, saved_at)
        VALUES (%s, 'care', 'area_care', %s, '', 'x', false, '', scope_now())
    """
    with open_scope(scope_for(cast.hilversum)):
        assert refusal(new, request_.pk, cast.hilversum.pk) == ""
        for forged in (other.pk, cast.clerk.pk):
            assert REFUSED in refusal(new, request_.pk, forged)
        assert sql("SELECT text FROM cases_draft") == [(theirs.text,)]
        assert sql("UPDATE cases_draft SET text = 'y' RETURNING 1") == sql("DELETE FROM cases_draft RETURNING 1") == []
        take_over_draft(theirs, cast.hilversum, NOW)
        assert sql("SELECT author_id, text FROM cases_draft") == [(cast.hilversum.pk, theirs.text)]


def test_whoever_reads_a_case_by_exception_says_nothing_for_its_municipality(cast: Cast, request_: Request) -> None:
    own, case = cast.huizen.pk, request_.case_id
    with system_scope("an exception on the case; the test knows what is in it"):
        exception(cast.huizen, request_.case, cast)
        income = Question.objects.get(request=request_, area="income").pk
        need = Need.objects.get(area="housing").pk
    with open_scope(scope_for(cast.huizen)):
        assert (count("cases_question"), count("cases_need")) == (5, 2), "it reads them"
        assert REFUSED in refusal(ANSWER, income, "area_income", own, "portal", "", None, True)
        assert REFUSED in refusal(NEED, case, request_.pk, "open", "", own)
        assert REFUSED in refusal(STEP, need, "area_housing", own)


def test_a_contact_records_no_consent_and_no_intervention(cast: Cast, request_: Request) -> None:
    consent = """
        INSERT INTO cases_consent (case_id, area, category, given_on, note, recorded_by_id, recorded_at)
        VALUES (%s, 'income', 'area_income', '2024-12-02', 'x', %s, now())
    """
    with open_scope(scope_for(cast.hilversum)):
        assert REFUSED in refusal(consent, request_.case_id, cast.hilversum.pk)
        intervention = (
            "INSERT INTO cases_intervention (act_id, case_id, category, party, result) VALUES (0, %s, %s, 'x', '')"
        )
        assert REFUSED in refusal(intervention, request_.case_id, "area_housing")


def test_through_the_services_it_answers_corrects_and_records_steps_as_before(cast: Cast, request_: Request) -> None:
    answered(request_, cast.hilversum, income="Uitkering loopt.")
    with system_scope("the test looks"):
        assert Question.objects.get(request=request_, area="income").status == "answered"
        assert Need.objects.get(area="housing").status == "in_progress"
        assert NeedUpdate.objects.get().by == cast.hilversum
