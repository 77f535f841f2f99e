"""The whole timeline of a case: everything in one list, narrowed by what one looks for."""

from datetime import timedelta

import pytest

from cases.models import Case
from nazorg.accounts.models import User
from nazorg.common.scope import system_scope
from nazorg.covenant.categories import Category
from tests.case_tools import page
from tests.cast import Cast, client_of
from tests.conftest import NOW
from tests.factories import ActFactory, case_in

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


@pytest.fixture
def case(db: None) -> Case:
    """A case opened by a notification, with twenty conferences, a note for the coordinator and one for everybody."""
    with system_scope("the test makes a case in which much happened"):
        made = case_in("0402")
        for week in range(20):
            on = TODAY - timedelta(weeks=week)
            ActFactory(
                case=made, kind="tailored_meeting", category=Category.CONFERENCE_LOGISTICS, on=on, text=f"n{week}"
            )
        ActFactory(case=made, kind="note", category=Category.RISK, on=TODAY, text="Alleen voor de coördinator.")
        ActFactory(case=made, kind="note", category=Category.IDENTITY, on=TODAY, text="Moeder belde.")
    return made


def test_the_page_of_the_case_holds_the_latest_and_leads_to_the_rest(case: Case, coordinator: User) -> None:
    text = page(coordinator, f"/casussen/{case.reference}/")
    assert "laatste 7 van 23" in text
    assert f"/casussen/{case.reference}/tijdlijn/" in text
    assert page(coordinator, f"/casussen/{case.reference}/tijdlijn/").count('class="when"') == 23


@pytest.mark.parametrize(("kind", "lines"), [("overleg", 20), ("notities", 2), ("bestaat-niet", 23), ("verrijking", 0)])
def test_it_is_narrowed_to_what_one_looks_for(case: Case, coordinator: User, kind: str, lines: int) -> None:
    text = page(coordinator, f"/casussen/{case.reference}/tijdlijn/?soort={kind}")
    assert text.count('class="when"') == lines


def test_what_one_may_not_read_is_neither_shown_nor_counted(case: Case, clerk: User) -> None:
    text = page(clerk, f"/casussen/{case.reference}/tijdlijn/?soort=notities")
    assert ("Moeder belde." in text, "Alleen voor de coördinator." in text) == (True, False)
    assert '<b>1</b> <span class="what">Notities' in text


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("coordinator", 200), ("clerk", 200), ("chain_manager", 403), ("privacy_officer", 403),
        ("administrator", 403), ("hilversum", 404), ("huizen", 404),
    ],
)  # fmt: skip
def test_only_who_opens_dossiers_opens_it(cast: Cast, case: Case, role: str, status: int) -> None:
    assert client_of(getattr(cast, role)).get(f"/casussen/{case.reference}/tijdlijn/").status_code == status
