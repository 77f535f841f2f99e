"""The public table, the board's page and a municipality's figures in a real browser: on a phone, and through axe."""

from datetime import date

import pytest

from tests.browser_tools import PageOf, faults
from tests.cast import Cast
from tests.reporting_tools import worked_on

pytestmark = pytest.mark.django_db(transaction=True)
STAFF = ["/cijfers/tabel-1/openbaar/?jaar=2013", "/cijfers/bestuur/?jaar=2013", "/cijfers/gemeente/0402/?jaar=2013"]


def test_the_pages_are_clean_and_fit(cast: Cast, page_of: PageOf) -> None:
    for code in ("0402", "0402", "0406"):
        worked_on(code, date(2013, 4, 1), kind="profile")
    staff = page_of(cast.chain_manager)
    contact = page_of(cast.hilversum)
    for page, path in [*((staff, path) for path in STAFF), (contact, "/portaal/cijfers/?jaar=2013")]:
        page.goto(path)
        assert page.get_by_role("heading", level=1).is_visible()
        assert faults(page) == [], path
