"""The municipality's own action lines in the portal: what it sees, what it may say, and that nothing else gets out."""

from datetime import timedelta

import pytest

from cases.access import scope_for
from cases.models import ActionLine, ActionStep, Case
from cases.plans.services import Owner, take_step
from cases.requests.moving import move_case
from nazorg.accounts.models import User
from nazorg.common.scope import open_scope, system_scope
from tests.case_tools import page
from tests.cast import Cast, client_of
from tests.chasing_tools import colleague
from tests.conftest import NOW
from tests.database import count, refusal, sql
from tests.factories import case_in, exception, municipality
from tests.plan_factories import GoalFactory, given_line

TODAY = NOW.date()


@pytest.fixture
def case(cast: Cast) -> Case:
    with system_scope("the test makes a case"):
        found = case_in("0402", detention__person__family_name="Vermeer")
        GoalFactory(case=found, text="Geheim doel", created_by=cast.coordinator)
        return found


@pytest.fixture
def line(cast: Cast, case: Case) -> ActionLine:
    given_line(case, cast.coordinator, Owner(name="zijn moeder"), what="Praat met haar zoon")
    return given_line(case, cast.coordinator, Owner(municipality=case.responsible))


def say(user: User, line: ActionLine, stand: str = "", text: str = "", seen: int = 1) -> str:
    data = {"stand": stand, f"actie{line.pk}-text": text, f"actie{line.pk}-seen": str(seen)}
    return page(user, f"/portaal/acties/{line.pk}/", data)


def fresh(line: ActionLine) -> ActionLine:
    with system_scope("the test looks"):
        return ActionLine.objects.get(pk=line.pk)


def steps() -> list[tuple[str, str]]:
    with system_scope("the test looks"):
        return list(ActionStep.objects.order_by("pk").values_list("state", "text"))


def test_the_first_screen_says_what_is_to_be_done(cast: Cast, line: ActionLine) -> None:
    text = page(cast.hilversum, "/portaal/")
    assert "Onze acties" in text.partition("<main")[2]
    assert f'href="/portaal/acties/#actie{line.pk}">Zoekt een kamer</a>' in text
    assert "Praat met haar zoon" not in text
    assert "Zoekt een kamer" not in page(cast.huizen, "/portaal/")
    with open_scope(scope_for(cast.coordinator)):
        take_step(line, "done", "Gevonden.", TODAY, 1, cast.coordinator, NOW)
    assert "Zoekt een kamer" not in page(cast.hilversum, "/portaal/")


def test_a_municipality_sees_its_own_line_and_nothing_else_of_the_plan(cast: Cast, line: ActionLine) -> None:
    text = page(cast.hilversum, "/portaal/acties/")
    assert "Zoekt een kamer" in text
    assert "Vermeer" in text
    assert "1 actie te doen" in text
    assert "Praat met haar zoon" not in text
    assert "Geheim doel" not in text
    other = page(cast.huizen, "/portaal/acties/")
    assert "Zoekt een kamer" not in other
    assert "Vermeer" not in other
    assert "Er zijn geen acties voor u" in other


def test_the_menu_counts_what_is_to_be_done(cast: Cast, line: ActionLine) -> None:
    assert "Onze acties" in page(cast.hilversum, "/portaal/")
    assert say(cast.hilversum, line, "done").count("Geen acties te doen") == 1


@pytest.mark.parametrize(("stand", "words"), [("busy", ""), ("done", "Kamer gevonden."), ("stuck", "Geen aanbod.")])
def test_a_contact_says_how_it_stands(cast: Cast, line: ActionLine, stand: str, words: str) -> None:
    assert "Vastgelegd:" in say(cast.hilversum, line, stand, words)
    assert fresh(line).state == stand
    assert steps() == [(stand, words)]
    plan = page(cast.coordinator, f"/casussen/{line.case.reference}/plan/")
    assert "Hilversum" in plan
    assert words in plan


def test_a_comment_alone_leaves_the_line_as_it_stands(cast: Cast, line: ActionLine) -> None:
    assert "Vastgelegd:" in say(cast.hilversum, line, "", "Volgende week afspraak.")
    assert fresh(line).state == "todo"
    assert steps() == [("todo", "Volgende week afspraak.")]


