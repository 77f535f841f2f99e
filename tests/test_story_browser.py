"""The chain played in a browser: six rows pasted, asked, answered on a phone, handed over, seen in the figures."""

from datetime import date

import pytest
from playwright.sync_api import expect

from cases.models import Case, Disclosure, Request
from fixtures.today import six_rows
from nazorg.common.scope import system_scope
from tests.browser_tools import PageOf, faults, violations
from tests.cast import Cast
from tests.chain_tools import answered, asked, handed_over

pytestmark = pytest.mark.django_db(transaction=True)


def test_from_six_pasted_rows_to_the_mmd_er_and_the_figures(cast: Cast, page_of: PageOf) -> None:
    clerk = page_of(cast.clerk)
    clerk.goto("/meldingen/plakken/")
    clerk.locator("main textarea").fill(six_rows(date(2024, 12, 2)))
    clerk.locator("main form button[type=submit]").click()
    clerk.get_by_role("button", name="Neem 6 regels over").click()
    expect(clerk.get_by_text("6 regels overgenomen")).to_be_visible()
    with system_scope("the test knows what was asked"):
        ours = Request.objects.select_related("case__person").get(municipality__code="0402")
        theirs = Request.objects.select_related("case__person").get(municipality__code="0406")
        name, other = ours.case.person.full_name, theirs.case.person.full_name

    phone = page_of(cast.hilversum, width=320)
    phone.goto("/portaal/")
    expect(phone.get_by_role("link", name=name).first).to_be_visible()
    assert other not in phone.content()
    phone.locator(".lines .btn").first.click()
    for area, text in (("papers", "Paspoort tot 2027."), ("housing", "Huurt een flat."), ("debts", "Geen.")):
        phone.locator(f"#{area} input[value=answered]").check()
        phone.locator(f"[name={area}-text]").fill(text)
    phone.locator("#income input[value=waiting]").check()
    assert violations(phone) == []
    phone.get_by_role("button", name="Verstuur alles").click()
    expect(phone.get_by_text("Verstuurd:").first).to_be_visible()

    mail = page_of(cast.huizen, width=320)
    mail.goto(f"/portaal/vragen/{theirs.reference}/")
    mail.get_by_role("button", name="Alles niets bekend").click()
    expect(mail.get_by_text("Verstuurd:").first).to_be_visible()

    clerk.goto(f"/casussen/{ours.case.reference}/overdracht/")
    assert violations(clerk) == []
    expect(clerk.get_by_role("button", name="Kopieer").first).to_be_visible()
    clerk.get_by_role("button", name="Geplaatst in DPAN").click()
    expect(clerk.get_by_text("Overdracht vastgelegd").first).to_be_visible()
    with system_scope("the test looks at the ledger"):
        assert Disclosure.objects.get().case_id == ours.case_id
        assert Case.objects.get(pk=ours.case_id).chain.handed_over_on == date(2024, 12, 2)

    figures = page_of(cast.chain_manager)
    figures.goto("/cijfers/doorlooptijd/?jaar=2024")
    expect(figures.get_by_role("rowheader", name="Hilversum").first).to_be_visible()
    assert name not in figures.content()


def test_every_new_screen_is_clean_and_fits_a_phone(cast: Cast, page_of: PageOf) -> None:
    request = asked(cast.clerk)
    answered(request, cast.hilversum, housing="Een flat.")
    given = handed_over(request.case, cast.clerk)
    reference = request.case.reference
    staff = (
        "/overdracht/", f"/casussen/{reference}/overdracht/", f"/casussen/{reference}/gesprek/",
        f"/casussen/{reference}/verstrekkingen/", f"/verstrekkingen/{given.reference}/",
        f"/casussen/{reference}/wat-ziet/0402/",
    )  # fmt: skip
    portal = (
        "/portaal/", f"/portaal/vragen/{request.reference}/", "/portaal/casussen/", "/portaal/afspraken/",
        "/portaal/veiligheidshuis/", "/portaal/cijfers/",
    )  # fmt: skip
    for user, paths in ((cast.clerk, staff), (cast.hilversum, portal)):
        page = page_of(user)
        for path in paths:
            page.goto(path)
            assert faults(page) == [], path
