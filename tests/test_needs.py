"""Needs and consent per life area: recorded, followed, taken back, and seen by whom they concern."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from cases.access import scope_for
from cases.models import AuditEntry, Consent, Need, NeedUpdate, Request
from cases.needs.selectors import withdrawn_areas
from cases.needs.services import add_need, give_consent, update_need, withdraw_consent
from cases.requests.moving import move_case
from nazorg.accounts.models import User
from nazorg.common.scope import open_scope, system_scope
from tests.case_tools import page
from tests.cast import Cast, client_of
from tests.chain_tools import answered, asked, chain_of, handed_over
from tests.conftest import NOW
from tests.factories import municipality

TODAY = NOW.date()


def area_page(request: Request, area: str = "huisvesting", rest: str = "") -> str:
    return f"/casussen/{request.case.reference}/leefgebieden/{area}/{rest}"


def the_need() -> Need:
    with system_scope("the test looks"):
        return Need.objects.get()


def test_a_need_is_recorded_with_who_takes_care_of_it(clerk: User) -> None:
    request = asked(clerk)
    data = {"title": "Woonplek na vrijlating", "party": "Hilversum, loket Wonen"}
    assert "De hulpvraag is vastgelegd." in page(clerk, area_page(request, rest="hulpvraag/"), data)
    need = the_need()
    assert (need.area, need.category, need.status, need.party, need.created_by) == (
        "housing", "area_housing", "open", "Hilversum, loket Wonen", clerk,
    )  # fmt: skip
    text = page(clerk, f"/casussen/{request.case.reference}/")
    assert "<b>Woonplek na vrijlating.</b> Hilversum, loket Wonen, sinds ma 2 dec." in text
    assert "0 van 5 beantwoord, 1 hulpvraag" in text


def test_any_number_of_needs_stand_in_an_area(clerk: User) -> None:
    request = asked(clerk)
    for title in ("Woonplek", "Opvang als dat niet lukt", "Briefadres"):
        page(clerk, area_page(request, rest="hulpvraag/"), {"title": title, "party": ""})
    text = page(clerk, f"/casussen/{request.case.reference}/")
    assert "Woonplek" in text
    assert "Briefadres" in text
    assert "3 hulpvragen" in text


def test_a_step_moves_a_need_on_and_stays_readable(clerk: User) -> None:
    request = asked(clerk)
    page(clerk, area_page(request, rest="hulpvraag/"), {"title": "Woonplek", "party": ""})
    number = the_need().pk
    step = {f"stap{number}-status": "in_progress", f"stap{number}-text": "Urgentie gevraagd.",
            f"stap{number}-on": "2024-12-01"}  # fmt: skip
    text = page(clerk, area_page(request, rest=f"hulpvraag/{number}/"), step)
    assert "De stap is vastgelegd." in text
    assert "In behandeling: Urgentie gevraagd." in text
    assert the_need().status == "in_progress"
    assert "Urgentie gevraagd (zo 1 dec)." in page(clerk, f"/casussen/{request.case.reference}/")


def test_a_need_stands_as_its_latest_step_says_in_whatever_order_they_are_recorded(clerk: User) -> None:
    request = asked(clerk)
    with open_scope(scope_for(clerk)):
        need = add_need(request.case, "debts", "Boetes", "", clerk, NOW)
        update_need(need, "met", "Stilgezet.", TODAY, clerk, NOW)
        update_need(need, "in_progress", "Gevraagd.", TODAY - timedelta(days=3), clerk, NOW)
    assert the_need().status == "met"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"title": " "}, "Zeg in een paar woorden wat er nodig is."),
        ({"title": "x" * 201}, "200 tekens is het meeste."),
        ({"title": "Woonplek", "party": "x" * 121}, "120 tekens is het meeste."),
    ],
)
def test_a_need_is_said_in_a_few_words(clerk: User, data: dict[str, str], sentence: str) -> None:
    request = asked(clerk)
    text = page(clerk, area_page(request, rest="hulpvraag/"), data)
    assert sentence in text
    assert data["title"].strip() in text
    with system_scope("the test looks"):
        assert not Need.objects.exists()


@pytest.mark.parametrize(
    ("status", "words", "on", "sentence"),
    [
        ("open", "", "2024-12-02", "Schrijf op wat er gedaan is, of kies een andere stand."),
        ("met", "x" * 2_001, "2024-12-02", "De tekst is langer dan 2.000 tekens."),
        ("met", "Gelukt.", "2024-12-03", "Kies een datum die niet in de toekomst ligt."),
        ("met", "Gelukt.", "", "Vul in wanneer dit was."),
        ("weg", "Gelukt.", "2024-12-02", "weg"),
    ],
)
def test_a_step_says_something_and_does_not_lie_ahead(
    clerk: User, status: str, words: str, on: str, sentence: str
) -> None:
    request = asked(clerk)
    with open_scope(scope_for(clerk)):
        need = add_need(request.case, "housing", "Woonplek", "", clerk, NOW)
    data = {f"stap{need.pk}-status": status, f"stap{need.pk}-text": words, f"stap{need.pk}-on": on}
    text = page(clerk, area_page(request, rest=f"hulpvraag/{need.pk}/"), data)
    assert sentence in text
    assert words in text
    with system_scope("the test looks"):
        assert not NeedUpdate.objects.exists()


def test_script_in_a_need_is_text(clerk: User) -> None:
    request = asked(clerk)
    page(clerk, area_page(request, rest="hulpvraag/"), {"title": "<script>alert(1)</script>", "party": ""})
    text = page(clerk, f"/casussen/{request.case.reference}/")
    assert "&lt;script&gt;alert(1)" in text
    assert "<script>alert(1)" not in text


def test_consent_is_given_once_and_taken_back_with_a_trace(clerk: User, coordinator: User) -> None:
    request = asked(clerk)
    given = {"given_on": "2024-11-30", "note": "mondeling, aan de MMD-er"}
    text = page(clerk, area_page(request, "zorg", "toestemming/"), given)
    assert "De toestemming is vastgelegd." in text
    assert "Gegeven op za 30 nov: mondeling, aan de MMD-er" in text
    assert "al toestemming vastgelegd" in page(clerk, area_page(request, "zorg", "toestemming/"), given)
    with system_scope("the test looks"):
        consent = Consent.objects.get()
    assert (consent.recorded_by, consent.category) == (clerk, "area_care")
    back = area_page(request, "zorg", f"toestemming/{consent.pk}/intrekken/")
    assert "pas later gegeven" in page(clerk, back, {"intrekken-on": "2024-11-29"})
    assert "niet in de toekomst" in page(clerk, back, {"intrekken-on": "2024-12-03"})
    text = page(coordinator, back, {"intrekken-on": "2024-12-01"})
    assert "Dit leefgebied gaat niet meer mee in een overdracht." in text
    assert "Ingetrokken op zo 1 dec, vastgelegd door Coordinator." in text
    assert "toestemming ingetrokken" in page(clerk, f"/casussen/{request.case.reference}/")
    assert "was al ingetrokken" in page(clerk, back, {"intrekken-on": "2024-12-01"})
    with system_scope("the test reads the trail"):
        assert AuditEntry.objects.filter(case=request.case, content_type__model="consent").count() == 2


def test_an_area_is_withdrawn_until_the_person_agrees_again(clerk: User) -> None:
    request = asked(clerk)
    scope = scope_for(clerk)
    with open_scope(scope):
        assert withdrawn_areas(request.case, scope) == set()
        consent = give_consent(request.case, "care", TODAY, "aan de MMD-er", clerk, NOW)
        assert withdrawn_areas(request.case, scope) == set()
        withdraw_consent(consent, TODAY, clerk, NOW)
        assert withdrawn_areas(request.case, scope) == {"care"}
        with pytest.raises(ValidationError, match="ingetrokken"):
            give_consent(request.case, "care", TODAY - timedelta(days=1), "eerder al", clerk, NOW)
        give_consent(request.case, "care", TODAY, "bedacht zich", clerk, NOW)
        assert withdrawn_areas(request.case, scope) == set()


def test_a_case_is_not_kept_waiting_for_an_area_that_may_not_be_handed_over(clerk: User, hilversum: User) -> None:
    request = asked(clerk)
    answered(request, hilversum)
    with open_scope(scope_for(clerk)):
        consent = give_consent(request.case, "care", TODAY, "aan de MMD-er", clerk, NOW)
        withdraw_consent(consent, TODAY, clerk, NOW)
    assert chain_of(request.case).ready == 4
    handed_over(request.case, clerk, NOW, "papers", "housing", "income", "debts")
    assert chain_of(request.case).step == "done"


@pytest.mark.parametrize("rest", ["", "hulpvraag/", "hulpvraag/1/", "toestemming/", "toestemming/1/intrekken/"])
def test_needs_and_consent_are_recorded_by_the_dossiers_staff_only(cast: Cast, rest: str) -> None:
    request = asked(cast.clerk)
    for user in (cast.chain_manager, cast.administrator, cast.privacy_officer):
        assert client_of(user).post(area_page(request, rest=rest), {"title": "x"}).status_code == 403
    assert client_of(cast.hilversum).post(area_page(request, rest=rest), {"title": "x"}).status_code == 404
    assert client_of(cast.clerk).get(area_page(request, "tuin")).status_code == 404
    with system_scope("the test looks"):
        assert not Need.objects.exists()


def test_a_need_of_another_case_or_area_is_not_found(clerk: User) -> None:
    one, other = asked(clerk), asked(clerk, "0406")
    with open_scope(scope_for(clerk)):
        need = add_need(one.case, "housing", "Woonplek", "", clerk, NOW)
        consent = give_consent(one.case, "care", TODAY, "mondeling", clerk, NOW)
    client = client_of(clerk)
    assert client.post(area_page(other, rest=f"hulpvraag/{need.pk}/")).status_code == 404
    assert client.post(area_page(one, "zorg", f"hulpvraag/{need.pk}/")).status_code == 404
    assert client.post(area_page(other, "zorg", f"toestemming/{consent.pk}/intrekken/")).status_code == 404


def test_a_second_press_records_no_second_need(cast: Cast) -> None:
    path, data = area_page(asked(cast.clerk), rest="hulpvraag/"), {"title": "Woonplek", "party": ""}
    assert "De hulpvraag is vastgelegd." in page(cast.clerk, path, data)
    text = page(cast.clerk, path, data | {"title": " woonplek"})
    assert "Deze hulpvraag staat er al en loopt nog. Leg daar een stap bij vast." in text
    assert the_need().title == "Woonplek"
    with system_scope("the need is met"):
        Need.objects.update(status="met")
    assert "De hulpvraag is vastgelegd." in page(cast.clerk, path, data)


def counted(user: User, *tables: str) -> list[int]:
    """How many rows raw SQL finds under somebody's scope."""
    found = []
    with open_scope(scope_for(user)), connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"SELECT count(*) FROM {table}")
            found.append(cursor.fetchone()[0])
    return found


