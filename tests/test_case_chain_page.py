"""What the page of a case says of its chain: the clock, the stations, what to do, the areas, who got what."""

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from cases.chain.settle import settle
from cases.models import Case, Interview, Request
from nazorg.accounts.models import User
from nazorg.common.scope import system_scope
from tests.case_tools import page
from tests.cast import Cast, client_of
from tests.chain_tools import ACCEPTED, answered, asked, given, handed_over, sent
from tests.conftest import NOW
from tests.factories import ActFactory, CaseFactory, case_in
from tests.intake_tools import accepted, release, somebody, transfer


def case_page(request: Request, user: User) -> str:
    return page(user, f"/casussen/{request.case.reference}/")


def words(html: str) -> str:
    """What one reads, in order: what begins on a line of its own apart from what stood before."""
    apart = re.sub(r"<(?=/?(?:p|li|br|summary|div|h\d|dt|dd|section|span class=.meta)\b)", " <", html)
    return " ".join(unescape(strip_tags(apart)).split())


def part(html: str, heading: str) -> str:
    """The words of one section of the page, found by the id of its heading."""
    found = re.search(rf'<section[^>]*aria-labelledby="{heading}">(.*?)</section>', html)
    assert found is not None, heading
    return words(found[1])


def stations_in(html: str) -> list[tuple[str, str]]:
    """The five stations: how each stands and its words."""
    chain = re.search(r'<ol class="chain">(.*?)</ol>', html)
    assert chain is not None
    return [(state, words(inner)) for state, inner in re.findall(r'<li class="(\w+)"[^>]*>(.*?)</li>', chain[1])]


def test_the_clock_says_until_when_and_where_the_days_come_from(clerk: User) -> None:
    text = words(case_page(asked(clerk), clerk))
    assert "nog 2 dagen (wo 4 dec), wacht op Hilversum: alles" in text
    assert "Streeftermijn van de PI: 5 dagen na aankomst (wo 4 dec)." in text
    assert "Hilversum heeft tot wo 4 dec (2 werkdagen na de vraag)." in text


def test_five_stations_say_in_words_how_far_a_case_is(clerk: User, hilversum: User) -> None:
    request = asked(clerk)
    assert stations_in(case_page(request, clerk)) == [
        ("done", "Melding vr 29 nov, klaar"),
        ("done", "Vraag vandaag 10.01, klaar"),
        ("now", "Antwoord 0 van 5, nu"),
        ("none", "Overdracht uiterlijk wo 4 dec, nog niet"),
        ("none", "Eerste gesprek dag niet bekend, nog niet"),
    ]
    answered(request, hilversum, papers="Paspoort.", housing="Kamer.")
    handed_over(request.case, clerk, ACCEPTED + timedelta(minutes=5))
    found = stations_in(case_page(request, clerk))
    assert found[2:4] == [("now", "Antwoord 2 van 5, nu"), ("none", "Overdracht deel, ma 2 dec, nog niet")]
    answered(request, hilversum, income="Bijstand.", debts="nothing_known", care="nothing_known")
    handed_over(request.case, clerk, ACCEPTED + timedelta(minutes=9))
    with system_scope("the MMD-er gave a day"):
        Interview.objects.create(case=request.case, planned_on=date(2024, 12, 5), recorded_by=clerk, recorded_at=NOW)
        settle([request.case.pk], NOW)
    text = case_page(request, clerk)
    assert stations_in(text)[2:] == [
        ("done", "Antwoord 5 van 5, klaar"),
        ("done", "Overdracht ma 2 dec, klaar"),
        ("now", "Eerste gesprek do 5 dec, nu"),
    ]
    assert "Het eerste gesprek is gepland op do 5 dec." in words(text)
    assert "Alles wat beantwoord is, is overgedragen aan de MMD-er." in words(text)


def test_a_release_before_the_handoff_is_said_as_it_is(clerk: User) -> None:
    person = somebody()
    request = asked(clerk, person=person)
    accepted([release(person, date(2024, 12, 2), date(2024, 11, 29))], clerk)
    text = words(case_page(request, clerk))
    assert "vrijgekomen vóór overdracht" in text
    assert "Vrijgekomen voordat er iets was overgedragen." in text
    assert "Vraag gestopt vrijgekomen" in text
    assert stations_in(case_page(request, clerk))[3] == ("gone", "Overdracht , niet meer")


