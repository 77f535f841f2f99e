"""The whole timeline of a case: everything in one list, narrowed by what one looks for."""

from datetime import timedelta

import pytest

from cases.models import Case
from nazorg.accounts.models import User
from nazorg.common.scope import system_scope
from nazorg.covenant.categories import Category
from nazorg.covenant.parties import Party
from tests.case_tools import page
from tests.cast import Cast, client_of
from tests.conference_tools import JOINT, guest, invited, pack, planned, unit
from tests.conftest import NOW
from tests.factories import ActFactory, case_in

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


@pytest.fixture
def case(db: None) -> Case:
    """A case opened by a notification, with twenty conferences, a note for the coordinator and one for everybody."""
    with system_scope("the test makes a case in which much happened"):
        made = case_in("0402")
        for week in range(20):
            on = TODAY - timedelta(weeks=week)
            ActFactory(
                case=made, kind="tailored_meeting", category=Category.CONFERENCE_LOGISTICS, on=on, text=f"n{week}"
            )
        ActFactory(case=made, kind="note", category=Category.RISK, on=TODAY, text="Alleen voor de coördinator.")
        ActFactory(case=made, kind="note", category=Category.IDENTITY, on=TODAY, text="Moeder belde.")
    return made


def test_the_page_of_the_case_holds_the_latest_and_leads_to_the_rest(case: Case, coordinator: User) -> None:
    text = page(coordinator, f"/casussen/{case.reference}/")
    assert "laatste 7 van 23" in text
    assert f"/casussen/{case.reference}/tijdlijn/" in text
    assert page(coordinator, f"/casussen/{case.reference}/tijdlijn/").count('class="when"') == 23


@pytest.mark.parametrize(("kind", "lines"), [("overleg", 20), ("notities", 2), ("bestaat-niet", 23), ("verrijking", 0)])
def test_it_is_narrowed_to_what_one_looks_for(case: Case, coordinator: User, kind: str, lines: int) -> None:
    text = page(coordinator, f"/casussen/{case.reference}/tijdlijn/?soort={kind}")
    assert text.count('class="when"') == lines


def test_what_one_may_not_read_is_neither_shown_nor_counted(case: Case, clerk: User) -> None:
    text = page(clerk, f"/casussen/{case.reference}/tijdlijn/?soort=notities")
    assert ("Moeder belde." in text, "Alleen voor de coördinator." in text) == (True, False)
    assert '<b>1</b> <span class="what">Notities' in text


def test_what_one_press_gave_to_five_is_one_line_that_opens(case: Case, coordinator: User) -> None:
    units = [unit(f"Opvang {number}", Party.WELFARE) for number in range(5)]
    conference = planned(coordinator, case)
    guests = [guest(conference, one, JOINT) for one in units]
    invited(conference, coordinator, *guests, packs=[pack(conference, one, coordinator, "person") for one in units])
    timeline = page(coordinator, f"/casussen/{case.reference}/tijdlijn/")
    assert timeline.count('class="when"') == 25
    assert "<b>Uitgenodigd</b> voor Casus op Maat op 09-12-2024: Opvang 0, " in timeline
    assert "<b>Stukken gegeven</b> aan 5 ontvangers" in timeline
    assert "Toon alle 5" in timeline
    assert all(f"<li>aan {one} <" in timeline for one in units)
    narrowed = page(coordinator, f"/casussen/{case.reference}/tijdlijn/?soort=verstrekkingen")
    assert (narrowed.count('class="when"'), "<b>1</b>" in narrowed) == (1, True)
    for address in (
        f"/casussen/{case.reference}/verstrekkingen/",
        f"/personen/{case.person.reference}/verstrekkingen/",
    ):
        ledger = page(coordinator, address)
        assert ledger.count("Voor een overleg: 5 ontvangers <") == 1
        assert all(f"Voor een overleg: {one}</a>" in ledger for one in units)


def test_what_was_written_in_a_plan_on_one_day_is_one_line_that_opens(case: Case, coordinator: User) -> None:
    with system_scope("the test writes in a plan"):
        for text in ("Doel: een kamer", "Actie: zoekt een kamer", "Actie: belt de moeder"):
            ActFactory(case=case, kind="plan", category=Category.PLAN, on=TODAY, text=text, done_by=coordinator)
        ActFactory(case=case, kind="plan", category=Category.PLAN, on=TODAY - timedelta(days=3), text="Doel: werk")
    text = page(coordinator, f"/casussen/{case.reference}/tijdlijn/?soort=plan")
    assert text.count('class="when"') == 2
    assert "<b>Plan van aanpak</b> 3 keer bijgewerkt" in text
    assert "<li>Actie: belt de moeder <" in text
    assert "<b>Plan van aanpak</b> Doel: werk" in text


@pytest.mark.parametrize(
    ("category", "words", "shown"),
    [
        (Category.POLICE, "Politie-informatie van agent Vos.", "<b>Politie-informatie</b> van agent Vos."),
        (Category.CARE, "Zorginformatie, met instemming.", "<b>Zorginformatie</b> met instemming."),
        (Category.RISK, "Knelpunt huisvesting, aanbod.", "<b>Knelpunt</b> huisvesting, aanbod."),
        (Category.AREA_HOUSING, "Interventie klaar: kamer.", "<b>Interventie klaar</b> kamer."),
        (Category.RISK, "Knelpunten genoeg.", "<b>Notitie</b> Knelpunten genoeg."),
    ],
)
def test_a_line_is_called_what_it_is(case: Case, coordinator: User, category: Category, words: str, shown: str) -> None:
    with system_scope("the test makes an act"):
        ActFactory(case=case, kind="note", category=category, on=TODAY, text=words)
    assert shown in page(coordinator, f"/casussen/{case.reference}/tijdlijn/")


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("coordinator", 200), ("clerk", 200), ("chain_manager", 403), ("privacy_officer", 403),
        ("administrator", 403), ("hilversum", 404), ("huizen", 404),
    ],
)  # fmt: skip
def test_only_who_opens_dossiers_opens_it(cast: Cast, case: Case, role: str, status: int) -> None:
    assert client_of(getattr(cast, role)).get(f"/casussen/{case.reference}/tijdlijn/").status_code == status
