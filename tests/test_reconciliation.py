"""Where DPAN and the own registration differ: each kind is found, and is not found where both tell the same."""

from datetime import date
from typing import Any

import pytest

from cases.access import scope_for
from cases.models import Case, Detention, Notification, Person
from nazorg.accounts.models import User
from nazorg.common.scope import open_scope, system_scope
from reporting.figures.boundaries import region
from reporting.figures.definitions import period
from reporting.figures.source import TOTAL, count
from reporting.figures.table_one import Boundaries
from reporting.reconciliation.chapter import chapter
from reporting.sources.reconciliation import KINDS, RECONCILIATION
from reporting.subjects import ask_years
from tests.conftest import NOW
from tests.difference_factories import ExplanationFactory
from tests.factories import (
    ActFactory,
    CaseFactory,
    DetentionFactory,
    NotificationFactory,
    PersonFactory,
    StayFactory,
    municipality,
)
from tests.reporting_tools import moved, person, released, worked_on

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
SPRING = date(2013, 4, 1)
CODES = [code for code, _ in KINDS.values()]


def counted(user: User, year: int = 2013, code: str = "", bounds: date | None = None) -> dict[str, int]:
    """Each kind that is found in a year, in all or in the row of one municipality."""
    span = period(year, TODAY)
    with open_scope(scope_for(user)):
        drawn = region(bounds or span.last)
        found = count(RECONCILIATION, span, drawn, TODAY)
        row = next((row.pk for row in drawn.rows if row.code == code), TOTAL)
        lines = {line.code: found.at(line, row) for line in RECONCILIATION.lines if line.code in CODES}
    return {name: int(number) for name, number in lines.items() if number}


def fits(code: str = "0402", who: Person | None = None, **known: Any) -> Case:
    """Released from the municipality in which he stays, notified, and worked on in 2013."""
    with system_scope("records of a test"):
        where = municipality(code)
        detention = DetentionFactory(person=who or PersonFactory(), registered=where, released_on=SPRING, **known)
        NotificationFactory(detention=detention)
        case: Case = CaseFactory(detention=detention, responsible=where)
        StayFactory(case=case, municipality=where)
        ActFactory(case=case, on=SPRING)
        return case


def detained(**known: Any) -> Detention:
    """In prison since 2013, with a notification and no case."""
    with system_scope("records of a test"):
        made: Detention = DetentionFactory.create(**known)
        NotificationFactory(detention=made)
        return made


def change(record: Any, **fields: Any) -> None:
    with system_scope("records of a test"):
        for name, value in fields.items():
            setattr(record, name, value)
        record.save()


def test_nothing_differs_where_both_tell_the_same(coordinator: User) -> None:
    fits()
    assert counted(coordinator) == {}


# --- Each kind


def test_who_was_released_without_a_case_is_found_in_the_municipality_of_registration(coordinator: User) -> None:
    released("0376", SPRING)
    assert counted(coordinator) == counted(coordinator, code="0376") == {"zonder-casus": 1}


def test_a_case_worked_on_in_another_year_is_no_case_of_this_one(coordinator: User) -> None:
    who = person()
    released("0402", SPRING, who)
    worked_on("0402", date(2014, 2, 1), who=who)
    assert counted(coordinator) == {"zonder-casus": 1}


def test_who_was_released_without_an_address_in_the_region_is_not_in_the_outflow(coordinator: User) -> None:
    released("none", SPRING)
    assert "zonder-casus" not in counted(coordinator)


def test_a_case_without_a_notification_is_found_with_and_without_a_detention(coordinator: User) -> None:
    case = fits()
    with system_scope("records of a test"):
        Notification.objects.filter(detention=case.detention).delete()
        free = CaseFactory(detention=None)
        StayFactory(case=free, municipality=municipality("0402"))
        ActFactory(case=free, on=SPRING)
    assert counted(coordinator, code="0402") == {"zonder-melding": 2}


def test_somebody_who_stays_elsewhere_than_registered_counts_where_he_stays(coordinator: User) -> None:
    moved(fits("0376"), "0406", SPRING)
    assert counted(coordinator, code="0406") == {"elders": 1}
    assert counted(coordinator, code="0376") == {}


def test_a_stay_in_another_municipality_after_the_last_act_changes_nothing(coordinator: User) -> None:
    moved(fits("0376"), "0406", date(2013, 6, 1))
    assert counted(coordinator) == {}


def test_without_an_address_in_dpan_he_is_registered_elsewhere(coordinator: User) -> None:
    change(fits().detention, registered=None, registered_abode="none")
    assert counted(coordinator) == {"elders": 1}


def test_an_expected_end_that_passed_without_a_release_is_found(coordinator: User) -> None:
    detained(registered=municipality("0402"), expected_end_on=SPRING)
    assert counted(coordinator, code="0402") == {"einde-voorbij": 1}


