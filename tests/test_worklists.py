"""The working lists: what stands in each, in which order, how many, and what comes before and after a case."""

from datetime import date, timedelta
from re import search
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.access import scope_for
from cases.chain.settle import settle
from cases.models import Case, Pause
from cases.requests.counting import ALL, list_counts
from cases.requests.lists import DECIDE, LATE, LISTS, OWN, READY, SEND, SENT, SUWINET, TODAY
from municipalities.agreements.models import Agreement
from nazorg.accounts.models import User
from nazorg.common.scope import open_scope, system_scope
from nazorg.covenant.areas import Area
from tests.cast import client_of
from tests.chain_tools import answered, asked, handed_over
from tests.conftest import NOW
from tests.factories import municipality
from tests.intake_tools import accepted, arrival
from tests.worklist_tools import clock, main, page, standing

MONDAY, WEDNESDAY, FRIDAY = date(2024, 12, 2), date(2024, 12, 4), date(2024, 12, 6)
LAST_WEDNESDAY = date(2024, 11, 27)


# What stands where


def test_each_case_stands_in_the_list_of_what_has_to_be_done(clerk: User, hilversum: User, huizen: User) -> None:
    with system_scope("the test agrees who looks up what"):
        for area in Area:
            Agreement.objects.create(
                municipality=municipality("0406"), area=area, delivers="safety_house", from_on=date(2024, 1, 1)
            )
    made = {
        "send": asked(clerk, "0417"),
        "sent": asked(clerk, "0402"),
        "own": asked(clerk, "0406"),
        "late": asked(clerk, "0402", now=NOW - timedelta(days=6), on=date(2024, 11, 25)),
        "suwinet": asked(clerk, "0402"),
        "ready": asked(clerk, "0402"),
        "done": asked(clerk, "0402"),
    }
    accepted([arrival(registered="onbekend")], clerk)
    name = {key: request.case.person.full_name for key, request in made.items()}
    answered(made["suwinet"], hilversum, income="waiting")
    answered(made["ready"], hilversum)
    answered(made["done"], hilversum)
    handed_over(made["done"].case, clerk)
    with system_scope("the test looks who has no municipality"):
        name["decide"] = Case.objects.get(to_decide="municipality").person.full_name
    assert standing(clerk, DECIDE) == [name["decide"]]
    assert standing(clerk, SEND) == [name["send"]]
    assert set(standing(clerk, SENT)) == {name["sent"], name["late"], name["suwinet"]}
    assert standing(clerk, OWN) == [name["own"]]
    assert standing(clerk, LATE) == standing(clerk, TODAY) == [name["late"]]
    assert standing(clerk, SUWINET) == [name["suwinet"]]
    assert standing(clerk, READY) == [name["ready"]]
    everywhere = [one for slug in LISTS for one in standing(clerk, slug)]
    assert name["done"] not in everywhere


def test_a_line_starts_with_the_clock_and_names_the_next_act(clerk: User) -> None:
    request = asked(clerk, "0417")
    text = main(clerk, f"/vragen/{SEND}/")
    line = text[text.index('class="clock') :]
    assert line.index("nog 2 dagen") < line.index(request.case.person.full_name)
    for words in ("wo 4 dec", "wacht op Veiligheidshuis: vraag versturen", "Laren, PI Almere", "Verstuur"):
        assert words in line
    assert f"/vragen/versturen/?casus={request.case.reference}" in line
    assert f"/casussen/{request.case.reference}/?lijst=te-versturen" in line


