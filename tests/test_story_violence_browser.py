"""The second example case played through the screens: family told in time, a conference in two parts, a plan.

In the words of the demo; each step on its own day, by the coordinator or the clerk who would do it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

import pytest
import time_machine
from playwright.sync_api import Page, expect

from cases.models import Case, Disclosure
from fixtures import story_violence as story
from fixtures.partners import PARTNERS
from nazorg.common.scope import system_scope
from tests.browser_tools import PageOf, violations
from tests.cast import Cast, client_of, contact
from tests.partner_factories import UnitFactory
from tests.violence_steps import (
    agrees_on,
    asks_support,
    decides,
    hears_of_police,
    hears_that_family_was_told,
    judges,
    name_of,
    screens,
    takes_in,
    warns_family,
)

pytestmark = pytest.mark.django_db(transaction=True)
RELEASED = date(2024, 12, 10)


@contextmanager
def on(day: int) -> Iterator[None]:
    """A day of December 2024, at ten in the morning."""
    with time_machine.travel(datetime(2024, 12, day, 9, tzinfo=UTC), tick=True):
        yield


def test_the_second_example_case_from_screening_to_plan(cast: Cast, page_of: PageOf) -> None:
    for one in PARTNERS:
        UnitFactory(organisation__name=one.organisation, name=one.unit, party=one.party)
    bussum = contact("gooise_meren", story.BUSSUM, cast.administrator)
    arrival = story.his_arrival(story.violent_man(RELEASED), date(2024, 12, 2), RELEASED)
    with on(2):
        clerk = page_of(cast.clerk)
        takes_in(clerk, arrival)
        with system_scope("the test knows which case it became"):
            case = Case.objects.get(person__skn=arrival["skn"])
        base = f"/casussen/{case.reference}/"
        decides(clerk, base)
        coordinator = page_of(cast.coordinator)
        screens(coordinator, case)
        judges(coordinator, base)
        warns_family(coordinator, base)
    with on(9):
        hears_that_family_was_told(page_of(cast.coordinator), base)
    with on(11):
        takes_in(page_of(cast.clerk), story.his_release(arrival, date(2024, 12, 11)))
    with on(12):
        coordinator = page_of(cast.coordinator)
        hears_of_police(coordinator, base, story.REPORT)
        asks_support(coordinator, base)
        conference = convenes(coordinator, base)
        invites(coordinator)
    with on(16):
        coordinator = page_of(cast.coordinator)
        meets(coordinator, conference)
        plans(coordinator, base)
        clerk_sees_that_it_was_held(page_of(cast.clerk), cast, base, conference)
        municipality_sees_its_own_line(page_of(bussum, width=320))
    each_unit_got_its_own_parts()


def convenes(page: Page, base: str) -> str:
    """The address of the new conference."""
    page.goto(f"{base}overleg/")
    page.get_by_role("link", name="Nieuw overleg voor deze casus").click()
    page.get_by_label("Datum").fill("2024-12-16")
    page.get_by_label("Plaats").fill(story.PLACE)
    page.get_by_role("button", name="Plan overleg").click()
    page.get_by_text("Zeg waarom: criteria").click()
    page.get_by_label("grote gevolgen").check()
    page.get_by_label("partners moeten hun aanpak").check()
    page.get_by_label("Toelichting").fill(story.MOTIVE)
    page.get_by_role("button", name="Bewaar reden").click()
    expect(page.get_by_text("De reden is vastgelegd.")).to_be_visible()
    return page.url


def invites(page: Page) -> None:
    """No care or welfare in the criminal part: it is not even there to tick."""
    page.get_by_role("link", name="Nodig uit").click()
    for seated in story.GUESTS:
        name = name_of(seated.unit)
        page.get_by_role("checkbox", name=name).check()
        row = page.get_by_role("group", name=name)
        if seated.part == story.CRIMINAL:
            row.locator("summary").click()
            row.get_by_label("risicoprofiel").check()
        else:
            expect(row.get_by_label(story.CRIMINAL)).to_have_count(0)
        if not seated.part:
            row.get_by_label("geeft alleen informatie").check()
            expect(row.get_by_label(story.JOINT)).to_be_hidden()
    assert violations(page) == []
    page.get_by_role("button", name="Nodig uit en geef stukken").click()
    expect(page.get_by_text("Uitgenodigd per mail:")).to_be_visible()


def meets(page: Page, conference: str) -> None:
    page.goto(f"{conference}gehouden/")
    expect(page.get_by_text("alleen informatie, geen deel")).to_be_visible()
    page.get_by_role("button", name="Leg vast").click()
    page.get_by_role("link", name="Verslag", exact=True).click()
    for title, (discussed, decided, agreed) in story.MINUTES.items():
        part = page.get_by_role("region", name=title)
        part.get_by_label("Besproken").fill(discussed)
        part.get_by_label("Besluiten").fill(decided)
        part.get_by_label("Acties").fill(agreed)
    page.get_by_role("button", name="Bewaar verslag").click()
    expect(page.get_by_text("Het verslag is bewaard.")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="Geef 5 verslagen").click()
    expect(page.get_by_text("Vastgelegd: 5 verslagen gegeven.")).to_be_visible()


def plans(page: Page, base: str) -> None:
    for goal, aims_at, lines in story.GOALS:
        page.goto(f"{base}plan/")
        page.get_by_role("region", name="Nieuw doel").get_by_label("Doel", exact=True).fill(goal)
        page.get_by_role("region", name="Nieuw doel").get_by_label("Voor wie").select_option(aims_at)
        page.get_by_role("region", name="Nieuw doel").get_by_role("button", name="Bewaar doel").click()
        for line in lines:
            agrees_on(page, base, line)
    expect(page.get_by_text("voor het gezin of de familie")).to_be_visible()
    assert violations(page) == []


def clerk_sees_that_it_was_held(page: Page, cast: Cast, base: str, conference: str) -> None:
    spoken = [text for words in story.MINUTES.values() for text in words]
    for path in (f"{base}overleg/", conference, base, f"{base}tijdlijn/", f"{base}plan/", f"{base}verstrekkingen/"):
        page.goto(path)
        text = page.inner_text("main")
        assert not [one for one in [*spoken, story.MOTIVE, story.REPORT.text, *story.FAMILY[0]] if one in text], path
    page.goto(f"{base}overleg/")
    expect(page.get_by_text("gehouden", exact=True)).to_be_visible()
    closed = [f"{base}{below}/" for below in ("profiel", "achtergrond", "betrokkenen", "verrijking")]
    for path in (f"/overleg/{conference.split('/')[-2]}/verslag/", *closed):
        assert client_of(cast.clerk).get(path).status_code == 403, path


def municipality_sees_its_own_line(page: Page) -> None:
    page.goto("/portaal/acties/")
    lines = [line for *_, lines in story.GOALS for line in lines]
    for line in lines:
        assert (line.what in page.inner_text("main")) == (line.unit is None), line.what
    assert violations(page) == []


def each_unit_got_its_own_parts() -> None:
    with system_scope("the test looks at the ledger"):
        minutes = Disclosure.objects.filter(kind="conference", categories=["conference_content"])
        got = {(one.recipient, part.heading) for one in minutes for part in one.parts.all()}
    assert got == {(name_of(seated.unit), seated.part) for seated in story.GUESTS if seated.part}