def test_the_municipality_sees_needs_in_its_own_cases_and_nobody_without_dossiers_any(cast: Cast) -> None:
    request = asked(cast.clerk)
    with open_scope(scope_for(cast.clerk)):
        need = add_need(request.case, "housing", "Woonplek", "", cast.clerk, NOW)
        update_need(need, "met", "Gelukt.", TODAY, cast.clerk, NOW)
        give_consent(request.case, "care", TODAY, "mondeling", cast.clerk, NOW)
    tables = ("cases_need", "cases_needupdate", "cases_consent")
    assert counted(cast.hilversum, *tables) == [1, 1, 1]
    for user in (cast.huizen, cast.chain_manager, cast.administrator, cast.privacy_officer):
        assert counted(user, *tables) == [0, 0, 0]


def test_a_contact_records_a_need_of_the_own_case_which_the_next_municipality_does_not_see(cast: Cast) -> None:
    request = asked(cast.clerk)
    with open_scope(scope_for(cast.hilversum)):
        need = add_need(request.case, "housing", "Woonplek", "", cast.hilversum, NOW, request)
        update_need(need, "in_progress", "Urgentie gevraagd.", TODAY, cast.hilversum, NOW)
    with open_scope(scope_for(cast.clerk)):
        add_need(request.case, "income", "Uitkering", "", cast.clerk, NOW)
        move_case(request.case, municipality("0406"), "woont bij zijn zus", cast.clerk, NOW)
    assert counted(cast.huizen, "cases_need") == [1]  # the Veiligheidshuis's own, without Hilversum's
    assert counted(cast.hilversum, "cases_need", "cases_needupdate") == [0, 0]
    assert counted(cast.clerk, "cases_need") == [2]