@pytest.mark.parametrize(
    ("stand", "words", "sentence"),
    [
        ("stuck", "", "Zeg waarom het niet lukt."),
        ("", "", "Schrijf een opmerking, of kies een andere stand."),
        ("dropped", "Hoeft niet.", "Kies hoe het ermee staat."),
        ("done", "x" * 2_001, "De tekst is langer dan 2.000 tekens."),
    ],
)
def test_what_cannot_be_taken_comes_back_with_the_words(
    cast: Cast, line: ActionLine, stand: str, words: str, sentence: str
) -> None:
    text = say(cast.hilversum, line, stand, words)
    assert sentence in text
    assert words in text
    assert steps() == []


def test_two_contacts_at_once_both_see_both_and_no_text_is_lost(cast: Cast, line: ActionLine) -> None:
    second = colleague("tweede", "0402", cast)
    say(cast.hilversum, line, "busy", "Ik bel vandaag.")
    text = say(second, line, "done", "Al geregeld.", seen=1)
    assert "Iemand anders legde intussen iets vast." in text
    assert "Ik bel vandaag." in text
    assert "Al geregeld.</textarea>" in text
    assert steps() == [("busy", "Ik bel vandaag.")]
    assert "Vastgelegd: gedaan." in say(second, line, "done", "Al geregeld.", seen=2)


def test_after_a_move_the_former_municipality_sees_nothing_of_it_and_the_next_one_not_what_was_said(
    cast: Cast, line: ActionLine
) -> None:
    say(cast.hilversum, line, "busy", "Onder ons.")
    with open_scope(scope_for(cast.coordinator)):
        move_case(line.case, municipality("0406"), "woont bij zijn zus", cast.coordinator, NOW)
    assert "Zoekt een kamer" not in page(cast.hilversum, "/portaal/acties/")
    assert client_of(cast.hilversum).post(f"/portaal/acties/{line.pk}/").status_code == 404
    assert "Zoekt een kamer" not in page(cast.huizen, "/portaal/acties/")
    data = {f"regel{line.pk}-{name}": value for name, value in {
        "what": "Zoekt een kamer", "owner": "gemeente", "name": "", "due_on": "2024-12-09", "goal": "", "seen": "2",
    }.items()}  # fmt: skip
    page(cast.coordinator, f"/casussen/{line.case.reference}/plan/actie/{line.pk}/", data)
    with system_scope("the coordinator gives it to the new one"):
        ActionLine.objects.filter(pk=line.pk).update(municipality=municipality("0406"))
    text = page(cast.huizen, "/portaal/acties/")
    assert "Zoekt een kamer" in text
    assert "Onder ons." not in text
    with open_scope(scope_for(cast.hilversum)):
        assert (count("cases_actionline"), count("cases_actionstep")) == (0, 0)


def test_a_line_that_was_dropped_asks_for_nothing(cast: Cast, line: ActionLine) -> None:
    with open_scope(scope_for(cast.coordinator)):
        take_step(line, "dropped", "Niet meer nodig.", TODAY, 1, cast.coordinator, NOW)
    text = page(cast.hilversum, "/portaal/acties/")
    assert "Niet meer nodig." in text
    assert f"actie{line.pk}-text" not in text
    assert "Deze actie is vervallen." in say(cast.hilversum, line, "done", "", seen=2)


def test_a_line_of_another_municipality_is_not_found(cast: Cast, line: ActionLine) -> None:
    assert client_of(cast.huizen).post(f"/portaal/acties/{line.pk}/").status_code == 404
    assert client_of(cast.hilversum).post("/portaal/acties/999/").status_code == 404
    assert steps() == []


ADD_STEP = """
    INSERT INTO cases_actionstep (line_id, municipality_id, "on", state, text, by_id, at)
    VALUES (%s, %s, '2024-12-02', %s, 'x', %s, '2024-12-02 10:00+01')
"""


