"""Interventions on life areas: one act each, by whom and with what result; cases and interventions are two counts."""

from datetime import date

import pytest
from django.test import Client

from cases.access import scope_for
from cases.interventions.services import Wanted, end_intervention, start_intervention
from cases.models import Act, Case, Intervention
from nazorg.accounts.models import User
from nazorg.common.scope import open_scope, system_scope
from tests.at_once import both
from tests.case_tools import page
from tests.cast import Cast, client_of
from tests.conftest import NOW
from tests.database import count
from tests.factories import ActFactory, case_in
from tests.figures_tools import line

TODAY = NOW.date()


@pytest.fixture
def case(cast: Cast) -> Case:
    with system_scope("the test makes a case"):
        return case_in("0402")


def area(case: Case, rest: str = "", name: str = "huisvesting") -> str:
    return f"/casussen/{case.reference}/leefgebieden/{name}/{rest}"


def data(prefix: str = "interventie", **changes: str) -> dict[str, str]:
    fields = {"what": "Kamer geregeld bij opvang", "party": "Veiligheidshuis", "started_on": "2024-11-20"}
    return {f"{prefix}-{name}": value for name, value in (fields | changes).items()}


def begun(case: Case, by: User, name: str = "housing") -> Intervention:
    with open_scope(scope_for(by)):
        return start_intervention(case, name, Wanted("Kamer geregeld", "Veiligheidshuis", date(2024, 11, 20)), by, NOW)


def test_an_intervention_is_an_act_with_by_whom_and_a_result(coordinator: User, case: Case) -> None:
    text = page(coordinator, area(case, "interventie/"), data())
    assert "De interventie is vastgelegd." in text
    assert "Kamer geregeld bij opvang" in text
    assert "Veiligheidshuis, sinds wo 20 nov." in text
    with system_scope("the test looks"):
        found = Intervention.objects.select_related("act").get()
    assert (found.act.kind, found.act.area, found.category) == ("intervention", "housing", "area_housing")
    end = {f"klaar{found.pk}-result": "Woont er nu.", f"klaar{found.pk}-on": "2024-12-01"}
    text = page(coordinator, area(case, f"interventie/{found.pk}/klaar/"), end)
    assert "Het resultaat is vastgelegd." in text
    assert "Woont er nu." in text
    assert "tot zo 1 dec" in text
    assert "is al klaar sinds" in page(coordinator, area(case, f"interventie/{found.pk}/klaar/"), end)


def test_a_second_press_records_no_second_intervention(coordinator: User, case: Case) -> None:
    client, address = client_of(coordinator), area(case, "interventie/")
    client.post(address, data())
    text = client.post(address, data(what="kamer geregeld bij opvang ")).content.decode()
    assert "Deze interventie staat er al." in text
    assert 'value="kamer geregeld bij opvang ' in text
    for other in ({"started_on": "2024-11-21"}, {"party": "Opvang"}, {"what": "Kamer bij een zus"}):
        assert client.post(address, data(**other)).status_code == 302
    with system_scope("the test counts"):
        assert Act.objects.filter(kind="intervention").count() == 4


@pytest.mark.django_db(transaction=True)
def test_of_two_presses_at_the_same_moment_one_counts(cast: Cast) -> None:
    with system_scope("the test makes a case"):
        made = case_in("0402")
    cookies = client_of(cast.coordinator).cookies

    def press() -> int:
        browser = Client()
        browser.cookies = cookies
        return browser.post(area(made, "interventie/"), data()).status_code

    assert sorted(both(press)) == [200, 302]
    with system_scope("the test counts"):
        assert Act.objects.filter(kind="intervention").count() == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"what": " "}, "Zeg in een paar woorden wat er gedaan wordt."),
        ({"party": ""}, "Zeg wie dit doet."),
        ({"started_on": "2024-12-03"}, "Kies een datum die niet in de toekomst ligt."),
        ({"what": "x" * 301}, "300 tekens is het meeste."),
    ],
)
def test_an_intervention_says_what_by_whom_and_since_when(
    coordinator: User, case: Case, changes: dict[str, str], sentence: str
) -> None:
    assert sentence in page(coordinator, area(case, "interventie/"), data(**changes))
    with system_scope("the test looks"):
        assert not Act.objects.exists()


