"""That a unit takes part in a case ends: with its task, or when the coordinator says so."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from cases.access import scope_for
from cases.involved.services import add_involved
from cases.involvement.services import take_part
from cases.models import Act, Case, Involved, Participation, ReleaseNotice
from cases.notes.services import Told, take_note
from nazorg.accounts.models import User
from nazorg.common.scope import open_scope, system_scope
from nazorg.covenant.parties import Party
from partners.models import Unit
from tests.case_tools import page
from tests.cast import Cast, client_of
from tests.conftest import NOW
from tests.database import refusal
from tests.factories import case_in
from tests.partner_factories import UnitFactory

TODAY = NOW.date()


@pytest.fixture
def case(cast: Cast) -> Case:
    with system_scope("the test makes a case"):
        return case_in("0402")


@pytest.fixture
def police(db: None) -> Unit:
    return UnitFactory(organisation__name="Politie", party=Party.POLICE)


def tasks(case: Case, unit: Unit, by: User, *names: str) -> list[ReleaseNotice]:
    """People whom the unit tells of the release."""
    with open_scope(scope_for(by)):
        take_part(case, unit, Participation.Why.TASK, TODAY)
        found = [add_involved(case, Involved.Kind.VICTIM, name, "", "", by, NOW) for name in names]
        return [ReleaseNotice.objects.create(involved=one, due_on=TODAY, unit=unit, asked_by=by) for one in found]


def told(case: Case, task: ReleaseNotice, by: User) -> None:
    data = {f"verteld{task.pk}-on": "2024-12-02", f"verteld{task.pk}-done_by": "Politie"}
    assert "Vastgelegd dat dit verteld is." in page(
        by, f"/casussen/{case.reference}/betrokkenen/bericht/{task.pk}/verteld/", data
    )


def note_of_involved(case: Case, unit: Unit, by: User) -> None:
    with open_scope(scope_for(by)):
        take_note(case, "Zij woont nu elders.", "involved", by, NOW, Told(unit, "phone"))


def stop(case: Case, unit: Unit) -> str:
    return f"/casussen/{case.reference}/verstrekkingen/nieuw/{unit.reference}/doet-niet-meer-mee/"


def test_with_its_last_task_done_a_unit_is_told_of_involved_others_no_more(
    coordinator: User, case: Case, police: Unit
) -> None:
    first, second = tasks(case, police, coordinator, "Mw. Ter Horst", "Tante Riet")
    told(case, first, coordinator)
    note_of_involved(case, police, coordinator)
    told(case, second, coordinator)
    with pytest.raises(ValidationError, match="doet nog niet mee in deze casus"):
        note_of_involved(case, police, coordinator)
    with system_scope("the test looks"):
        one = Participation.objects.get()
        assert (one.ended_on, one.ended_by) == (TODAY, coordinator)


def test_the_coordinator_says_that_a_unit_takes_part_no_more(coordinator: User, case: Case, police: Unit) -> None:
    with open_scope(scope_for(coordinator)):
        take_part(case, police, Participation.Why.ENRICHMENT, TODAY)
    give = f"/casussen/{case.reference}/verstrekkingen/nieuw/{police.reference}/"
    assert "Politie doet mee: bevraagd (ma 2 dec)." in page(coordinator, give)
    text = page(coordinator, stop(case, police), {})
    assert "Politie doet niet meer mee in deze casus." in text
    assert "in deze casus doet nog niemand mee" in text
    assert "Politie doet mee" not in page(coordinator, give)
    assert "doet al niet meer mee" in page(coordinator, stop(case, police), {})
    with system_scope("the test looks"):
        act = Act.objects.get()
    assert (act.text, act.done_by) == ("Politie doet niet meer mee (bevraagd).", coordinator)


def test_who_takes_part_again_does_so_since_that_day_and_the_first_time_stays_on_record(
    coordinator: User, case: Case, police: Unit
) -> None:
    with open_scope(scope_for(coordinator)):
        take_part(case, police, Participation.Why.PLAN, TODAY - timedelta(days=9))
    page(coordinator, stop(case, police), {})
    with open_scope(scope_for(coordinator)):
        take_part(case, police, Participation.Why.PLAN, TODAY)
        days = list(Participation.objects.order_by("pk").values_list("since", "ended_on"))
    assert days == [(TODAY - timedelta(days=9), TODAY), (TODAY, None)]


def test_an_end_says_by_whom_and_lies_not_before_the_beginning(coordinator: User, case: Case, police: Unit) -> None:
    with system_scope("the database itself"):
        take_part(case, police, Participation.Why.PLAN, TODAY)
        for change in ("ended_on = '2024-12-02'", f"ended_on = '2024-12-01', ended_by_id = {coordinator.pk}"):
            assert "participation_ended_whole" in refusal(f"UPDATE cases_participation SET {change}")


def test_only_the_coordinator_ends_it(cast: Cast, case: Case, police: Unit) -> None:
    for user in (cast.clerk, cast.chain_manager, cast.administrator, cast.privacy_officer):
        assert client_of(user).post(stop(case, police)).status_code == 403
    assert client_of(cast.hilversum).post(stop(case, police)).status_code == 404
