"""Target groups that follow from the data, each with its explanation."""

from datetime import date, timedelta

import pytest

from cases.models import AskedForHelp, Case, KnownBefore
from cases.targets.models import Group
from nazorg.accounts.models import User
from nazorg.common.scope import system_scope
from tests.case_tools import page
from tests.conftest import NOW
from tests.factories import CaseFactory, DetentionFactory, PersonFactory
from tests.target_tools import case_of, group, url

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def stays(case: Case, *days: date) -> None:
    """Earlier detentions of the person, each of ten days."""
    with system_scope("the test makes detentions"):
        for day in days:
            DetentionFactory(person=case.person, start_on=day, released_on=day + timedelta(days=10))


@pytest.mark.parametrize(
    ("asked", "belongs", "words"),
    [
        (True, "yes", "Volgens de melding van de aankomst wel."),
        (False, "no", "Volgens de melding van de aankomst niet."),
        (None, "unknown", "In de meldingen staat niet of er om hulp is gevraagd."),
    ],
)
def test_asking_for_help_follows_from_the_notification(
    coordinator: User, asked: bool | None, belongs: str, words: str
) -> None:
    case = case_of()
    assert case.detention is not None
    with system_scope("the notification says so"):
        if asked is not None:
            AskedForHelp.objects.create(detention=case.detention, asked=asked)
    target = group(case, coordinator, Group.HELP)
    assert (target.belongs, target.why) == (belongs, words)


# Born so that the 27th birthday is on 10 December 2024, eight days from today.
BORN = "1997-12-10"


@pytest.mark.parametrize(
    ("expected", "released", "belongs", "label", "words"),
    [
        (None, date(2024, 11, 30), "yes", "jonger dan 27", "26 jaar op de dag van vrijlating, za 30 nov: dit staat"),
        (date(2024, 12, 20), date(2024, 11, 30), "yes", "jonger dan 27", "dit staat vast"),
        (date(2024, 12, 9), None, "yes", "jonger dan 27", "26 jaar op de verwachte vrijlating, ma 9 dec."),
        (date(2024, 12, 10), None, "no", "jonger dan 27", "27 jaar op de verwachte vrijlating, di 10 dec."),
        (None, None, "yes", "jonger dan 27 (voorlopig)", "26 jaar vandaag. Voorlopig"),
    ],
)  # fmt: skip
def test_the_age_counts_on_the_actual_release_else_the_expected_one_else_today(
    coordinator: User, expected: date | None, released: date | None, belongs: str, label: str, words: str
) -> None:
    case = case_of(
        detention__person__born=BORN, detention__expected_end_on=expected, detention__released_on=released,
    )  # fmt: skip
    target = group(case, coordinator, Group.YOUNG)
    assert (target.belongs, target.label) == (belongs, label)
    assert words in target.why


def test_once_released_the_age_stays_what_it_was(coordinator: User) -> None:
    case = case_of(detention__person__born="1987-01-01", detention__released_on=date(2013, 6, 1))
    assert group(case, coordinator, Group.YOUNG).belongs == "yes"


def test_without_a_detention_the_age_is_of_today_and_provisional(coordinator: User) -> None:
    with system_scope("the test makes a case"):
        case = CaseFactory(detention=None, person=PersonFactory(born=BORN))
    assert group(case, coordinator, Group.YOUNG).label == "jonger dan 27 (voorlopig)"


@pytest.mark.parametrize(
    ("born", "words"),
    [("", "geen geboortedatum bekend"), ("2001", "alleen 2001 is bekend"), ("2001-05", "alleen 05-2001 is bekend")],
)
def test_a_birth_date_that_is_not_whole_says_unknown(coordinator: User, born: str, words: str) -> None:
    target = group(case_of(detention__person__born=born), coordinator, Group.YOUNG)
    assert (target.belongs, target.label, target.shown) == ("unknown", "jonger dan 27: onbekend", True)
    assert words in target.why


