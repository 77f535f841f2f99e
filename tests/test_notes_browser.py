"""The coordinator's small work in a real browser: a note by keyboard in seconds, every page clean and fitting."""

import time

import pytest
from playwright.sync_api import Route, expect

from cases.access import scope_for
from cases.bij.services import put_in
from cases.bottlenecks.services import signal, signal_in_case
from cases.enrichment.services import Told, ask
from cases.involved.services import add_involved, ask_notice
from cases.models import Act, Case, Disclosure
from cases.recording.write_people import write_name_keys
from cases.urgency.services import Message, raise_urgency
from nazorg.accounts.models import User
from nazorg.common.scope import open_scope, system_scope
from nazorg.covenant.parties import Party
from partners.models import Colleague, Unit
from tests.browser_tools import PageOf, faults, violations
from tests.cast import Cast
from tests.chain_tools import asked
from tests.conftest import NOW
from tests.factories import municipality
from tests.partner_factories import UnitFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def case(cast: Cast) -> Case:
    found = asked(cast.clerk).case
    with system_scope("a name that three letters find"):
        person = found.person
        person.family_name = "Zwanenburg"
        person.save()
        write_name_keys([(person.pk, person.family_name, person.given_names)])
    return found


@pytest.fixture
def act_team(db: None) -> Unit:
    unit: Unit = UnitFactory(organisation__name="GGZ", name="ACT-team", party=Party.CARE)
    Colleague.objects.create(unit=unit, name="L. Bos")
    return unit


def test_from_three_letters_to_a_saved_note_by_keyboard_alone_within_15_seconds(
    cast: Cast, case: Case, page_of: PageOf
) -> None:
    page = page_of(cast.coordinator)
    page.goto("/")
    begun = time.monotonic()
    page.keyboard.press("/")
    page.keyboard.type("zwa")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Zwanenburg").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Zwanenburg")
    expect(page.get_by_label("Notitie", exact=True)).to_be_visible()
    page.keyboard.press("n")
    page.keyboard.type("Zus belde: hij kan bij haar terecht.")
    page.keyboard.press("Enter")
    expect(page.get_by_text("De notitie is bewaard.")).to_be_visible()
    assert time.monotonic() - begun < 15
    expect(page.get_by_text("Zus belde: hij kan bij haar terecht.")).to_be_visible()


def test_telling_a_partner_narrows_the_kinds_and_is_saved_with_ctrl_enter(
    cast: Cast, case: Case, act_team: Unit, page_of: PageOf
) -> None:
    page = page_of(cast.coordinator)
    page.goto(f"/casussen/{case.reference}/")
    page.keyboard.press("n")
    page.keyboard.type("Hij zoekt een plek.")
    asked_for = []
    page.on("request", lambda request: asked_for.append(request.url))
    page.get_by_text("Verteld aan een partner?").click()
    page.get_by_label("Verteld aan").select_option(label="GGZ, ACT-team")
    kind = page.get_by_label("Soort")
    expect(kind.get_by_role("option", name="delict")).to_have_count(0)
    expect(page.get_by_label("Grond").locator("option").first).to_contain_text("AVG")
    assert not any("zoekt" in address for address in asked_for)
    kind.select_option("identity")
    kind.focus()
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("De notitie is bewaard, en als verstrekking aan GGZ, ACT-team.")).to_be_visible()
    with system_scope("the test looks"):
        assert Disclosure.objects.get().kind == "oral"
        assert Act.objects.filter(kind="contact").count() == 1


def test_a_kind_that_is_chosen_while_the_choices_are_on_their_way_is_kept(
    cast: Cast, case: Case, act_team: Unit, page_of: PageOf
) -> None:
    page = page_of(cast.coordinator)
    page.goto(f"/casussen/{case.reference}/")
    held: list[Route] = []
    page.route("**/notitie/keuzes/**", lambda route: route.continue_() if held else held.append(route))
    page.get_by_text("Verteld aan een partner?").click()
    kind = page.get_by_label("Soort")
    with page.expect_request("**/keuzes/**"):
        page.get_by_label("Verteld aan").select_option(label="GGZ, ACT-team")
    kind.select_option("identity")
    held[0].continue_()
    expect(kind.get_by_role("option", name="delict")).to_have_count(0)
    expect(kind).to_have_value("identity")


