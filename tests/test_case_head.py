"""The page of a case at a glance: how it was judged, how it runs, and what is due next and by whom."""

from datetime import timedelta

import pytest

from cases.chain.settle import settle
from cases.course.models import CourseStep
from cases.models import Case
from nazorg.accounts.models import User
from nazorg.common.scope import system_scope
from tests.case_tools import page
from tests.conference_tools import planned
from tests.conftest import NOW
from tests.factories import CaseFactory, case_in
from tests.judging_factories import FindingFactory, ProfileFactory, ScreeningFactory
from tests.partner_factories import UnitFactory
from tests.plan_factories import ActionLineFactory

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


@pytest.fixture
def case(coordinator: User) -> Case:
    """A case that was judged, rests, and in which two things are to be done."""
    unit = UnitFactory(organisation__name="Kansrijk Wonen")
    with system_scope("the test writes what the coordinator knows"):
        made = case_in("0402")
        ScreeningFactory(case=made, outcome="urgent", by=coordinator)
        ProfileFactory(case=made, grounds="Valt terug zonder eigen plek.", by=coordinator,
                       valid_until=TODAY + timedelta(days=20))  # fmt: skip
        FindingFactory(case=made, by=coordinator)
        line = {"case": made, "created_by": coordinator}
        ActionLineFactory(what="Beoordeelt de aanvraag", unit=unit, due_on=TODAY - timedelta(days=1), **line)
        ActionLineFactory(what="Belt de huisarts", due_on=TODAY + timedelta(days=9), **line)
        CourseStep.objects.create(
            case=made, state="resting", party="Kansrijk Wonen", text="", on=TODAY, by=coordinator, at=NOW, current=True
        )
    return made


def path(case: Case) -> str:
    return f"/casussen/{case.reference}/"


def test_the_head_says_how_a_case_was_judged_and_how_it_runs(case: Case, coordinator: User) -> None:
    text = page(coordinator, path(case))
    assert "urgent" in text
    assert "op rust" in text
    assert "loopt verder bij Kansrijk Wonen" in text
    assert "OGGZ-verleden" in text
    assert "Valt terug zonder eigen plek." in text
    assert "Niet berekend." in text


def test_what_is_due_next_stands_on_top_with_who_does_it(case: Case, coordinator: User) -> None:
    conference = planned(coordinator, case)
    text = page(coordinator, path(case))
    order = ["Beoordeelt de aanvraag", "Belt de huisarts", "Profiel geldt tot en met"]
    places = [text.index(what) for what in order]
    assert places == sorted(places)
    assert "1 dag te laat" in text
    assert "wacht op Kansrijk Wonen" in text
    assert f"/overleg/{conference.reference}/" in text
    assert text.count("btn btn-s btn-primary") == 1


def test_the_clerk_reads_neither_risk_nor_screening_nor_findings(case: Case, clerk: User) -> None:
    text = page(clerk, path(case))
    for secret in ("urgent", "Valt terug zonder eigen plek.", "OGGZ-verleden", "Profiel geldt", "Risico"):
        assert secret not in text, secret
    assert "Beoordeelt de aanvraag" in text, "the plan the clerk may read"


def test_a_case_that_was_not_screened_asks_the_coordinator_and_not_the_clerk(coordinator: User, clerk: User) -> None:
    with system_scope("an arrival"):
        arrival = case_in("0402")
    assert "Nog niet gescreend" in page(coordinator, path(arrival))
    assert "gescreend" not in page(clerk, path(arrival))


def test_a_case_without_a_detention_says_who_brought_it_in_and_shows_no_clock_of_a_prison(coordinator: User) -> None:
    with system_scope("a partner brought somebody in"):
        opened: Case = CaseFactory(detention=None, brought_in_by="Inforsa", brought_in_why="Toezicht stopt.")
        settle([opened.pk], NOW)
    text = page(coordinator, path(opened))
    assert "Ingebracht door Inforsa: Toezicht stopt." in text
    assert "case-clock" not in text