def test_by_raw_sql_a_contact_reads_own_lines_and_adds_steps_to_them_alone(cast: Cast, line: ActionLine) -> None:
    own, place = cast.hilversum, line.municipality_id
    with system_scope("the test looks"):
        other = ActionLine.objects.exclude(pk=line.pk).get()
    with open_scope(scope_for(own)):
        assert sql("SELECT id FROM cases_actionline") == [(line.pk,)]
        assert (count("cases_goal"), count("cases_coursestep")) == (0, 0)
        assert sql("SELECT 1 FROM cases_act WHERE kind = 'plan'") == []
        assert sql("UPDATE cases_actionline SET state = 'done' RETURNING id") == []
        assert sql("DELETE FROM cases_actionline RETURNING id") == []
        assert refusal(ADD_STEP, line.pk, place, "done", own.pk) == ""
        assert "row-level security" in refusal(ADD_STEP, other.pk, place, "done", own.pk)
        assert "row-level security" in refusal(ADD_STEP, line.pk, None, "done", own.pk)
        assert "row-level security" in refusal(ADD_STEP, line.pk, place, "dropped", own.pk)
        assert "row-level security" in refusal(ADD_STEP, line.pk, place, "done", cast.coordinator.pk)
        sql(ADD_STEP, line.pk, place, "done", own.pk)
        assert sql("UPDATE cases_actionstep SET text = 'y' RETURNING id") == []
        assert sql("DELETE FROM cases_actionstep RETURNING id") == []
    with open_scope(scope_for(cast.huizen)):
        assert (count("cases_actionline"), count("cases_actionstep")) == (0, 0)
        assert "row-level security" in refusal(ADD_STEP, line.pk, place, "done", cast.huizen.pk)


def test_by_raw_sql_a_contact_adds_no_step_of_another_day_or_in_a_state_that_it_cannot_say(
    cast: Cast, line: ActionLine
) -> None:
    values = (line.pk, line.municipality_id)
    with open_scope(scope_for(cast.hilversum)):
        for forged in (
            ADD_STEP.replace("'2024-12-02',", "'2024-11-02',"), ADD_STEP.replace("'2024-12-02',", "'2025-12-02',"),
            ADD_STEP.replace("12-02 10:00", "12-01 10:00"), ADD_STEP.replace("12-02 10:00", "12-03 10:00"),
        ):  # fmt: skip
            assert "row-level security" in refusal(forged, *values, "done", cast.hilversum.pk)
        assert "row-level security" in refusal(ADD_STEP, *values, "odd", cast.hilversum.pk)
        assert refusal(ADD_STEP, *values, "todo", cast.hilversum.pk) == "", "a remark leaves it as it stands"
    assert "Vastgelegd: bezig." in say(cast.hilversum, line, "busy")
    with open_scope(scope_for(cast.hilversum)):
        assert "row-level security" in refusal(ADD_STEP, *values, "todo", cast.hilversum.pk)


def test_raw_sql_of_the_others_finds_no_plan(cast: Cast, line: ActionLine) -> None:
    for user in (cast.chain_manager, cast.administrator, cast.privacy_officer):
        with open_scope(scope_for(user)):
            assert [count(f"cases_{table}") for table in ("goal", "actionline", "actionstep", "coursestep")] == [0] * 4
    with open_scope(scope_for(cast.clerk)):
        assert count("cases_actionline") == 2
        assert sql("UPDATE cases_actionline SET state = 'done' RETURNING id") == []
    with system_scope("an exception on the case opens it to the privacy officer"):
        exception(cast.privacy_officer, line.case, cast)
    with open_scope(scope_for(cast.privacy_officer)):
        assert (count("cases_goal"), count("cases_actionline")) == (1, 2)


def test_what_was_done_long_ago_leaves_the_page(cast: Cast, line: ActionLine) -> None:
    say(cast.hilversum, line, "done")
    assert "Zoekt een kamer" in page(cast.hilversum, "/portaal/acties/")
    with system_scope("it was long ago"):
        ActionLine.objects.filter(pk=line.pk).update(due_on=TODAY - timedelta(days=120))
    assert "Zoekt een kamer" not in page(cast.hilversum, "/portaal/acties/")


@pytest.mark.parametrize("role", ["coordinator", "clerk", "chain_manager", "administrator", "privacy_officer"])
def test_the_page_is_the_municipalitys(cast: Cast, role: str) -> None:
    assert client_of(getattr(cast, role)).get("/portaal/acties/").status_code == 403
