"""The coordinator screens, writes and takes over a profile by keyboard; and every page of it through axe."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from cases.models import Case, Profile, Screening
from nazorg.common.scope import system_scope
from tests.browser_tools import PageOf, faults, violations
from tests.cast import Cast
from tests.factories import case_in
from tests.full_judging import judge
from tests.judging_factories import ProfileFactory

pytestmark = pytest.mark.django_db(transaction=True)


def two_cases() -> tuple[Case, Case]:
    """Both to screen; the first is free sooner."""
    with system_scope("the test makes cases"):
        first, second = (
            case_in("0402", detention__expected_end_on=date(2024, 12, day), detention__start_on=date(2024, 11, 1))
            for day in (5, 9)
        )
        return first, second


def press(page: Page, key: str) -> None:
    """Press a key once the script that listens is there."""
    page.wait_for_load_state()
    page.keyboard.press(key)


def test_a_queue_is_screened_with_one_key_a_case_and_a_wrong_key_is_put_right(cast: Cast, page_of: PageOf) -> None:
    first, second = two_cases()
    page = page_of(cast.coordinator)
    page.goto("/screening/")
    press(page, "j")
    press(page, "Enter")
    expect(page.get_by_role("heading", name=first.person.full_name)).to_be_visible()
    press(page, "l")
    expect(page.get_by_role("heading", name=second.person.full_name)).to_be_visible()
    press(page, "h")
    expect(page.get_by_role("heading", name=first.person.full_name)).to_be_visible()
    press(page, "g")
    expect(page.get_by_text(f"{first.person.full_name}: geen actie.")).to_be_visible()
    press(page, "t")
    expect(page.get_by_text("Niet goed? Kies opnieuw.")).to_be_visible()
    press(page, "u")
    expect(page.get_by_text("Eerder: 1")).to_be_visible()
    page.goto(f"/screening/{second.reference}/")
    press(page, "v")
    expect(page.get_by_text("Alles is gescreend")).to_be_visible()
    with system_scope("the test looks"):
        outcomes = list(Screening.objects.order_by("pk").values_list("outcome", flat=True))
    assert outcomes == ["nothing", "urgent", "follow"]


def test_enter_in_the_reason_chooses_nothing_by_itself(cast: Cast, page_of: PageOf) -> None:
    case, _ = two_cases()
    page = page_of(cast.coordinator)
    page.goto(f"/screening/{case.reference}/")
    page.get_by_label("Waarom?").fill("Brief van de reclassering, g v p u.")
    press(page, "Enter")
    expect(page.get_by_text("Kies een uitkomst.")).to_be_visible()
    expect(page.get_by_label("Waarom?")).to_have_value("Brief van de reclassering, g v p u.")


def test_a_profile_is_taken_over_in_one_key_on_the_way_through_the_queue(cast: Cast, page_of: PageOf) -> None:
    case, following = two_cases()
    with system_scope("the test makes an earlier case"):
        earlier = case_in("0402", detention__person=case.person, detention__start_on=date(2013, 1, 7))
        ProfileFactory(case=earlier, by=cast.coordinator, level="high", crime=["inbraak"])
        Screening.objects.create(case=earlier, outcome="profile", by=cast.coordinator, at="2013-01-08T10:00Z")
    page = page_of(cast.coordinator)
    page.goto(f"/screening/{case.reference}/")
    press(page, "p")
    expect(page.get_by_role("heading", name="Schrijf profiel")).to_be_visible()
    press(page, "o")
    expect(page.get_by_text("dan telt het als een nieuw profiel")).to_be_visible()
    page.get_by_role("button", name="Bewaar profiel").click()
    expect(page.get_by_role("heading", name=following.person.full_name)).to_be_visible()
    with system_scope("the test looks"):
        profile = Profile.objects.get(case=case)
    assert (profile.level, profile.crime, profile.grounds) == ("high", ["inbraak"], "Valt terug na elke detentie.")


def test_a_term_becomes_a_box_at_enter_or_a_comma(cast: Cast, page_of: PageOf) -> None:
    case, _ = two_cases()
    page = page_of(cast.coordinator)
    page.goto(f"/casussen/{case.reference}/profiel/schrijven/")
    terms = page.get_by_label("Delictpatroon")
    terms.type("winkeldiefstal,")
    terms.type("heling")
    terms.press("Enter")
    expect(page.get_by_role("checkbox", name="heling")).to_be_checked()
    page.get_by_label("verhoogd").check()
    page.get_by_label("Waarop baseert u dat").fill("Valt terug.")
    page.get_by_role("button", name="Bewaar profiel").click()
    expect(page.get_by_text("bewaard als versie 1")).to_be_visible()
    with system_scope("the test looks"):
        assert Profile.objects.get().crime == ["winkeldiefstal", "heling"]


def test_without_scripts_it_works_too(cast: Cast, page_of: PageOf) -> None:
    case, following = two_cases()
    page = page_of(cast.coordinator, scripts=False)
    page.goto(f"/screening/{case.reference}/")
    page.get_by_role("button", name="Profiel").click()
    page.get_by_label("hoog", exact=True).check()
    page.get_by_label("Waarop baseert u dat").fill("Valt terug.")
    page.get_by_label("Delictpatroon").fill("winkeldiefstal, heling")
    page.get_by_role("button", name="Bewaar profiel").click()
    expect(page.get_by_role("heading", name=following.person.full_name)).to_be_visible()


def test_every_page_is_clean_and_fits(cast: Cast, page_of: PageOf) -> None:
    case, other = two_cases()
    with system_scope("the test judges"):
        judge(other, "Lang-woord-zonder-spaties-dat-ergens-moet-passen-" * 2, cast.coordinator)
        later = case_in("0402", detention__person=other.person, detention__start_on=date(2024, 12, 1))
    page = page_of(cast.coordinator)
    paths = ["/screening/", f"/screening/{case.reference}/", f"/screening/{other.reference}/"]
    paths += [f"/screening/{later.reference}/?na={other.reference}"]
    for one in (case, other, later):
        below = ("doelgroepen/", "profiel/", "profiel/schrijven/", "achtergrond/")
        paths += [f"/casussen/{one.reference}/{part}" for part in below]
    paths += [
        f"/casussen/{other.reference}/profiel/versie/1/",
        f"/casussen/{later.reference}/profiel/schrijven/?overnemen",
    ]
    for path in paths:
        page.goto(path)
        assert faults(page) == [], path
    page.goto(f"/casussen/{case.reference}/profiel/schrijven/")
    page.get_by_role("button", name="Bewaar profiel").click()
    assert violations(page) == []