def test_spoed_short_and_weekend_stand_beside_the_name(clerk: User) -> None:
    request = asked(clerk, expected_end_on="07-12-2024")
    text = words(case_page(request, clerk))
    for tag in ("spoed", "kort verblijf", "vrij in het weekend"):
        assert tag in text
    assert "Hilversum heeft tot di 3 dec (1 werkdag na de vraag)." in text
    assert "spoed" not in words(case_page(asked(clerk), clerk))


def test_the_next_acts_stand_with_their_term(clerk: User, hilversum: User) -> None:
    request = asked(clerk)
    assert "nog 2 dagen (wo 4 dec), wacht op Hilversum Antwoord over alles Bel en leg vast" in part(
        case_page(request, clerk), "nu"
    )
    answered(request, hilversum, papers="Paspoort.")
    todo = part(case_page(request, clerk), "nu")
    assert "Deel overdragen: 1 leefgebied staat klaar Draag over" in todo
    assert "Antwoord over 4 leefgebieden" in todo


def test_a_request_that_waits_to_be_sent_is_sent_from_here(clerk: User) -> None:
    request = asked(clerk, "0376")
    html = case_page(request, clerk)
    assert "Vraag aan Blaricum staat klaar Verstuur vraag" in part(html, "nu")
    assert f"/vragen/versturen/?casus={request.case.reference}" in html
    assert ("now", "Vraag te versturen, nu") in stations_in(html)


def test_after_a_transfer_it_says_that_the_new_prison_has_nothing(clerk: User, hilversum: User) -> None:
    person = somebody()
    request = asked(clerk, person=person)
    answered(request, hilversum)
    handed_over(request.case, clerk)
    assert "heeft nog niets" not in case_page(request, clerk)
    accepted([transfer(person, date(2024, 12, 2), date(2024, 11, 29))], clerk)
    text = words(case_page(request, clerk))
    assert "nieuwe PI heeft nog niets" in text
    assert "PI Lelystad heeft nog niets: 5 leefgebieden staan klaar" in text


def test_an_area_shows_what_was_said_by_whom_and_what_stood_before(clerk: User, hilversum: User) -> None:
    request = asked(clerk)
    answered(request, hilversum, housing="Woont bij\nzijn moeder.", income="waiting", care="nothing_known")
    sent(request, hilversum, [given(request, "housing", text="Kan daar niet terug.", reason="moeder belde")])
    handed_over(request.case, clerk, NOW, "housing")
    areas = part(case_page(request, clerk), "leefgebieden")
    assert "3 van 5 beantwoord" not in areas
    assert "2 van 5 beantwoord, geen hulpvragen" in areas
    assert "Huisvesting beantwoord Kan daar niet terug. Verbeterd: moeder belde" in areas
    assert "Eerder: 1 antwoord Beantwoord. Woont bij zijn moeder." in areas
    assert "Hilversum, Hilversum vandaag 10.00 naar MMD-er PI Almere, ma 2 dec" in areas
    assert "Arbeid en inkomen wacht op SUWINET Nog geen antwoord." in areas
    assert "wacht sinds vandaag 10.00" in areas
    assert "Zorg niets bekend Hierover is niets bekend." in areas
    assert "Schulden open Nog geen antwoord." in areas


def test_waiting_for_suwinet_counts_from_the_first_time_it_was_said(clerk: User, hilversum: User) -> None:
    request = asked(clerk)
    answered(request, hilversum, income="waiting")
    later = given(request, "income", "waiting", suwinet_by="Rob Smit")
    sent(request, hilversum, [later], NOW + timedelta(days=1))
    areas = part(case_page(request, clerk), "leefgebieden")
    assert "wacht sinds vandaag 10.00" in areas
    assert "zoekt het op: Rob Smit" in areas


def test_beside_the_case_stands_what_the_municipality_sees_by_the_covenant(clerk: User) -> None:
    html = case_page(asked(clerk), clerk)
    sees = part(html, "ziet")
    wel, niet = sees.split("Niet")
    assert "naam, geboortedatum en adres" in wel
    assert "de vijf leefgebieden" in wel
    assert "delict" in niet
    assert "profiel en risico" in niet
    assert "Bekijk als Hilversum" in sees


