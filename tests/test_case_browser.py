"""The pages of a case in a real browser: by keyboard, without scripts, on a phone, through axe."""

from datetime import date

import pytest
from playwright.sync_api import expect

from cases.access import scope_for
from cases.chain.services import pause
from cases.models import Case, Request
from cases.needs.services import add_need, give_consent, update_need, withdraw_consent
from cases.requests.moving import move_case
from nazorg.accounts.models import User
from nazorg.common.scope import open_scope, system_scope
from tests.browser_tools import PageOf, faults, violations
from tests.cast import Cast
from tests.chain_tools import answered, asked, chain_of, fresh, given, handed_over, sent
from tests.conftest import NOW
from tests.factories import municipality
from tests.intake_tools import accepted, arrival

pytestmark = pytest.mark.django_db(transaction=True)


def full(clerk: User, hilversum: User) -> Request:
    """A case with something in every part of its page."""
    request = asked(clerk, expected_end_on="07-12-2024")
    answered(request, hilversum, housing="Bij zijn moeder.", income="waiting", care="nothing_known", debts="delivered")
    sent(request, hilversum, [given(request, "housing", text="x" * 400, reason="moeder belde")])
    handed_over(request.case, clerk, NOW, "housing")
    with open_scope(scope_for(clerk)):
        need = add_need(request.case, "housing", "Woonplek na vrijlating", "Hilversum, loket Wonen", clerk, NOW)
        update_need(need, "in_progress", "Urgentie gevraagd.", NOW.date(), clerk, NOW)
        withdraw_consent(
            give_consent(request.case, "care", NOW.date(), "mondeling", clerk, NOW), NOW.date(), clerk, NOW
        )
    return request


def test_every_page_of_a_case_is_clean_and_fits(cast: Cast, page_of: PageOf) -> None:
    clerk = cast.clerk
    request, unsent = full(clerk, cast.hilversum), asked(clerk, "0376")
    moved, stopped = asked(clerk), asked(clerk)
    accepted([arrival(registered="onbekend")], clerk)
    with system_scope("the test looks"):
        undecided = Case.objects.exclude(to_decide="").get()
    with open_scope(scope_for(clerk)):
        move_case(moved.case, municipality("0363"), "woont daar", clerk, NOW)
        pause(stopped.case, "other", "gegevens kloppen niet", clerk, NOW)
    base = f"/casussen/{request.case.reference}/"
    paths = [base, f"{base}klok/", f"{base}verhuizen/", f"{base}antwoord/", f"{base}leefgebieden/huisvesting/",
             f"{base}leefgebieden/zorg/", f"{base}tijdlijn/", f"{base}verstrekkingen/"]  # fmt: skip
    paths += [f"/casussen/{one.reference}/" for one in (unsent.case, moved.case, stopped.case, undecided)]
    paths += [f"/casussen/{stopped.case.reference}/klok/", f"/casussen/{unsent.case.reference}/antwoord/"]
    page = page_of(clerk)
    for path in paths:
        page.goto(path)
        for fold in page.locator("main details").all():
            fold.evaluate("fold => { fold.open = true }")
        assert faults(page) == [], path


def test_a_phoned_answer_is_recorded_by_keyboard_alone(cast: Cast, page_of: PageOf) -> None:
    request = asked(cast.clerk)
    page = page_of(cast.clerk)
    page.goto(f"/casussen/{request.case.reference}/")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Antwoord van Hilversum")).to_be_visible()
    field = page.get_by_label("Is er een plek om te wonen na de detentie?")
    field.focus()
    page.keyboard.type("Kan bij zijn zus terecht.")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Leg vast namens Hilversum").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Vastgelegd namens Hilversum: huisvesting.")).to_be_visible()
    expect(page.get_by_text("Kan bij zijn zus terecht.")).to_be_visible()


def test_stopping_extending_and_moving_work_without_scripts_on_a_phone(cast: Cast, page_of: PageOf) -> None:
    request = asked(cast.clerk)
    page = page_of(cast.clerk, width=320, scripts=False)
    page.goto(f"/casussen/{request.case.reference}/klok/")
    page.get_by_label("overplaatsing").check()
    page.get_by_role("button", name="Stop de klok").click()
    page.get_by_role("link", name="Laat weer lopen").click()
    page.get_by_role("button", name="Laat weer lopen").click()
    page.get_by_role("link", name="Klok en uitstel").click()
    page.get_by_label("Tot en met").fill("2024-12-06")
    page.get_by_label("Waarom?").fill("contactpersoon ziek")
    page.get_by_role("button", name="Geef uitstel").click()
    assert chain_of(request.case).due_on == date(2024, 12, 6)
    page.get_by_role("link", name="Verhuis").click()
    page.get_by_label("Naar welke gemeente?").select_option(label="Huizen")
    page.get_by_label("Waarom?").fill("woont daar")
    page.get_by_role("button", name="Bekijk wat er gebeurt").click()
    assert "Huizen krijgt een nieuwe vraag." in page.content()
    page.get_by_role("button", name="Verhuis naar Huizen").click()
    assert fresh(request).state == "moved"


def test_a_refused_form_says_so_at_the_field(cast: Cast, page_of: PageOf) -> None:
    request = asked(cast.clerk)
    page = page_of(cast.clerk)
    page.goto(f"/casussen/{request.case.reference}/leefgebieden/huisvesting/")
    page.get_by_role("button", name="Bewaar hulpvraag").click()
    expect(page.get_by_role("alert")).to_be_focused()
    page.get_by_role("link", name="Wat is er nodig?").click()
    expect(page.get_by_label("Wat is er nodig?")).to_be_focused()
    assert violations(page) == []
    page.goto(f"/casussen/{request.case.reference}/antwoord/")
    page.get_by_label("Van wie?").fill("Anja")
    page.get_by_label("Zorg: stand").select_option("delivered")
    page.get_by_role("button", name="Leg vast namens Hilversum").click()
    expect(page.locator("#id_care_delivered_on")).to_be_visible()
    assert violations(page) == []