@pytest.mark.parametrize("end", [TODAY, date(2024, 12, 20), None])
def test_an_end_that_has_yet_to_pass_is_not(coordinator: User, end: date | None) -> None:
    detained(registered=municipality("0402"), expected_end_on=end)
    assert counted(coordinator, 2024) == {}


def test_a_release_settles_the_expected_end(coordinator: User) -> None:
    fits(expected_end_on=date(2013, 3, 1))
    assert counted(coordinator) == {}


def test_a_notification_without_a_municipality_is_found_once_and_not_as_elsewhere_too(coordinator: User) -> None:
    change(fits().detention, registered=None, registered_abode="unknown")
    assert counted(coordinator) == {"zonder-gemeente": 1}


@pytest.mark.parametrize(
    ("theirs", "found"),
    [
        ({"family_name": "Molen", "given_names": "D."}, 1),
        ({"family_name": "MOLEN", "given_names": "Dennis"}, 1),
        ({"family_name": "Molen", "given_names": "Kevin"}, 0),  # a twin
        ({"family_name": "Visser", "given_names": "Dennis"}, 0),
        ({"family_name": "Molen", "given_names": "Dennis", "born": "1980-05"}, 0),
        ({"family_name": "Molen", "given_names": "Dennis", "skn": "9999001"}, 0),  # two numbers are two people
    ],
)
def test_somebody_registered_twice_is_found_by_birth_date_and_name(
    coordinator: User, theirs: dict[str, str], found: int
) -> None:
    with system_scope("records of a test"):
        one = PersonFactory(family_name="Molen", given_names="Dennis", born="1980-05-14", skn="9999000")
        PersonFactory(**{"born": "1980-05-14", "skn": None} | theirs)
    fits(who=one)
    assert counted(coordinator).get("dubbel", 0) == found


def test_a_name_that_sounds_the_same_is_found_too(coordinator: User) -> None:
    with system_scope("records of a test"):
        one = PersonFactory(family_name="Tolhuis", given_names="Dennis", born="1980-05-14")
        other = PersonFactory(family_name="Tholhuys", given_names="Denis", born="1980-05-14", skn=None)
        for who in (one, other):
            for key in ("~tolhuis", "~denis"):
                who.name_keys.create(key=key)
    fits(who=one)
    assert counted(coordinator) == {"dubbel": 1}


def test_who_was_merged_is_no_double(coordinator: User) -> None:
    with system_scope("records of a test"):
        one = PersonFactory(family_name="Molen", given_names="Dennis", born="1980-05-14")
        PersonFactory(family_name="Molen", given_names="Dennis", born="1980-05-14", skn=None, merged_into=one)
    fits(who=one)
    assert counted(coordinator) == {}


# --- Years, boundaries, and what was said


def test_before_the_caseload_was_registered_no_case_can_lack(coordinator: User) -> None:
    released("0402", date(2012, 4, 1))
    with open_scope(scope_for(coordinator)):
        drawn = region(date(2012, 12, 31))
        found = count(RECONCILIATION, period(2012, TODAY), drawn, TODAY)
    assert {line.code: found.at(line) for line in RECONCILIATION.lines if line.code == "zonder-casus"} == {
        "zonder-casus": None
    }
    assert counted(coordinator, 2012) == {}


def test_a_move_within_a_later_merger_is_a_difference_then_and_none_now(coordinator: User) -> None:
    moved(fits("0425"), "0381", SPRING)  # Naarden and Bussum, both Gooise Meren since 2016
    assert counted(coordinator, code="0381") == {"elders": 1}
    assert counted(coordinator, bounds=TODAY) == {}


def test_the_counts_are_everybodys_of_the_figures(chain_manager: User) -> None:
    released("0376", SPRING)
    assert counted(chain_manager) == {"zonder-casus": 1}


def test_the_chapter_of_a_report_says_what_became_of_them(coordinator: User) -> None:
    people = [released("0376", SPRING).person for _ in range(4)]
    with system_scope("records of a test"):
        ExplanationFactory(person=people[0], by=coordinator)
        ExplanationFactory(person=people[1], why="task", due_on=TODAY, owner=coordinator, by=coordinator)
        ExplanationFactory(person=people[2], year=2014, by=coordinator)  # says nothing of 2013
    with open_scope(scope_for(coordinator)):
        tables, sentences = chapter(ask_years([2013], Boundaries.THEN, NOW))
    assert tables[0].caption == "Aansluiting met DPAN, 2013"
    assert sentences == (
        "In 2013 verschillen DPAN en de eigen registratie 4 keer: 1 uitgelegd, 1 nog uit te zoeken door iemand"
        " en 2 zonder uitleg.",
    )
