"""Conferences in a real browser: from ticked units to mails and packs, by phone, on paper, through axe."""

from dataclasses import replace
from datetime import date

import pytest
from playwright.sync_api import expect

from cases.access import scope_for
from cases.conferences.minutes import save_minutes
from cases.models import Case, Conference, Disclosure
from nazorg.common.mails.models import Mail
from nazorg.common.scope import open_scope, system_scope
from nazorg.covenant.parties import Party
from tests.browser_tools import PageOf, faults
from tests.cast import Cast
from tests.chain_tools import answered, asked
from tests.conference_tools import CRIMINAL, JOINT, WHEN, guest, held, invited, planned, unit
from tests.conftest import NOW
from tests.test_minutes import page as minutes_page

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def case(cast: Cast) -> Case:
    """A case with answers, and partners to invite."""
    request = asked(cast.clerk)
    answered(request, cast.hilversum)
    unit("Politie", Party.POLICE)
    unit("ACT-team", Party.CARE)
    unit("Opvang", Party.WELFARE, email="")
    return request.case


@pytest.mark.parametrize("scripts", [True, False])
def test_a_conference_from_the_page_of_a_case_to_mails_and_packs(
    cast: Cast, page_of: PageOf, case: Case, scripts: bool
) -> None:
    page = page_of(cast.coordinator, scripts=scripts)
    page.goto(f"/casussen/{case.reference}/overleg/")
    page.get_by_role("link", name="Nieuw overleg voor deze casus").click()
    page.get_by_label("Datum").fill("2024-12-09")
    page.get_by_label("Plaats").fill("Veiligheidshuis, kamer 2")
    page.get_by_role("button", name="Plan overleg").click()
    page.get_by_role("link", name="Nodig uit").click()
    page.get_by_role("checkbox", name="Politie").check()
    page.get_by_role("checkbox", name="ACT-team").check()
    care = page.get_by_role("group", name="ACT-team")
    expect(care.get_by_label(CRIMINAL)).to_have_count(0)
    care.locator("summary").click()
    care.get_by_label("huisvesting", exact=True).check()
    page.get_by_role("button", name="Nodig uit en geef stukken").click()
    expect(page.get_by_text("Uitgenodigd per mail: ACT-team en Politie.")).to_be_visible()
    expect(page.get_by_text("2 pakketten vastgelegd")).to_be_visible()
    with system_scope("the test looks at the ledger"):
        assert sorted(Disclosure.objects.filter(kind="conference").values_list("categories", flat=True)) == [
            ["area_housing", "identity"], ["identity"],
        ]  # fmt: skip
    assert Mail.objects.filter(step__startswith="conference").count() == 2


@pytest.fixture
def conferences(cast: Cast, case: Case) -> list[Conference]:
    """One to come and one that was held, with minutes."""
    coming, past = (
        planned(cast.coordinator, case),
        planned(cast.coordinator, case, when=replace(WHEN, on=date(2024, 12, 2))),
    )
    assert case.responsible is not None
    police, team = unit("Reclassering", Party.PROBATION), unit("Steunpunt", Party.WELFARE, email="")
    for one in (coming, past):
        invited(
            one, cast.coordinator, guest(one, police, CRIMINAL, JOINT), guest(one, team, JOINT),
            guest(one, case.responsible, JOINT),
        )  # fmt: skip
    held(past, cast.coordinator, NOW)
    with open_scope(scope_for(cast.coordinator)):
        save_minutes(past, [minutes_page(past, JOINT, decided="Huren onder voorwaarden.")], cast.coordinator, NOW)
    return [coming, past]


def test_every_page_is_clean_and_fits(cast: Cast, page_of: PageOf, case: Case, conferences: list[Conference]) -> None:
    page = page_of(cast.coordinator)
    coming, past = (f"/overleg/{one.reference}/" for one in conferences)
    own = [f"{coming}{below}" for below in ("", "uitnodigen/?voorstel=1", "delen/", "verplaatsen/", "afgelasten/")]
    for path in (
        "/overleg/", "/overleg/nieuw/", "/agenda/", *own, past, f"{past}gehouden/", f"{past}verslag/",
        f"/casussen/{case.reference}/overleg/",
    ):  # fmt: skip
        page.goto(path)
        assert faults(page) == [], path
    page = page_of(cast.hilversum)
    page.goto("/portaal/overleggen/")
    assert faults(page) == []


def test_the_agenda_prints_without_menu_and_buttons(
    cast: Cast, page_of: PageOf, case: Case, conferences: list[Conference]
) -> None:
    page = page_of(cast.clerk)
    page.goto("/agenda/")
    page.emulate_media(media="print")
    expect(page.get_by_text(case.person.full_name).first).to_be_visible()
    expect(page.get_by_role("heading", name="Maandag 9 december")).to_be_visible()
    for gone in (".sidenav", ".topbar", ".btn"):
        assert not page.locator(gone).first.is_visible(), gone


def test_twenty_conferences_are_still_readable(cast: Cast, page_of: PageOf, case: Case) -> None:
    for number in range(20):
        one = planned(cast.coordinator, case, when=replace(WHEN, on=date(2024, 11, number + 1)))
        held(one, cast.coordinator, NOW)
    page = page_of(cast.coordinator)
    page.goto(f"/casussen/{case.reference}/overleg/")
    rows = page.locator(".case-conferences > li")
    expect(rows).to_have_count(20)
    assert max(row.bounding_box()["height"] for row in rows.all()) < 60  # type: ignore[index]  # each is on the page
