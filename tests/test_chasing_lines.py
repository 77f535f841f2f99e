"""Asking after late action lines: once a week, numbers only, to whoever can see them."""

from datetime import timedelta

import pytest

from cases.access import scope_for
from cases.chasing.services import daily_round
from cases.models import ActionLine, Case
from cases.plans.services import Owner, take_step
from cases.requests.moving import move_case
from nazorg.common.mails.models import Mail
from nazorg.common.scope import open_scope, system_scope
from tests.cast import Cast
from tests.chasing_tools import at, told
from tests.conftest import NOW
from tests.factories import case_in, municipality
from tests.partner_factories import UnitFactory
from tests.plan_factories import given_line

MONDAY = NOW.date()
FRIDAY = MONDAY + timedelta(days=4)


@pytest.fixture
def case(cast: Cast) -> Case:
    with system_scope("the test makes a case"):
        return case_in("0402", detention__person__family_name="Vermeer", detention__released_on=MONDAY)


def test_a_municipality_hears_of_its_late_lines_once_a_week(cast: Cast, case: Case) -> None:
    for what in ("Zoekt een kamer", "Belt de huisarts"):
        given_line(case, cast.coordinator, Owner(municipality=case.responsible), MONDAY, what=what)
    daily_round(at(MONDAY))
    assert told() == []
    for day in range(1, 5):
        daily_round(at(MONDAY + timedelta(days=day)))
        daily_round(at(MONDAY + timedelta(days=day), 10))
    assert told() == ["Hilversum: 2 acties te laat"]
    daily_round(at(MONDAY + timedelta(days=7)))
    assert told() == ["Hilversum: 2 acties te laat"] * 2


def test_the_mail_holds_a_number_and_a_link_and_no_person(cast: Cast, case: Case) -> None:
    given_line(case, cast.coordinator, Owner(municipality=case.responsible), MONDAY)
    daily_round(at(FRIDAY))
    mail = Mail.objects.get()
    assert mail.to == cast.hilversum.email
    assert "staat 1 actie die al klaar had moeten zijn" in mail.body
    assert "/portaal/acties/" in mail.body
    for secret in ("Vermeer", "Zoekt een kamer", case.reference, case.person.reference):
        assert secret not in mail.subject + mail.body


@pytest.mark.parametrize("state", ["done", "stuck", "dropped"])
def test_what_is_settled_or_does_not_work_out_is_chased_no_more(cast: Cast, case: Case, state: str) -> None:
    line = given_line(case, cast.coordinator, Owner(municipality=case.responsible), MONDAY)
    with open_scope(scope_for(cast.coordinator)):
        take_step(line, state, "Zo is het.", MONDAY, 1, cast.coordinator, NOW)
    daily_round(at(FRIDAY))
    assert told() == []


def test_a_municipality_that_is_responsible_no_more_hears_nothing(cast: Cast, case: Case) -> None:
    given_line(case, cast.coordinator, Owner(municipality=case.responsible), MONDAY)
    with open_scope(scope_for(cast.coordinator)):
        move_case(case, municipality("0406"), "woont bij zijn zus", cast.coordinator, NOW)
    daily_round(at(FRIDAY))
    assert told() == []


def test_a_unit_hears_at_its_address_and_one_without_address_not(cast: Cast, case: Case) -> None:
    with system_scope("the test makes partners"):
        unit = UnitFactory(organisation__name="Kansrijk Wonen", email="team@kansrijk.example")
        silent = UnitFactory(email="")
    given_line(case, cast.coordinator, Owner(unit=unit), MONDAY)
    given_line(case, cast.coordinator, Owner(unit=silent), MONDAY)
    given_line(case, cast.coordinator, Owner(name="zijn moeder"), MONDAY)
    daily_round(at(FRIDAY))
    daily_round(at(FRIDAY, 11))
    mail = Mail.objects.get()
    assert (mail.to, mail.subject) == ("team@kansrijk.example", "1 actie te laat")
    assert "Vermeer" not in mail.body
    assert "portaal" not in mail.body
    with system_scope("the lines stand as they were"):
        assert set(ActionLine.objects.values_list("state", flat=True)) == {"todo"}