def test_the_fourth_detention_makes_a_frequent_returner_and_all_are_listed(coordinator: User) -> None:
    case = case_of(detention__start_on=date(2024, 11, 1))
    stays(case, date(2013, 1, 7), date(2015, 3, 2))
    assert group(case, coordinator, Group.RETURNER).belongs == "no"
    stays(case, date(2020, 6, 1))
    target = group(case, coordinator, Group.RETURNER)
    assert (target.belongs, target.label) == ("yes", "frequente terugkeerder: minstens 4")
    assert "Minstens 4 detenties met deze erbij." in target.why
    assert target.lines == (
        "vr 1 nov, loopt, PI Almere",
        "ma 1 jun 2020, tot do 11 jun 2020, PI Almere",
        "ma 2 mrt 2015, tot do 12 mrt 2015, PI Almere",
        "ma 7 jan 2013, tot do 17 jan 2013, PI Almere",
    )


@pytest.mark.parametrize(("gap", "number"), [(0, 3), (1, 3), (2, 4)])
def test_stays_that_follow_on_each_other_count_as_one(coordinator: User, gap: int, number: int) -> None:
    begins = date(2024, 11, 1)
    case = case_of(detention__start_on=begins)
    stays(case, date(2013, 1, 7), date(2015, 3, 2), begins - timedelta(days=10 + gap))
    target = group(case, coordinator, Group.RETURNER)
    assert f"Minstens {number} detenties" in target.why
    assert len(target.lines) == 4
    assert ("sluit aan en telt niet apart" in target.lines[0]) == (gap < 2)


def test_a_detention_after_this_one_does_not_change_what_an_old_case_was(coordinator: User) -> None:
    case = case_of(detention__start_on=date(2013, 6, 1), detention__released_on=date(2013, 7, 1))
    stays(case, date(2012, 1, 7), date(2012, 3, 2), date(2020, 6, 1))
    assert "Minstens 3 detenties" in group(case, coordinator, Group.RETURNER).why


def test_somebody_without_any_detention_is_no_returner(coordinator: User) -> None:
    with system_scope("the test makes a case"):
        case = CaseFactory(detention=None)
    target = group(case, coordinator, Group.RETURNER)
    assert (target.belongs, target.why) == ("no", "Er is geen detentie bekend.")


def test_what_is_known_from_before_counts_with_its_source_in_every_case_of_the_person(coordinator: User) -> None:
    case = case_of(detention__start_on=date(2024, 1, 8), detention__released_on=date(2024, 2, 1))
    text = page(coordinator, url(case, "eerder-bekend/"), {"eerder-number": "3", "eerder-source": "reclassering"})
    assert "Het aantal eerder bekende detenties is vastgelegd." in text
    assert "3 eerder bekend: reclassering (Coordinator, ma 2 dec)" in text
    assert "Frequente terugkeerder: minstens 4" in text
    later = case_of(detention__person=case.person, detention__start_on=date(2024, 11, 1))
    assert group(later, coordinator, Group.RETURNER).label == "frequente terugkeerder: minstens 5"
    page(coordinator, url(later, "eerder-bekend/"), {"eerder-number": "0", "eerder-source": "bleek een ander"})
    assert group(later, coordinator, Group.RETURNER).belongs == "no"
    with system_scope("both words are kept"):
        assert KnownBefore.objects.count() == 2


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"eerder-number": "", "eerder-source": "politie"}, "Vul een aantal in."),
        ({"eerder-number": "-1", "eerder-source": "politie"}, "Vul 0 in, of meer."),
        ({"eerder-number": "101", "eerder-source": "politie"}, "Vul hoogstens 100 in."),
        ({"eerder-number": "3", "eerder-source": " "}, "Zeg van wie of waaruit u dit weet."),
    ],
)
def test_a_number_without_a_source_or_beyond_belief_is_refused(
    coordinator: User, data: dict[str, str], sentence: str
) -> None:
    case = case_of()
    text = page(coordinator, url(case, "eerder-bekend/"), data)
    assert sentence in text
    assert '<details class="former" open>' in text
    with system_scope("the test looks"):
        assert not KnownBefore.objects.exists()