@pytest.mark.parametrize(
    ("slug", "fields", "act"),
    [
        (SENT, {"due_on": WEDNESDAY}, "Bekijk casus"),
        (SENT, {"due_on": MONDAY}, "Bel en leg vast"),
        (LATE, {"due_on": LAST_WEDNESDAY}, "Bel en leg vast"),
        (OWN, {"step": "own"}, "Leg vast"),
        (READY, {"step": "handoff", "ready": 5, "waits_for": []}, "Draag over"),
        (READY, {"step": "handoff", "ready": 4}, "Draag deel over"),
        (READY, {"step": "answer", "ready": 2}, "Draag deel over"),
        (SENT, {"paused_since": MONDAY, "paused_why": "transfer", "due_on": MONDAY}, "Bekijk casus"),
    ],
)
def test_the_act_of_a_line_follows_from_where_the_case_stands(
    clerk: User, slug: str, fields: dict[str, Any], act: str
) -> None:
    clock("Kloosterman", **fields)
    assert search(r'btn-s[^>]*>([^<]+)<span class="vh">: Kloosterman', main(clerk, f"/vragen/{slug}/"))[1] == act  # type: ignore[index]


def test_spoed_goes_first_then_the_term_then_a_short_stay(clerk: User) -> None:
    clock("Derde", due_on=WEDNESDAY)
    clock("Tweede", due_on=WEDNESDAY, short=True)
    clock("Eerste", due_on=FRIDAY, urgent=True)
    clock("Vierde", due_on=FRIDAY)
    clock("Vijfde", due_on=None)
    assert standing(clerk, SENT) == ["Eerste", "Tweede", "Derde", "Vierde", "Vijfde"]


def test_a_line_says_spoed_kort_and_a_weekend_that_is_near(clerk: User) -> None:
    clock("Kloosterman", urgent=True, short=True, weekend=True, expected_end_on=date(2024, 12, 7))
    clock("Bloemendaal", weekend=True, expected_end_on=date(2025, 3, 1))
    near, far = main(clerk, f"/vragen/{SENT}/").split('<li class="line">')[1:]
    assert all(words in near for words in ("spoed", "kort", "weekend"))
    assert "weekend" not in far


def test_a_clock_that_stands_still_makes_nobody_late(clerk: User) -> None:
    request = asked(clerk, now=NOW - timedelta(days=6), on=date(2024, 11, 25))
    assert standing(clerk, LATE) == [request.case.person.full_name]
    with system_scope("the test pauses"):
        Pause.objects.create(case=request.case, since=MONDAY, why="transfer", by=clerk)
        settle([request.case_id], NOW)
    assert standing(clerk, LATE) == []
    assert standing(clerk, SENT) == [request.case.person.full_name]


def test_what_came_in_too_late_waits_for_a_decision_and_nobody_is_late_with_it(clerk: User) -> None:
    accepted([arrival(on=date(2024, 11, 20))], clerk)
    assert len(standing(clerk, DECIDE)) == 1
    assert standing(clerk, LATE) == standing(clerk, TODAY) == []


def test_a_proposed_move_is_a_decision_wherever_its_case_stands(clerk: User, hilversum: User) -> None:
    request = asked(clerk)
    answered(request, hilversum, housing="Huurt een flat.")
    with system_scope("a notification proposes"):
        Case.objects.filter(pk=request.case_id).update(move_to=municipality("0406"))
    text = main(clerk, f"/vragen/{DECIDE}/")
    assert "verhuizing naar Huizen voorgesteld" in text
    assert "Beoordeel verhuizing" in text
    assert standing(clerk, DECIDE) == standing(clerk, READY) == [request.case.person.full_name]
    with open_scope(scope_for(clerk)) as scope:
        counts = list_counts(scope, MONDAY)
    assert (counts[DECIDE], counts[READY], counts[ALL]) == (1, 1, 1)


# Narrowing


def test_a_list_is_narrowed_by_its_address(clerk: User) -> None:
    clock("Kloosterman", "0402", institution="PI Almere")
    clock("Bloemendaal", "0406", institution="PI Lelystad")
    clock("Smallenbroek", "0406", institution="PI Almere")
    assert standing(clerk, SENT, "?gemeente=0402") == ["Kloosterman"]
    assert set(standing(clerk, SENT, "?pi=PI+Almere")) == {"Kloosterman", "Smallenbroek"}
    assert standing(clerk, SENT, "?gemeente=0406&pi=PI+Almere") == ["Smallenbroek"]
    assert standing(clerk, SENT, "?gemeente=none") == []