def test_an_intervention_ends_after_it_began_and_says_how(coordinator: User, case: Case) -> None:
    found = begun(case, coordinator)
    for result, on, sentence in (
        ("", "2024-12-01", "Zeg in een paar woorden wat het resultaat is."),
        ("Gelukt.", "2024-11-19", "De interventie begon later."),
        ("Gelukt.", "2024-12-03", "niet in de toekomst"),
    ):
        end = {f"klaar{found.pk}-result": result, f"klaar{found.pk}-on": on}
        assert sentence in page(coordinator, area(case, f"interventie/{found.pk}/klaar/"), end)


def test_cases_and_interventions_are_counted_apart_and_ending_or_correcting_one_counts_nothing_twice(
    coordinator: User, case: Case
) -> None:
    with system_scope("one of the old registration stands beside it"):
        other = case_in("0402")
        ActFactory(case=other, kind="intervention", area="debts", category="area_debts", on=date(2024, 3, 1))
    first, _ = begun(case, coordinator), begun(case, coordinator, "income")
    with open_scope(scope_for(coordinator)):
        end_intervention(first, TODAY, "Gelukt.", coordinator, NOW)
    page(coordinator, area(case, f"interventie/{first.pk}/"), data(f"interventie{first.pk}", started_on="2024-10-01"))
    client = client_of(coordinator)
    assert line(client, "interventies", "Casussen met een interventie", 2024)[0] == "2"
    for area_name in ("huisvesting", "arbeid en inkomen", "schulden"):
        assert line(client, "interventies", f"Interventies op {area_name}", 2024)[0] == "1"
    with system_scope("the test looks"):
        assert Act.objects.get(pk=first.pk).on == date(2024, 10, 1)


def test_one_of_the_old_registration_shows_without_a_form(coordinator: User, case: Case) -> None:
    with system_scope("the test writes an act as the import does"):
        ActFactory(case=case, kind="intervention", area="housing", category="area_housing", batch_reference="TESTTEST")
    text = page(coordinator, area(case))
    assert "uit de oude registratie" in text
    assert "Leg het resultaat vast" not in text


def test_the_clerk_records_corrects_and_ends_an_intervention_as_the_covenant_says(cast: Cast, case: Case) -> None:
    found = begun(case, cast.coordinator)
    assert "Leg een interventie vast" in page(cast.clerk, area(case))
    assert "De interventie is vastgelegd." in page(
        cast.clerk, area(case, "interventie/"), data(what="Kamer bezichtigd")
    )
    text = page(cast.clerk, area(case, f"interventie/{found.pk}/"), data(f"interventie{found.pk}"))
    assert "De interventie is gewijzigd." in text
    end = {f"klaar{found.pk}-result": "Gelukt.", f"klaar{found.pk}-on": "2024-12-02"}
    assert "Het resultaat is vastgelegd." in page(cast.clerk, area(case, f"interventie/{found.pk}/klaar/"), end)


def test_nobody_else_records_an_intervention(cast: Cast, case: Case) -> None:
    found = begun(case, cast.coordinator)
    for rest in ("interventie/", f"interventie/{found.pk}/", f"interventie/{found.pk}/klaar/"):
        for user in (cast.chain_manager, cast.administrator, cast.privacy_officer):
            assert client_of(user).post(area(case, rest), data()).status_code == 403
        assert client_of(cast.hilversum).post(area(case, rest), data()).status_code == 404


def test_by_raw_sql_others_find_no_interventions(cast: Cast, case: Case) -> None:
    begun(case, cast.coordinator)
    for user in (cast.huizen, cast.chain_manager, cast.administrator, cast.privacy_officer):
        with open_scope(scope_for(user)):
            assert count("cases_intervention") == 0
    with open_scope(scope_for(cast.hilversum)):
        assert count("cases_intervention") == 1


def test_an_intervention_of_another_case_or_area_is_not_found(coordinator: User, case: Case) -> None:
    found = begun(case, coordinator)
    with system_scope("the test makes another"):
        other = case_in("0406")
    client = client_of(coordinator)
    assert client.post(area(other, f"interventie/{found.pk}/klaar/")).status_code == 404
    assert client.post(area(case, f"interventie/{found.pk}/klaar/", "schulden")).status_code == 404
