"""The tabs of a case stand on every page below it, and say where one is."""

import re

import pytest

from cases.models import Case
from nazorg.accounts.models import User
from nazorg.common.scope import system_scope
from nazorg.covenant.parties import Party
from tests.case_tools import page
from tests.cast import Cast
from tests.factories import case_in
from tests.partner_factories import UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(cast: Cast) -> Case:
    with system_scope("the test makes a case"):
        return case_in("0402")


def here(text: str) -> list[tuple[str, str]]:
    """The tabs that are marked, first those of the case and then those of the subject: how, and their label."""
    return re.findall(r'aria-current="(\w+)">([^<]+)</a>', text[text.index('class="tabs"') :].partition("<form")[0])


@pytest.mark.parametrize(
    ("rest", "marked"),
    [
        ("", [("page", "Overzicht")]),
        ("nummers/", [("true", "Overzicht")]),
        ("export/", [("true", "Overzicht")]),
        ("leefgebieden/huisvesting/", [("true", "Overzicht")]),
        ("verhuizen/", [("true", "Overzicht")]),
        ("profiel/", [("page", "Profiel"), ("page", "Profiel")]),
        ("profiel/schrijven/", [("true", "Profiel"), ("true", "Profiel")]),
        ("doelgroepen/", [("true", "Profiel"), ("page", "Doelgroepen")]),
        ("verstrekkingen/nieuw/", [("true", "Verstrekkingen"), ("true", "Verstrekkingen")]),
        ("verstrekkingen/nieuw/{unit}/", [("true", "Verstrekkingen"), ("true", "Verstrekkingen")]),
        ("wat-ziet/{unit}/", [("true", "Verstrekkingen"), ("true", "Wat ziet …?")]),
        ("deelbare-zinnen/nieuw/", [("true", "Verstrekkingen"), ("true", "Deelbare zinnen")]),
        ("verrijking/nieuw/", [("true", "Verrijking"), ("true", "Verrijking")]),
    ],
)
def test_a_page_below_a_case_says_to_which_tab_it_belongs(
    coordinator: User, case: Case, rest: str, marked: list[tuple[str, str]]
) -> None:
    unit = UnitFactory(party=Party.PROBATION)
    text = page(coordinator, f"/casussen/{case.reference}/{rest.format(unit=unit.reference)}")
    assert here(text) == marked