def test_the_ledger_of_the_case_names_packs_and_the_portal(clerk: User, coordinator: User, hilversum: User) -> None:
    request = asked(clerk)
    answered(request, hilversum)
    pack = handed_over(request.case, clerk)
    for user in (clerk, coordinator):
        html = case_page(request, user)
        ledger = part(html, "verstrekt")
        assert "Verstrekkingen 2" in ledger
        assert "Gemeente Hilversum identiteit en detentie. Vandaag 10.01, portaal" in ledger
        assert "MMD-er PI Almere" in ledger
        assert pack.reference in html


def test_a_clerk_does_not_read_in_the_ledger_what_a_colleague_gave(
    clerk: User, coordinator: User, hilversum: User
) -> None:
    request = asked(clerk)
    answered(request, hilversum)
    handed_over(request.case, coordinator)
    assert "Verstrekkingen 1" in part(case_page(request, clerk), "verstrekt")
    assert "Verstrekkingen 2" in part(case_page(request, coordinator), "verstrekt")


def test_the_timeline_is_one_list_in_the_order_of_events(clerk: User, hilversum: User) -> None:
    request = asked(clerk)
    answered(request, hilversum, ACCEPTED + timedelta(hours=1))
    handed_over(request.case, clerk, ACCEPTED + timedelta(hours=2))
    with system_scope("the test writes what came later"):
        Request.objects.filter(pk=request.pk).update(escalated_on=date(2024, 12, 9))
        ActFactory(case=request.case, kind="handoff", on=NOW.date(), done_by=clerk, text="Overdracht aan MMD-er")
        Interview.objects.create(case=request.case, held_on=date(2024, 12, 10), recorded_by=clerk, recorded_at=NOW)
    text = part(case_page(request, clerk), "tijdlijn")
    order = ["Eerste gesprek gehouden", "Opgeschaald bij Hilversum", "Verstrekt aan MMD-er PI Almere",
             "Hilversum antwoordde op alle leefgebieden", "Vraag verstuurd aan Hilversum", "Casus geopend"]  # fmt: skip
    places = [text.index(title) for title in order]
    assert places == sorted(places)
    assert "Overdracht aan MMD-er" not in text  # the disclosure tells it


def test_a_case_of_before_the_chain_shows_without_a_clock(clerk: User) -> None:
    with system_scope("an old case"):
        old = case_in("0402")
        without: Case = CaseFactory(detention=None)
    for case in (old, without):
        text = page(clerk, f"/casussen/{case.reference}/")
        assert "case-clock" not in text
        assert "niets gevraagd, geen hulpvragen" in text


def test_a_case_opened_from_a_list_goes_on_to_the_next_in_it(clerk: User) -> None:
    one, other = asked(clerk), asked(clerk)
    text = page(clerk, f"/casussen/{one.case.reference}/?lijst=verzonden")
    assert f"/casussen/{other.case.reference}/?lijst=verzonden" in text
    assert "1 van 2" in words(text)


@pytest.mark.parametrize("role", ["chain_manager", "administrator", "privacy_officer"])
def test_roles_without_dossiers_do_not_open_a_case(cast: Cast, role: str) -> None:
    request = asked(cast.clerk)
    path = f"/casussen/{request.case.reference}/"
    assert client_of(getattr(cast, role)).get(path).status_code == 403
    assert client_of(cast.hilversum).get(path).status_code == 404


def test_script_in_an_answer_is_text(clerk: User, hilversum: User) -> None:
    request = asked(clerk)
    answered(request, hilversum, housing="<script>alert(1)</script>")
    text = case_page(request, clerk)
    assert "&lt;script&gt;alert(1)" in text
    assert "<script>alert(1)" not in text


def test_the_page_asks_the_database_no_more_for_more_answers(clerk: User, hilversum: User) -> None:
    client, request, counts = client_of(clerk), asked(clerk), []
    for areas in (("papers",), ("housing", "income", "debts", "care")):
        sent(request, hilversum, [given(request, area) for area in areas])
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/casussen/{request.case.reference}/")
        counts.append(len(queries))
    assert counts[0] == counts[1]
