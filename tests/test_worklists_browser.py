"""The working lists in a real browser: ticking, sending, leafing through, by keyboard, on a phone, through axe."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from cases.models import Request
from tests.browser_tools import PageOf, faults
from tests.cast import Cast, contact
from tests.chain_tools import answered, asked, fresh
from tests.conftest import NOW

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def work(cast: Cast) -> dict[str, Request]:
    """Something in most lists: late, spoed, waiting for SUWINET, ready, and two to send of which one can be."""
    made = {
        "late": asked(cast.clerk, now=NOW - timedelta(days=6), on=date(2024, 11, 25)),
        "urgent": asked(cast.clerk, "0406", expected_end_on="07-12-2024"),
        "suwinet": asked(cast.clerk),
        "ready": asked(cast.clerk),
        "laren": asked(cast.clerk, "0417"),
        "eemnes": asked(cast.clerk, "0317"),
    }
    answered(made["suwinet"], cast.hilversum, income="waiting")
    answered(made["ready"], cast.hilversum)
    contact("laren", "0417", cast.administrator)
    return made


def name(request: Request) -> str:
    return request.case.person.full_name


def test_the_clerk_ticks_sees_what_it_comes_to_and_sends(cast: Cast, page_of: PageOf, work: dict[str, Request]) -> None:
    page = page_of(cast.clerk)
    page.goto("/vragen/te-versturen/")
    page.get_by_label(f"Kies {name(work['laren'])}").check()
    page.get_by_label(f"Kies {name(work['eemnes'])}").check()
    page.get_by_role("button", name="Verstuur 2 vragen").click()
    expect(page.get_by_text("Dit verstuurt 1 vraag: 1 Laren.")).to_be_visible()
    page.get_by_role("button", name="Verstuur").click()
    expect(page.get_by_text("1 vraag is niet verstuurd.")).to_be_visible()
    assert (fresh(work["laren"]).state, fresh(work["eemnes"]).state) == ("open", "to_send")


def test_sending_works_without_scripts_too(cast: Cast, page_of: PageOf, work: dict[str, Request]) -> None:
    page = page_of(cast.clerk, scripts=False)
    page.goto("/vragen/te-versturen/")
    page.get_by_role("link", name="Kies alle 2").click()
    page.get_by_role("button", name="Verstuur gekozen vragen").click()
    page.get_by_label("Hoe stelde u de vraag buiten Nazorg om?").fill("gemaild aan de balie")
    page.locator("main form button[type=submit]").click()
    assert {fresh(work[key]).state for key in ("laren", "eemnes")} == {"open"}


def test_one_leafs_through_a_list_by_keyboard(cast: Cast, page_of: PageOf, work: dict[str, Request]) -> None:
    page = page_of(cast.clerk)
    page.goto("/vragen/te-laat/")
    page.get_by_role("link", name=name(work["late"]), exact=True).click()
    expect(page.get_by_text("1 van 1 in")).to_be_visible()
    page.goto("/vragen/te-versturen/")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Vragen versturen")).to_be_visible()


SCREENS = (
    "/",
    "/vragen/te-beslissen/",
    "/vragen/te-versturen/?alles=1",
    "/vragen/verzonden/",
    "/vragen/vandaag/",
    "/vragen/te-laat/",
    "/vragen/suwinet/",
    "/vragen/gereed/?gemeente=0402",
    "/vragen/gereed/?gemeente=0406",
)


def test_every_list_is_clean_and_fits(cast: Cast, page_of: PageOf, work: dict[str, Request]) -> None:
    page = page_of(cast.clerk)
    both = "&".join(f"casus={work[key].case.reference}" for key in ("laren", "eemnes", "late"))
    from_list = f"/casussen/{work['late'].case.reference}/?lijst=verzonden"
    for path in (*SCREENS, f"/vragen/versturen/?{both}", f"/vragen/herinneren/?{both}", from_list):
        page.goto(path)
        assert faults(page) == [], path


def test_fourteen_lines_fit_on_the_first_screen(cast: Cast, page_of: PageOf) -> None:
    for _ in range(14):
        asked(cast.clerk)
    page = page_of(cast.clerk)
    page.goto("/")
    page.wait_for_selector(".line")
    last = page.locator(".line").nth(13).bounding_box()
    assert last is not None
    assert last["y"] + last["height"] <= 900
