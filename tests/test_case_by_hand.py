"""A case opened by hand, with or without a detention; a later notification is tied to it."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from cases.access import scope_for
from cases.dossiers.services import join_detention, open_by_hand
from cases.models import Act, Case, Detention, Person, Stay
from cases.people.search import find_people
from nazorg.accounts.models import User
from nazorg.common.scope import open_scope, system_scope
from nazorg.covenant.categories import Category
from tests.conftest import NOW
from tests.factories import ActFactory, DetentionFactory, PersonFactory, municipality
from tests.intake_tools import accepted, arrival, somebody

NEW = {"family_name": "Molen", "prefix": "van der", "given_names": "Dennis", "born": "1971-05-14", "sex": "man"}


@pytest.fixture(autouse=True)
def looking(cast: object) -> Iterator[None]:
    with system_scope("the test looks at what was recorded"):
        yield


def opened(by: User, **fields: Any) -> Case:
    wanted = {
        "person": None, "new_person": NEW, "municipality": municipality("0402"), "brought_in_by": "wijkteam",
        "why": "komt vrij zonder woning", "detention": None, "by": by, "now": NOW,
    } | fields  # fmt: skip
    with open_scope(scope_for(by)):
        return open_by_hand(**wanted)


def test_a_case_for_somebody_new_without_a_detention(clerk: User) -> None:
    case = opened(clerk)
    assert (case.origin, case.detention, case.to_decide) == ("by_hand", None, "")
    assert case.responsible == Stay.objects.get().municipality == municipality("0402")
    assert (case.brought_in_by, case.brought_in_why) == ("wijkteam", "komt vrij zonder woning")
    with open_scope(scope_for(clerk)) as scope:
        assert find_people("molen dennis", scope) == [case.person]


def test_without_a_municipality_somebody_decides(clerk: User) -> None:
    assert opened(clerk, municipality=None).to_decide == "municipality"


@pytest.mark.parametrize("changes", [{"family_name": ""}, {"born": "1971-13"}, {"sex": "x"}])
def test_a_person_that_is_not_whole_is_refused_and_nothing_is_left(clerk: User, changes: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        opened(clerk, new_person=NEW | changes)
    assert not Person.objects.exists()


def test_a_case_with_somebody_elses_or_a_taken_detention_is_refused(clerk: User) -> None:
    detention = DetentionFactory()
    with pytest.raises(ValidationError, match="van iemand anders"):
        opened(clerk, person=PersonFactory(), detention=detention)
    opened(clerk, person=detention.person, detention=detention)
    with pytest.raises(ValidationError, match="al een casus"):
        opened(clerk, person=detention.person, detention=detention)


def test_a_later_notification_is_tied_to_the_case_by_hand(clerk: User) -> None:
    who = somebody()
    person = PersonFactory(skn=who.skn, family_name=who.family_name, born=who.born)
    case = opened(clerk, person=person)
    accepted([arrival(who)], clerk)
    detention = Detention.objects.get()
    assert Case.objects.count() == 2, "offered, not tied by itself"
    with open_scope(scope_for(clerk)):
        join_detention(case, detention, NOW)
    assert Case.objects.get() == case
    assert Case.objects.get().detention == detention


@pytest.mark.parametrize("category", [Category.IDENTITY, Category.RISK])
def test_work_in_the_case_of_the_notification_is_not_thrown_away(clerk: User, category: Category) -> None:
    who = somebody()
    person = PersonFactory(skn=who.skn, family_name=who.family_name, born=who.born)
    case = opened(clerk, person=person)
    accepted([arrival(who)], clerk)
    ActFactory(case=Case.objects.get(origin="notification"), category=category)
    with open_scope(scope_for(clerk)), pytest.raises(ValidationError, match="al gewerkt"):
        join_detention(case, Detention.objects.get(), NOW)
    assert Act.objects.count() == 1


def test_a_case_with_a_detention_or_of_somebody_else_is_not_tied(clerk: User) -> None:
    case = opened(clerk)
    with pytest.raises(ValidationError, match="kan niet bij deze detentie"):
        join_detention(case, DetentionFactory(), NOW)
