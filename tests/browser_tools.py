"""A real browser for tests: the fixtures `browser` and `page_of`, and what is wrong with a page."""

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from nazorg.accounts.models import User
from tests.cast import client_of

ARGUMENTS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
PageOf = Callable[..., Page]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def page_of(browser: Browser, live_server: LiveServer) -> Iterator[PageOf]:
    """A page in which somebody is signed in; fails the test on anything the browser complains of."""
    complaints: list[str] = []
    contexts = []

    def open_page(user: User, width: int = 1440, dark: bool = False, scripts: bool = True) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            java_script_enabled=scripts,
            reduced_motion="reduce",
        )
        contexts.append(context)
        name = settings.SESSION_COOKIE_NAME
        context.add_cookies([{"name": name, "value": client_of(user).cookies[name].value, "url": live_server.url}])
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == [], complaints


def faults(page: Page) -> list[str]:
    """What is wrong with a page on a screen, in the dark and on a phone: what axe finds, and being too wide.

    The page itself stays; it is left as on a screen. In the dark only colours are other.
    """
    found = violations(page)
    page.emulate_media(color_scheme="dark")
    found += [f"{one} in the dark" for one in violations(page, "color-contrast", "link-in-text-block")]
    page.emulate_media(color_scheme="light")
    wide = page.viewport_size
    page.set_viewport_size({"width": 320, "height": 900})
    found += [f"{one} on a phone" for one in violations(page)] + too_wide(page)
    page.set_viewport_size(wide or {"width": 1440, "height": 900})
    return found + too_wide(page)


def too_wide(page: Page) -> list[str]:
    """Whether one has to scroll sideways, as a fault."""
    wide, window = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    return [f"{wide} wide in a window of {window}"] if wide > window else []


def violations(page: Page, *rules: str) -> list[str]:
    """What axe finds, by rule and place, on a page that has come whole: after a click one may still be on its way.

    All rules without `rules`.
    """
    page.wait_for_load_state("load")
    found = Axe().run(page, options={"runOnly": list(rules)} if rules else None).response["violations"]
    return [f"{one['id']}: {node['target']}" for one in found for node in one["nodes"]]
