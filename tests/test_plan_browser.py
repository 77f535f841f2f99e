"""The pages of plan, course, numbers and export in a browser: accessible, on a phone, and without a script."""

import pytest
from pytest_django.live_server_helper import LiveServer

from cases.models import Case
from cases.plans.services import Owner
from nazorg.common.scope import system_scope
from tests.browser_tools import PageOf, faults
from tests.cast import Cast
from tests.factories import case_in
from tests.plan_factories import GoalFactory, OutsideNumberFactory, given_line

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def case(cast: Cast, live_server: LiveServer) -> Case:
    with system_scope("the test makes a case"):
        found = case_in("0402")
        goal = GoalFactory(case=found, created_by=cast.coordinator)
        OutsideNumberFactory(case=found, recorded_by=cast.coordinator)
    given_line(found, cast.coordinator, Owner(municipality=found.responsible), goal=goal)
    given_line(found, cast.coordinator, Owner(name="zijn moeder"))
    return found


def test_the_pages_of_a_case_are_accessible_and_fit(cast: Cast, case: Case, page_of: PageOf) -> None:
    page = page_of(cast.coordinator)
    at = f"/casussen/{case.reference}"
    for path in (f"{at}/plan/", f"{at}/loop/", f"{at}/nummers/", f"{at}/export/", f"{at}/leefgebieden/huisvesting/",
                 "/waarneming/"):  # fmt: skip
        page.goto(path)
        assert faults(page) == [], path


def test_a_contact_is_done_with_an_action_on_a_phone_without_a_script(cast: Cast, case: Case, page_of: PageOf) -> None:
    page = page_of(cast.hilversum)
    page.goto("/portaal/acties/")
    assert faults(page) == []
    plain = page_of(cast.hilversum, 320, scripts=False)
    plain.goto("/portaal/acties/")
    plain.get_by_label("Opmerking").fill("Kamer gevonden.")
    plain.get_by_role("button", name="Gedaan").click()
    assert "Vastgelegd: gedaan." in plain.inner_text("main")
    assert "Kamer gevonden." in plain.inner_text("main")
