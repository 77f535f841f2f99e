"""Conferences in the portal: when, where, and the own cases; nothing else."""

import pytest

from cases.models import Case
from nazorg.accounts.models import User
from nazorg.common.scope import system_scope
from nazorg.covenant.parties import Party
from tests.cast import Cast, client_of
from tests.conference_tools import CRIMINAL, JOINT, address, guest, invited, planned, said, unit
from tests.factories import case_in

pytestmark = pytest.mark.django_db
HOURS = {"on": "2024-12-09", "starts": "09:30", "ends": "11:00", "place": "Kamer 2"}


@pytest.fixture
def case(coordinator: User) -> Case:
    with system_scope("the test makes a case"):
        return case_in("0402", detention__person__family_name="Bakker")


def test_a_municipality_sees_when_where_and_its_own_cases_and_nothing_else(cast: Cast, case: Case) -> None:
    with system_scope("a case of another municipality is on the agenda too"):
        other = case_in("0406", detention__person__family_name="Ongezien")
    conference = planned(cast.coordinator, case, other)
    police, place = unit("Politie", Party.POLICE), case.responsible
    assert place is not None
    client = client_of(cast.hilversum)
    assert "Er is geen overleg gepland" in said(client, "/portaal/overleggen/")
    invited(conference, cast.coordinator, guest(conference, police, CRIMINAL), guest(conference, place, JOINT))
    page = said(client, "/portaal/overleggen/")
    assert "Maandag 9 december 2024, 10.15 tot 11.00 uur" in page
    assert "Veiligheidshuis, kamer 2" in page
    assert "Bakker" in page
    for hidden in ("Ongezien", "Politie", CRIMINAL, JOINT, "Casus op Maat", other.reference[:4]):
        assert hidden not in page.partition("<main")[2], hidden
    assert "Er is geen overleg gepland" in said(client_of(cast.huizen), "/portaal/overleggen/")


def test_after_a_move_of_the_case_the_former_municipality_sees_no_person(cast: Cast, case: Case) -> None:
    conference, place = planned(cast.coordinator, case), case.responsible
    assert place is not None
    invited(conference, cast.coordinator, guest(conference, place, JOINT))
    with system_scope("the case moves"):
        case.responsible = case_in("0406").responsible
        case.save()
    page = said(client_of(cast.hilversum), "/portaal/overleggen/")
    assert "Veiligheidshuis, kamer 2" in page
    assert "Bakker" not in page
    assert "Hierbij hoort geen casus meer van uw gemeente." in page


def test_what_was_called_off_is_shown_as_such_until_its_day(cast: Cast, case: Case) -> None:
    conference, place = planned(cast.coordinator, case), case.responsible
    assert place is not None
    invited(conference, cast.coordinator, guest(conference, place, JOINT))
    said(client_of(cast.clerk), address(conference, "afgelasten/"), {"why": "Een geheime reden."})
    page = said(client_of(cast.hilversum), "/portaal/overleggen/")
    assert "gaat niet door" in page
    assert "geheime" not in page