@pytest.mark.parametrize("query", ["?gemeente=9999", "?pi=PI+Nergens", "?gemeente=%00", "?page=99", "?page=x"])
def test_what_does_not_exist_narrows_nothing(clerk: User, query: str) -> None:
    clock("Kloosterman")
    assert standing(clerk, SENT, query) == ["Kloosterman"]


def test_a_page_holds_fifty(clerk: User) -> None:
    for number in range(51):
        clock(f"Naam{number}")
    first, second = standing(clerk, SENT), standing(clerk, SENT, "?page=2")
    assert (len(first), len(second)) == (50, 1)
    assert not set(first) & set(second)


# Numbers


def test_the_numbers_are_the_same_in_the_menu_and_on_the_tabs_and_too_late_has_a_sign(clerk: User) -> None:
    clock("Kloosterman", due_on=LAST_WEDNESDAY)
    clock("Bloemendaal", due_on=FRIDAY)
    clock("Noordermeer", step="done")
    text = page(clerk, f"/vragen/{SENT}/")
    menu, tabs = text.split("<main", 1)
    assert 'Informatievragen <span class="count">2</span>' in menu
    assert 'Verzonden <span class="count">2</span>' in menu
    assert search(r'Te laat <span class="count count-late"><svg[^>]*><use href="#c-late"/></svg>1</span>', menu)
    assert search(r"<b>2</b> <span class=\"what\"><svg[^>]*><use[^>]*/></svg>Verzonden", tabs)
    assert search(r"<b>1</b> <span class=\"what\"><svg[^>]*><use[^>]*/></svg>Te laat", tabs)


def test_the_numbers_are_counted_once_a_page(clerk: User) -> None:
    clock("Kloosterman")
    client = client_of(clerk)
    with CaptureQueriesContext(connection) as queries:
        client.get(f"/vragen/{SENT}/")
    counts = [one for one in queries.captured_queries if f'"{SUWINET}"' in one["sql"]]
    assert len(counts) == 1


def test_every_number_says_how_many_stand_in_its_list(clerk: User, hilversum: User) -> None:
    asked(clerk, "0417")
    answered(asked(clerk), hilversum, income="waiting", housing="Huurt een flat.")
    asked(clerk, now=NOW - timedelta(days=6), on=date(2024, 11, 25))
    with open_scope(scope_for(clerk)) as scope:
        counts = list_counts(scope, MONDAY)
    assert {slug: len(standing(clerk, slug)) for slug in LISTS} == {slug: counts[slug] for slug in LISTS}
    assert counts[ALL] == 3


def test_a_list_costs_as_many_queries_for_fifty_cases_as_for_five(clerk: User) -> None:
    client = client_of(clerk)

    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert client.get(f"/vragen/{SENT}/").status_code == 200
        return len(caught)

    for number in range(5):
        clock(f"Naam{number}")
    few = queries()
    for number in range(5, 50):
        clock(f"Naam{number}")
    assert queries() == few


def test_the_menu_leads_to_the_first_list_in_which_something_stands(clerk: User) -> None:
    client = client_of(clerk)
    assert client.get("/vragen/")["Location"] == f"/vragen/{DECIDE}/"
    clock("Kloosterman", due_on=LAST_WEDNESDAY)
    assert client.get("/vragen/")["Location"] == f"/vragen/{SENT}/"


@pytest.mark.parametrize("slug", LISTS)
def test_an_empty_list_says_why_and_offers_no_export(clerk: User, slug: str) -> None:
    text = main(clerk, f"/vragen/{slug}/")
    assert LISTS[slug].empty in text
    assert "Naar Excel" not in text


def test_an_empty_selection_says_how_to_see_more(clerk: User) -> None:
    clock("Kloosterman", "0402")
    text = main(clerk, f"/vragen/{SENT}/?gemeente=0406")
    assert "Niets in deze selectie" in text
    assert f'href="/vragen/{SENT}/"' in text
