"""The day's work in a real browser: pasting, uploading, mending, reading the table; and every screen through axe."""

from datetime import date

import pytest
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from cases.models import Case, Notification
from cases.recording.write_people import write_name_keys
from fixtures.today import six_rows
from nazorg.common.scope import system_scope
from tests.browser_tools import PageOf, faults, violations
from tests.cast import Cast
from tests.factories import case_in

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_clerk_has_six_pasted_rows_recorded_in_two_clicks(cast: Cast, page_of: PageOf) -> None:
    page = page_of(cast.clerk)
    page.goto("/meldingen/plakken/")
    page.locator("main textarea").fill(six_rows(date(2024, 12, 2)))
    page.locator("main form button[type=submit]").click()
    page.get_by_role("button", name="Neem 6 regels over").click()
    expect(page.get_by_text("6 regels overgenomen")).to_be_visible()
    with system_scope("the test counts"):
        assert Notification.objects.count() == 6
        assert Case.objects.count() == 4


def test_pasting_works_without_scripts_too(cast: Cast, page_of: PageOf) -> None:
    page = page_of(cast.clerk, scripts=False)
    page.goto("/meldingen/plakken/")
    page.locator("main textarea").fill(six_rows(date(2024, 12, 2)))
    page.locator("main form button[type=submit]").click()
    page.get_by_role("button", name="Neem 6 regels over").click()
    assert "6 regels overgenomen" in page.content()


def test_the_slash_key_brings_one_to_the_search(cast: Cast, page_of: PageOf) -> None:
    with system_scope("the test makes a case"):
        case = case_in("0402")
        write_name_keys([(case.person_id, case.person.family_name, case.person.given_names)])
    page = page_of(cast.coordinator)
    page.goto("/")
    page.keyboard.press("/")
    page.keyboard.type(case.person.family_name[:4])
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name=case.person.family_name).first).to_be_visible()
    assert case.person.family_name.lower() not in page.url.lower()


STAFF_SCREENS = (
    "/",
    "/meldingen/",
    "/meldingen/inlezen/",
    "/meldingen/plakken/",
    "/meldingen/nieuw/",
    "/meldingen/vastgehouden/",
    "/casussen/",
    "/casussen/nieuw/",
    "/gemeenten/",
    "/gemeenten/0402/",
    "/berichten/",
    "/cijfers/tabel-1/",
    "/privacy/convenant/",
    "/hulp/",
    "/hulp/meldingen/",
    "/hulp/componenten/",
)


def test_every_staff_screen_is_clean_and_fits(cast: Cast, page_of: PageOf) -> None:
    with system_scope("the test makes a case"):
        case = case_in("0402")
    page = page_of(cast.clerk)
    for path in (*STAFF_SCREENS, f"/casussen/{case.reference}/", f"/personen/{case.person.reference}/"):
        page.goto(path)
        assert faults(page) == [], path


def test_the_portal_is_clean_and_fits_a_phone(cast: Cast, page_of: PageOf) -> None:
    page = page_of(cast.hilversum)
    for path in ("/portaal/", "/portaal/afspraken/convenant/"):
        page.goto(path)
        assert faults(page) == [], path


def test_the_sign_in_page_is_clean_and_lets_one_in(browser: Browser, live_server: LiveServer, cast: Cast) -> None:
    cast.clerk.set_password("een-lang-wachtwoord-1")
    cast.clerk.save()
    page = browser.new_context(base_url=live_server.url).new_page()
    page.goto("/casussen/")
    assert violations(page) == []
    page.get_by_label("E-mailadres").fill(cast.clerk.email)
    page.get_by_label("Wachtwoord").fill("een-lang-wachtwoord-1")
    page.locator("form:has(input[name=password]) button[type=submit]").first.click()
    expect(page.get_by_role("heading", name="Casussen", exact=True)).to_be_visible()
