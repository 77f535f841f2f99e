"""The plan of action: goals, lines with one owner, and the steps in them, by whom they may be written and read."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from cases.access import scope_for
from cases.models import Act, ActionLine, ActionStep, AuditEntry, Case, Goal, Participation
from cases.plans.selectors import lines_of, lines_to_look_at
from cases.plans.services import ChangedMeanwhile, Owner, Wanted, change_line, take_step
from cases.requests.moving import move_case
from nazorg.accounts.models import User
from nazorg.common.scope import open_scope, system_scope
from nazorg.covenant.parties import Party
from partners.models import Unit
from tests.case_tools import page
from tests.cast import Cast, client_of
from tests.conftest import NOW
from tests.factories import case_in, municipality
from tests.partner_factories import UnitFactory
from tests.plan_factories import SOON, given_line

TODAY = NOW.date()


@pytest.fixture
def case(cast: Cast) -> Case:
    with system_scope("the test makes a case"):
        return case_in("0402")


@pytest.fixture
def housing(cast: Cast) -> Unit:
    with system_scope("the test makes a partner"):
        unit: Unit = UnitFactory(organisation__name="Woningcorporatie", party=Party.HOUSING)
        return unit


def plan(case: Case, rest: str = "") -> str:
    return f"/casussen/{case.reference}/plan/{rest}"


def line_data(prefix: str = "regel", **changes: str) -> dict[str, str]:
    fields = {"what": "Zoekt een kamer", "owner": "gemeente", "name": "", "due_on": f"{SOON:%Y-%m-%d}", "goal": ""}
    return {f"{prefix}-{name}": value for name, value in (fields | changes).items()}


def the_line() -> ActionLine:
    with system_scope("the test looks"):
        return ActionLine.objects.select_related("municipality", "unit", "case__responsible").get()


def acts(case: Case) -> list[str]:
    with system_scope("the test looks"):
        return list(Act.objects.filter(case=case, kind="plan").order_by("pk").values_list("text", flat=True))


def test_the_coordinator_writes_a_goal_and_a_line_and_both_are_acts(coordinator: User, case: Case) -> None:
    data = {"doel-text": "Een eigen woning", "doel-aims_at": "family"}
    text = page(coordinator, plan(case, "doel/"), data)
    assert "Het doel is vastgelegd." in text
    assert "voor het gezin of de familie" in text
    with system_scope("the test looks"):
        goal = Goal.objects.get()
    text = page(coordinator, plan(case, "actie/"), line_data(goal=str(goal.pk)))
    assert "De actie is vastgelegd. De gemeente ziet haar in het portaal." in text
    line = the_line()
    assert (line.owner, line.due_on, line.state, line.goal_id) == ("Gemeente Hilversum", SOON, "todo", goal.pk)
    assert acts(case) == [
        "Doel voor het gezin of de familie: Een eigen woning",
        "Actie voor Gemeente Hilversum, uiterlijk ma 9 dec: Zoekt een kamer",
    ]
    with system_scope("the test reads the trail"):
        assert AuditEntry.objects.filter(case=case, category="plan").count() >= 4


def test_where_a_line_is_typed_stands_who_will_read_it(coordinator: User, case: Case) -> None:
    given_line(case, coordinator, Owner(name="zijn moeder"))
    text = page(coordinator, plan(case))
    assert text.count("De administratie leest dit, en wie meedoet kan het krijgen.") >= 2
    assert "Zet er geen delict, politie-informatie of zorginformatie in." in text


def test_a_unit_that_owns_a_line_takes_part_in_the_case(coordinator: User, case: Case, housing: Unit) -> None:
    page(coordinator, plan(case, "actie/"), line_data(owner=housing.reference))
    assert the_line().unit == housing
    with system_scope("the test looks"):
        assert list(Participation.objects.values_list("unit", "why")) == [(housing.pk, "plan")]


@pytest.mark.parametrize(
    ("changes", "owner"),
    [
        ({"owner": "anders", "name": "zijn moeder"}, "zijn moeder"),
        ({"owner": "Veiligheidshuis"}, "Veiligheidshuis"),
        ({"owner": "MMD-er PI Almere"}, "MMD-er PI Almere"),
    ],
)
def test_somebody_without_a_log_in_owns_a_line_by_name(
    coordinator: User, case: Case, changes: dict[str, str], owner: str
) -> None:
    page(coordinator, plan(case, "actie/"), line_data(**changes))
    assert the_line().owner == owner


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"what": " "}, "Zeg in een paar woorden wat er gedaan moet worden."),
        ({"what": "x" * 301}, "300 tekens is het meeste."),
        ({"owner": ""}, "Kies wie dit doet."),
        ({"owner": "anders"}, "Vul in wie dit doet."),
        ({"owner": "anders", "name": "x" * 121}, "120 tekens is het meeste."),
        ({"due_on": ""}, "Vul in wanneer het klaar moet zijn."),
        ({"due_on": "2024-12-01"}, "Kies een dag die nog komt."),
        ({"goal": "999"}, "999"),
    ],
)
def test_a_line_that_says_too_little_comes_back_with_what_was_typed(
    coordinator: User, case: Case, changes: dict[str, str], sentence: str
) -> None:
    text = page(coordinator, plan(case, "actie/"), line_data(**changes))
    assert sentence in text
    assert (changes.get("what") or "Zoekt een kamer").strip() in text
    with system_scope("the test looks"):
        assert not ActionLine.objects.exists()


def test_a_step_moves_a_line_on_and_stays_readable(coordinator: User, case: Case, housing: Unit) -> None:
    line = given_line(case, coordinator, Owner(unit=housing))
    step = {f"stap{line.pk}-state": "stuck", f"stap{line.pk}-text": "Wachtlijst van een jaar.",
            f"stap{line.pk}-on": "2024-12-01", f"stap{line.pk}-seen": "1"}  # fmt: skip
    text = page(coordinator, plan(case, f"actie/{line.pk}/stap/"), step)
    assert "De stap is vastgelegd." in text
    assert "Lukt niet: Wachtlijst van een jaar." in text
    assert the_line().state == "stuck"
    assert acts(case)[-1] == "Actie van Woningcorporatie lukt niet: Zoekt een kamer. Wachtlijst van een jaar."


@pytest.mark.parametrize(
    ("state", "words", "on", "sentence"),
    [
        ("stuck", "", "2024-12-02", "Zeg waarom het niet lukt."),
        ("dropped", " ", "2024-12-02", "Zeg waarom de actie vervalt."),
        ("todo", "", "2024-12-02", "Schrijf een opmerking, of kies een andere stand."),
        ("done", "", "2024-12-03", "Kies een datum die niet in de toekomst ligt."),
        ("done", "x" * 2_001, "2024-12-02", "De tekst is langer dan 2.000 tekens."),
        ("weg", "", "2024-12-02", "weg"),
    ],
)
def test_a_step_says_something(coordinator: User, case: Case, state: str, words: str, on: str, sentence: str) -> None:
    line = given_line(case, coordinator, Owner(name="zijn moeder"))
    step = {f"stap{line.pk}-state": state, f"stap{line.pk}-text": words, f"stap{line.pk}-on": on,
            f"stap{line.pk}-seen": "1"}  # fmt: skip
    text = page(coordinator, plan(case, f"actie/{line.pk}/stap/"), step)
    assert sentence in text
    assert words.strip() in text
    with system_scope("the test looks"):
        assert not ActionStep.objects.exists()


def test_two_who_change_a_line_at_once_both_see_both_and_no_text_is_lost(coordinator: User, case: Case) -> None:
    line = given_line(case, coordinator, Owner(name="zijn moeder"))
    with open_scope(scope_for(coordinator)):
        change_line(line, Wanted("Zoekt een huis", Owner(name="zijn moeder"), SOON), 1, coordinator, NOW)
    data = line_data(f"regel{line.pk}", what="Zoekt een flat", owner="anders", name="zijn moeder", seen="1")
    text = page(coordinator, plan(case, f"actie/{line.pk}/"), data)
    assert "Iemand anders legde intussen iets vast." in text
    assert "Zoekt een huis" in text
    assert 'value="Zoekt een flat"' in text
    assert f'name="regel{line.pk}-seen" value="2"' in text
    data[f"regel{line.pk}-seen"] = "2"
    assert "De actie is gewijzigd." in page(coordinator, plan(case, f"actie/{line.pk}/"), data)
    assert the_line().what == "Zoekt een flat"


def test_a_goal_is_put_in_other_words(coordinator: User, case: Case) -> None:
    page(coordinator, plan(case, "doel/"), {"doel-text": "Een woning", "doel-aims_at": "person"})
    with system_scope("the test looks"):
        goal = Goal.objects.get()
    new = {f"doel{goal.pk}-text": "Een eigen woning", f"doel{goal.pk}-aims_at": "person", f"doel{goal.pk}-seen": "1"}
    assert "Het doel is gewijzigd." in page(coordinator, plan(case, f"doel/{goal.pk}/"), new)
    text = page(coordinator, plan(case, f"doel/{goal.pk}/"), new)
    assert "Iemand anders legde intussen iets vast." in text


def test_script_in_a_line_is_text(coordinator: User, case: Case) -> None:
    text = page(coordinator, plan(case, "actie/"), line_data(what="<script>alert(1)</script>"))
    assert "&lt;script&gt;alert(1)" in text
    assert "<script>alert(1)" not in text


def test_the_clerk_reads_the_plan_and_writes_none_of_it(cast: Cast, case: Case) -> None:
    line = given_line(case, cast.coordinator, Owner(municipality=case.responsible))
    text = page(cast.clerk, plan(case))
    assert "Zoekt een kamer" in text
    assert "Bewaar actie" not in text
    for rest in ("doel/", "actie/", f"actie/{line.pk}/", f"actie/{line.pk}/stap/"):
        assert client_of(cast.clerk).post(plan(case, rest), line_data()).status_code == 403


@pytest.mark.parametrize("rest", ["", "doel/", "doel/1/", "actie/", "actie/1/", "actie/1/stap/"])
def test_nobody_else_reaches_the_plan(cast: Cast, case: Case, rest: str) -> None:
    method = "get" if not rest else "post"
    for user in (cast.chain_manager, cast.administrator, cast.privacy_officer):
        assert getattr(client_of(user), method)(plan(case, rest)).status_code == 403
    assert getattr(client_of(cast.hilversum), method)(plan(case, rest)).status_code == 404


def test_a_line_of_another_case_is_not_found(coordinator: User, case: Case) -> None:
    with system_scope("the test makes a case"):
        other = case_in("0406")
    line = given_line(case, coordinator, Owner(name="zijn moeder"))
    client = client_of(coordinator)
    assert client.post(plan(other, f"actie/{line.pk}/")).status_code == 404
    assert client.post(plan(other, f"actie/{line.pk}/stap/")).status_code == 404


def test_only_the_responsible_municipality_is_given_a_line(coordinator: User, case: Case) -> None:
    with pytest.raises(ValidationError, match="niet verantwoordelijk"):
        given_line(case, coordinator, Owner(municipality=municipality("0406")))


def test_after_a_move_the_line_waits_for_the_coordinator(coordinator: User, case: Case) -> None:
    line = given_line(case, coordinator, Owner(municipality=case.responsible))
    scope = scope_for(coordinator)
    with open_scope(scope):
        assert not lines_to_look_at(scope, TODAY)
        move_case(case, municipality("0406"), "woont bij zijn zus", coordinator, NOW)
        assert list(lines_to_look_at(scope, TODAY)) == [line]
    assert "Hilversum is niet meer verantwoordelijk" in page(coordinator, plan(case))
    data = line_data(f"regel{line.pk}", owner="Veiligheidshuis", seen="1")
    assert "De actie is gewijzigd." in page(coordinator, plan(case, f"actie/{line.pk}/"), data)


def test_vandaag_gets_what_is_late_and_what_does_not_work_out(coordinator: User, case: Case, housing: Unit) -> None:
    late = given_line(case, coordinator, Owner(unit=housing), TODAY)
    given_line(case, coordinator, Owner(municipality=case.responsible), TODAY)
    stuck = given_line(case, coordinator, Owner(municipality=case.responsible), SOON)
    tomorrow, scope = TODAY + timedelta(days=1), scope_for(coordinator)
    with open_scope(scope):
        take_step(stuck, "stuck", "Geen woning.", TODAY, 1, coordinator, NOW)
        assert set(lines_to_look_at(scope, TODAY)) == {stuck}
        assert set(lines_to_look_at(scope, tomorrow)) == {late, stuck}


def test_lines_stand_by_their_days(coordinator: User, case: Case) -> None:
    for day, what in ((20, "later"), (10, "eerst")):
        given_line(case, coordinator, Owner(name="zijn moeder"), date(2024, 12, day), what=what)
    scope = scope_for(coordinator)
    with open_scope(scope):
        assert [line.what for line in lines_of(case, scope)] == ["eerst", "later"]


def test_a_step_by_two_at_once_is_taken_once(coordinator: User, case: Case) -> None:
    line = given_line(case, coordinator, Owner(name="zijn moeder"))
    with open_scope(scope_for(coordinator)):
        take_step(line, "done", "", TODAY, 1, coordinator, NOW)
        with pytest.raises(ChangedMeanwhile):
            take_step(line, "stuck", "Toch niet.", TODAY, 1, coordinator, NOW)
    assert the_line().state == "done"