def test_without_a_script_the_note_and_its_refusal_work_the_same(
    cast: Cast, case: Case, act_team: Unit, page_of: PageOf
) -> None:
    page = page_of(cast.coordinator, width=320, scripts=False)
    page.goto(f"/casussen/{case.reference}/")
    page.get_by_role("textbox", name="Notitie").fill("Over zijn delict.")
    page.get_by_label("Soort").select_option("offence")
    page.get_by_text("Verteld aan een partner?").click()
    page.get_by_label("Verteld aan").select_option(label="GGZ, ACT-team")
    page.get_by_role("button", name="Bewaar notitie").click()
    expect(page.get_by_text("Het convenant geeft dit niet aan zorg").first).to_be_visible()
    page.get_by_label("Soort").select_option("identity")
    page.get_by_role("button", name="Bewaar notitie").click()
    expect(page.get_by_text("als verstrekking aan GGZ, ACT-team")).to_be_visible()


def test_a_round_is_asked_and_answered_in_the_browser(cast: Cast, case: Case, act_team: Unit, page_of: PageOf) -> None:
    UnitFactory(organisation__name="Politie", party=Party.POLICE)
    page = page_of(cast.coordinator)
    page.goto(f"/casussen/{case.reference}/verrijking/")
    page.get_by_role("link", name="Vraag een partner").click()
    page.get_by_label("Wat wilt u weten?").fill("Wat is er bekend?")
    page.get_by_label("GGZ, ACT-team").check()
    page.get_by_label("Politie").check()
    page.get_by_role("button", name="Kies wat ieder te horen krijgt").click()
    assert violations(page) == []
    page.get_by_label("gaat mee: detentie naar Politie").check()
    page.get_by_role("button", name="Vraag en leg vast").click()
    expect(page.get_by_text("Vastgelegd: 2 onderdelen gevraagd")).to_be_visible()
    page.get_by_text("Leg het antwoord vast van Politie").click()
    form = page.get_by_role("article", name="Politie")
    form.get_by_label("Antwoord").fill("Niets bekend.")
    form.get_by_role("button", name="Bewaar antwoord van Politie").click()
    expect(page.get_by_text("1 van 2 beantwoord")).to_be_visible()


def filled(case: Case, by: User, unit: Unit) -> None:
    """A case with something on each of its pages."""
    with open_scope(scope_for(by)):
        ask(case, "Wat is er bekend? " * 20, 5, [Told(unit, [], "phone", "avg")], by, NOW)
        message = Message("Komt vandaag vrij.", "identity", "phone")
        raise_urgency(case, message, {unit: ["L. Bos"]}, by, NOW)
        aunt = add_involved(case, "family", "Tante Riet", "tante", "035 555 02 02", by, NOW)
        add_involved(case, "victim", "Mw. Ter Horst", "", "", by, NOW)
        ask_notice(aunt, NOW.date(), None, by, NOW)
        signal_in_case(case, "housing", "capacity", "Geen kamer.", by, NOW)
        signal("housing", "quality", municipality("0402"), "Kamers zijn te klein voor bezoek van kinderen.", NOW)
        put_in(case, "op de lijst", by, NOW)


def test_every_page_is_clean_and_fits(cast: Cast, case: Case, act_team: Unit, page_of: PageOf) -> None:
    UnitFactory(organisation__name="Burgemeester", name="Hilversum", party=Party.MAYOR)
    filled(case, cast.coordinator, act_team)
    base = f"/casussen/{case.reference}/"
    own = ["", "notitie/", "verrijking/", "verrijking/nieuw/", "dringend/", "betrokkenen/", "bij/", "knelpunten/"]
    looks = [
        (cast.coordinator, [*(base + rest for rest in own), "/bij/", "/knelpunten/"]),
        (cast.chain_manager, ["/knelpunten/"]),
        (cast.hilversum, ["/portaal/knelpunten/"]),
    ]
    for user, paths in looks:
        page = page_of(user)
        for path in paths:
            page.goto(path)
            for fold in page.locator("main details").all():
                fold.evaluate("fold => { fold.open = true }")
            assert faults(page) == [], path
