"""The figures of answer time and handoff in a real browser: filtering by keyboard, on a phone, through axe."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from tests.browser_tools import PageOf, faults
from tests.cast import Cast
from tests.chain_tools import answered, asked, handed_over
from tests.timeliness_tools import OWN, PAGE, november

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def work(cast: Cast) -> None:
    """One of November handed over in time, one of Huizen that was late, and one that was just sent."""
    early = asked(cast.clerk, on=date(2024, 11, 4), now=november(4))
    answered(early, cast.hilversum, november(5))
    handed_over(early.case, cast.clerk, november(6))
    late = asked(cast.clerk, "0406", on=date(2024, 11, 4), now=november(4))
    answered(late, cast.huizen, november(12))
    asked(cast.clerk)


def is_clean(page: Page, path: str) -> None:
    page.goto(path)
    assert faults(page) == [], path


def test_the_figures_are_clean_and_fit(cast: Cast, page_of: PageOf, work: None) -> None:
    staff = page_of(cast.clerk)
    for path in (PAGE, f"{PAGE}?jaar=2024&per=maand", f"{PAGE}?jaar=2013", f"{PAGE}2024/te_laat/alle/"):
        is_clean(staff, path)
    is_clean(page_of(cast.hilversum), OWN)


def test_one_goes_from_all_to_one_municipality_to_one_month_to_its_cases(
    cast: Cast, page_of: PageOf, work: None
) -> None:
    page = page_of(cast.coordinator)
    page.goto(PAGE)
    page.get_by_role("link", name="Huizen").first.click()
    expect(page.locator("select[name=gemeente]")).to_have_value("0406")
    page.get_by_role("link", name="november").first.click()
    expect(page.locator("select[name=maand]")).to_have_value("11")
    page.get_by_role("link", name="overdracht aan de MMD-er: te laat, Huizen").click()
    expect(page.get_by_role("heading", name="Overdracht aan de MMD-er, te laat: 1")).to_be_visible()


def test_choosing_works_without_scripts(cast: Cast, page_of: PageOf, work: None) -> None:
    page = page_of(cast.chain_manager, scripts=False)
    page.goto(PAGE)
    page.locator("select[name=per]").select_option("per maand")
    page.get_by_role("button", name="Toon").click()
    expect(page.get_by_role("rowheader", name="november").first).to_be_visible()
