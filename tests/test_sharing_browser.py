"""Partners, giving to them, statements and "Wat ziet …?" in a real browser: through axe, dark, and on a phone."""

from datetime import date

import pytest
from playwright.sync_api import expect

from cases.access import scope_for
from cases.models import Request
from cases.statements.services import withdraw
from nazorg.accounts.models import User
from nazorg.common.scope import open_scope
from nazorg.covenant.parties import Party
from partners.models import Colleague, Unit
from tests.browser_tools import PageOf, faults, violations
from tests.cast import Cast
from tests.chain_tools import answered, asked
from tests.conftest import NOW
from tests.factories import municipality
from tests.partner_factories import UnitFactory
from tests.sharing_tools import WORDS, agreed, give_on_page, joins

pytestmark = pytest.mark.django_db(transaction=True)


def played(clerk: User, coordinator: User, hilversum: User) -> tuple[Request, Unit, Unit]:
    """A case in which one unit takes part and got something, and another has nothing yet."""
    request = asked(clerk)
    answered(request, hilversum, housing="Huurt een flat.", care="Wijkteam.")
    inside = UnitFactory(organisation__name="Woningcorporatie", name="Hilversum", party=Party.HOUSING)
    outside = UnitFactory(organisation__name="Maatschappelijke opvang", party=Party.WELFARE, email="")
    Colleague.objects.create(unit=inside, name="J. Dekker", function="medewerker sociaal beheer", phone="035 555 01 10")
    joins(request.case, inside, coordinator)
    give_on_page(coordinator, request.case, inside, "person", "housing")
    agreed(request.case, inside, coordinator)
    agreed(request.case, municipality("0402"), coordinator)
    agreed(request.case, outside, coordinator, "Van de politie.", of_police=True)
    gone = agreed(request.case, inside, coordinator, "Oude woorden.", until=date(2024, 12, 20))
    with open_scope(scope_for(coordinator)):
        withdraw(gone, "woont er niet", coordinator, NOW)
    return request, inside, outside


def test_every_page_of_sharing_is_clean_and_fits(cast: Cast, page_of: PageOf) -> None:
    request, inside, outside = played(cast.clerk, cast.coordinator, cast.hilversum)
    base = f"/casussen/{request.case.reference}/"
    paths = [
        "/partners/", f"/partners/{inside.reference}/", f"/partners/{outside.reference}/", base,
        f"{base}verstrekkingen/", f"{base}verstrekkingen/nieuw/", f"{base}verstrekkingen/nieuw/{inside.reference}/",
        f"{base}verstrekkingen/nieuw/{outside.reference}/", f"{base}deelbare-zinnen/", f"{base}deelbare-zinnen/nieuw/",
        f"{base}wat-ziet/", f"{base}wat-ziet/{inside.reference}/", f"{base}wat-ziet/{outside.reference}/",
        f"/personen/{request.case.person.reference}/verstrekkingen/",
    ]  # fmt: skip
    page = page_of(cast.coordinator)
    for path in paths:
        page.goto(path)
        for fold in page.locator("main details").all():
            fold.evaluate("fold => { fold.open = true }")
        for box in page.locator("input.goes").all():
            box.check()
        assert faults(page) == [], path
    portal = page_of(cast.hilversum)
    portal.goto(f"/portaal/vragen/{request.reference}/")
    expect(portal.get_by_text(WORDS)).to_be_visible()
    assert faults(portal) == []


def test_words_are_agreed_and_given_without_scripts_on_a_phone(cast: Cast, page_of: PageOf) -> None:
    request, _, outside = played(cast.clerk, cast.coordinator, cast.hilversum)
    page = page_of(cast.coordinator, width=320, scripts=False)
    page.goto(f"/casussen/{request.case.reference}/wat-ziet/{outside.reference}/")
    page.get_by_role("link", name="Spreek een deelbare zin af").click()
    page.get_by_role("button", name="hoog", exact=True).click()
    page.get_by_role("button", name="Spreek deze zin af").last.click()
    expect(page.get_by_role("heading", name="Geven aan Maatschappelijke opvang")).to_be_visible()
    page.get_by_label("wordt over deze casus bevraagd").check()
    page.get_by_label("gaat mee: deelbare zin").check()
    page.get_by_role("button", name="Gegeven per beveiligde e-mail").click()
    expect(page.get_by_text("Verstrekking vastgelegd: Maatschappelijke opvang.")).to_be_visible()
    expect(page.get_by_text("Overleg met ons voordat u afspraken met deze persoon maakt.")).to_be_visible()


def test_what_is_ticked_unfolds_and_a_refusal_is_found_by_keyboard(cast: Cast, page_of: PageOf) -> None:
    request, inside, _ = played(cast.clerk, cast.coordinator, cast.hilversum)
    page = page_of(cast.coordinator)
    page.goto(f"/casussen/{request.case.reference}/verstrekkingen/nieuw/{inside.reference}/")
    words = page.get_by_role("textbox", name="Huisvesting")
    expect(words).to_be_hidden()
    page.get_by_label("gaat mee: huisvesting").check()
    expect(words).to_be_visible()
    for box in page.locator("input.goes").all():
        box.uncheck()
    page.get_by_role("button", name="Gegeven per beveiligde e-mail").click()
    expect(page.get_by_role("alert")).to_be_focused()
    page.get_by_role("link", name="Wat u geeft: Vink aan wat u geeft.").click()
    assert violations(page) == []
