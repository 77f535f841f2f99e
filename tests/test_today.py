"""Vandaag: what must be done now by the clock, what comes, and what changed since the last working day."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from re import DOTALL, findall

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.access import scope_for
from cases.models import Case
from cases.requests.moving import move_case
from nazorg.accounts.models import User
from nazorg.common.scope import open_scope, system_scope
from tests.cast import Cast, client_of
from tests.chain_tools import answered, asked
from tests.conftest import NOW
from tests.factories import case_in, municipality
from tests.intake_tools import accepted, arrival, release, somebody
from tests.worklist_tools import clock, main

MONDAY = date(2024, 12, 2)
DAY = timedelta(days=1)


def groups(user: User) -> dict[str, list[str]]:
    """The names in each group of the page, in the order of both."""
    sections = findall(r'<section aria-label="([^"]*)">(.*?)</section>', main(user, "/"), DOTALL)
    return {name: findall(r'class="subject"><a [^>]*>([^<]*)<', text) for name, text in sections}


@pytest.fixture
def friday() -> Iterator[None]:
    with time_machine.travel(datetime(2024, 12, 6, 9, 0, tzinfo=UTC), tick=True):
        yield


# By the clock


def test_the_page_goes_by_the_clock(clerk: User) -> None:
    clock("Later", due_on=MONDAY + 4 * DAY)
    clock("Overmorgen", due_on=MONDAY + 2 * DAY)
    clock("Vandaag", due_on=MONDAY)
    clock("Telaat", due_on=MONDAY - DAY)
    clock("Volgende", due_on=MONDAY + 7 * DAY)
    clock("Klaar", due_on=MONDAY, step="done")
    assert groups(clerk) == {
        "Te laat": ["Telaat"],
        "Vandaag": ["Vandaag"],
        "Morgen en overmorgen": ["Overmorgen"],
        "Later deze week": ["Later"],
    }


def test_it_says_how_much_there_is_to_do_and_how_much_is_late(clerk: User) -> None:
    for number in range(3):
        clock(f"Naam{number}", due_on=MONDAY - DAY * number)
    assert "3 dingen te doen, waarvan 2 te laat" in main(clerk, "/")


def test_one_thing_is_one_thing_and_nothing_is_late(clerk: User) -> None:
    clock("Vandaag", due_on=MONDAY)
    assert "1 ding te doen</p>" in main(clerk, "/")


def test_only_the_first_act_is_filled(clerk: User) -> None:
    for number in range(4):
        clock(f"Naam{number}", due_on=MONDAY + DAY * number)
    assert main(clerk, "/").count("btn-primary") == 1


def test_before_a_weekend_the_next_two_working_days_come_first(clerk: User, friday: None) -> None:
    clock("Maandag", due_on=date(2024, 12, 9))
    clock("Dinsdag", due_on=date(2024, 12, 10))
    clock("Woensdag", due_on=date(2024, 12, 11))
    assert groups(clerk) == {"Tot en met dinsdag 10 december": ["Maandag", "Dinsdag"]}


def test_a_clock_that_stands_still_asks_for_nothing_now(clerk: User) -> None:
    clock("Pauze", due_on=MONDAY - DAY, paused_since=MONDAY, paused_why="transfer")
    assert groups(clerk) == {"Later deze week": ["Pauze"]}
    assert "waarvan" not in main(clerk, "/")


def test_spoed_goes_first_in_its_group(clerk: User) -> None:
    clock("Gewoon", due_on=MONDAY)
    clock("Dringend", due_on=MONDAY, urgent=True)
    assert groups(clerk)["Vandaag"] == ["Dringend", "Gewoon"]


def test_a_decision_with_a_term_goes_by_the_clock_and_another_waits_below(clerk: User) -> None:
    accepted([arrival(registered="onbekend"), arrival(on=date(2024, 11, 20))], clerk)
    with system_scope("the test looks who they are"):
        by_why = {case.to_decide: case.person.full_name for case in Case.objects.select_related("person")}
    assert groups(clerk) == {
        "Te beslissen": [by_why["late"]],
        "Morgen en overmorgen": [by_why["municipality"]],
    }
    assert "waarvan" not in main(clerk, "/")


def test_what_the_safety_house_can_do_now_waits_below_also_when_its_term_is_far_off(clerk: User) -> None:
    for number, (step, ready) in enumerate((("send", 0), ("handoff", 5), ("answer", 0), ("answer", 2))):
        clock(f"Naam{number}", due_on=MONDAY + 9 * DAY, step=step, ready=ready)
    assert groups(clerk) == {"Te versturen": ["Naam0"], "Gereed voor overdracht": ["Naam1", "Naam3"]}
    assert "3 dingen te doen" in main(clerk, "/")


def test_a_proposed_move_stands_below_also_when_its_case_is_due(clerk: User) -> None:
    chain = clock("Verhuizer", due_on=MONDAY)
    with system_scope("a notification proposes"):
        Case.objects.filter(pk=chain.case_id).update(move_to=municipality("0406"))
    assert groups(clerk) == {"Vandaag": ["Verhuizer"], "Te beslissen": ["Verhuizer"]}
    assert "Beoordeel verhuizing" in main(clerk, "/")


def test_what_is_due_keeps_the_list_at_hand(clerk: User) -> None:
    reference = clock("Vandaag", due_on=MONDAY).case.reference
    assert f"/casussen/{reference}/?lijst=vandaag" in main(clerk, "/")


def test_what_does_not_fit_is_said_and_stands_in_the_lists(clerk: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nazorg.front.today_cases._MOST", 2)
    for number in range(3):
        clock(f"Naam{number}", due_on=MONDAY - DAY)
    text = main(clerk, "/")
    assert "2 of meer dingen te doen" in text
    assert 'href="/vragen/"' in text


def test_a_week_with_nothing_in_it_says_so(clerk: User) -> None:
    clock("Volgende", due_on=MONDAY + 7 * DAY)
    text = main(clerk, "/")
    assert "U bent bij" in text
    assert "dingen te doen" not in text
    assert "Lees meldingen in" in text


def test_nobody_is_offered_what_his_role_may_not(coordinator: User) -> None:
    text = main(coordinator, "/")
    assert "U bent bij" in text
    assert "Lees meldingen in" not in text


def test_the_page_costs_as_many_queries_for_fifty_cases_as_for_five(clerk: User) -> None:
    client = client_of(clerk)

    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert client.get("/").status_code == 200
        return len(caught)

    for number in range(5):
        clock(f"Naam{number}", due_on=MONDAY + DAY * (number % 4))
    few = queries()
    for number in range(5, 50):
        clock(f"Naam{number}", due_on=MONDAY + DAY * (number % 4))
    assert queries() == few


def test_whoever_opens_no_dossiers_sees_none_of_it(cast: Cast) -> None:
    clock("Kloosterman", due_on=MONDAY)
    for user in (cast.chain_manager, cast.privacy_officer, cast.administrator):
        assert "Kloosterman" not in main(user, "/")
        assert "Te laat" not in main(user, "/")
    assert client_of(cast.hilversum).get("/")["Location"] == "/portaal/"


def test_the_coordinator_sees_the_same_and_who_is_to_be_screened(coordinator: User, clerk: User) -> None:
    clock("Kloosterman", due_on=MONDAY)
    assert groups(clerk) == {"Vandaag": ["Kloosterman"]}
    assert groups(coordinator) == {"Vandaag": ["Kloosterman"], "Screening": ["Kloosterman"]}


# The rail


def changes(user: User) -> list[str]:
    """What changed, each with its small print."""
    text = main(user, "/").split('id="veranderd"', 1)[1].split("</section>", 1)[0]
    return [" ".join(found) for found in findall(r'<li><a [^>]*>([^<]*)</a> <span class="meta">([^<]*)</span>', text)]


def test_an_answer_shows_once_with_its_areas_and_when_it_came(clerk: User, hilversum: User) -> None:
    request = asked(clerk)
    answered(request, hilversum, NOW - timedelta(minutes=30), housing="Huurt een flat.")
    answered(request, hilversum, NOW - timedelta(minutes=15), debts="Geen.")
    name = request.case.person.full_name
    assert changes(clerk) == [f"Hilversum antwoordde over {name} huisvesting, schulden, vandaag 09.45"]
    assert "Veranderd sinds vrijdag" in main(clerk, "/")


def test_an_answer_of_before_the_last_working_day_is_no_news(clerk: User, hilversum: User) -> None:
    request = asked(clerk, now=NOW - 4 * DAY, on=date(2024, 11, 26))
    answered(request, hilversum, NOW - 4 * DAY)
    assert changes(clerk) == []
    assert "Geen antwoord, verhuizing of vrijlating." in main(clerk, "/")


def test_a_move_says_from_where_to_where(clerk: User) -> None:
    request = asked(clerk)
    with open_scope(scope_for(clerk)):
        move_case(request.case, municipality("0406"), "Gaat bij zijn zus wonen.", clerk, NOW)
    assert changes(clerk) == [f"{request.case.person.full_name} verhuisde naar Huizen van Hilversum, vandaag 10.00"]


def test_a_case_that_moved_twice_shows_its_last_move(clerk: User) -> None:
    request = asked(clerk)
    with open_scope(scope_for(clerk)):
        for hour, code in enumerate(("0406", "0417")):
            move_case(request.case, municipality(code), "Verhuisd.", clerk, NOW + timedelta(hours=hour))
    assert changes(clerk) == [f"{request.case.person.full_name} verhuisde naar Laren van Huizen, vandaag 11.00"]


def test_a_release_before_the_handoff_is_not_hidden(clerk: User) -> None:
    person = somebody()
    asked(clerk, person=person)
    accepted([release(person, date(2024, 12, 1), date(2024, 11, 29))], clerk)
    name = f"{person.given_names} {person.prefix} {person.family_name}".replace("  ", " ")
    assert changes(clerk) == [f"{name} kwam vrij vóór de overdracht zo 1 dec, Hilversum"]


def test_who_is_free_this_week_has_the_words_that_matter(clerk: User) -> None:
    accepted([arrival(expected_end_on="07-12-2024")], clerk)
    text = main(clerk, "/").split('id="vrij"', 1)[1].split("</section>", 1)[0]
    assert "za 7 dec, Hilversum, spoed, kort, weekend, verwacht" in text


def test_the_coordinator_reads_how_many_wait_to_be_screened_and_the_clerk_does_not(
    coordinator: User, clerk: User
) -> None:
    assert "te screenen" not in main(coordinator, "/")
    with system_scope("two arrivals"):
        for code in ("0402", "0406"):
            case_in(code)
    assert "2 aankomsten te screenen" in main(coordinator, "/")
    assert "te screenen" not in main(clerk, "/")
