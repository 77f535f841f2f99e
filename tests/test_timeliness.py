"""What the figures of answer time and handoff count, proved on requests that went the whole way."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from cases.chain.services import extend
from cases.chain.settle import settle
from cases.models import Request
from cases.requests.moving import move_case
from fixtures.notification import dutch_date
from nazorg.accounts.models import User
from nazorg.common.scope import system_scope
from tests.cast import client_of
from tests.chain_factories import InterviewFactory
from tests.chain_tools import AREAS, answered, asked, fresh, given, handed_over, sent
from tests.conftest import NOW
from tests.factories import municipality
from tests.intake_tools import accepted, release, somebody
from tests.timeliness_tools import figures, november

SENT, MOVED, ANSWERED = "Vragen, verstuurd", "Vragen, verplaatst", "Vragen, beantwoord"
MEDIAN, NINETIETH = "Antwoordtijd in werkdagen, mediaan", "Antwoordtijd in werkdagen, 90e percentiel"
TERM, IN_TERM = "Binnen de eigen termijn, geteld", "Binnen de eigen termijn, op tijd"
IN_TERM_SHARE, EXTENDED = "Binnen de eigen termijn, % van geteld", "Binnen de eigen termijn, met uitstel"
SHORT, SHORT_SHARE = "Kort verblijf, casussen", "Kort verblijf, % van niet verplaatst"
CASES, IN_TIME = "Overdracht aan de MMD-er, casussen", "Overdracht aan de MMD-er, op tijd"
IN_TIME_SHARE, LATE = "Overdracht aan de MMD-er, % van casussen", "Overdracht aan de MMD-er, te laat"
SUWINET_SHARE, RELEASED = "Te laat door, % van te laat", "Vrij vóór overdracht, casussen"
REASONS = ("SUWINET", "gemeente", "late melding", "vrijgekomen", "Veiligheidshuis", "reden volgt")


@pytest.fixture
def client(chain_manager: User) -> Client:
    return client_of(chain_manager)


def sent_on(clerk: User, day: int, code: str = "0402", arrived: int | None = None, **cells: Any) -> Request:
    """A request sent in November about somebody who arrived that day, or earlier."""
    return asked(clerk, code, on=date(2024, 11, arrived or day), now=november(day), **cells)


def why(row: dict[str, object]) -> dict[str, object]:
    """The reasons of a row that count anything."""
    return {reason: row[f"Te laat door, {reason}"] for reason in REASONS if row[f"Te laat door, {reason}"]}


# --- The municipality's answer


def test_answer_time_is_in_working_days_with_median_and_nearest_rank(
    client: Client, clerk: User, hilversum: User
) -> None:
    # Monday 4 November: answered the same day, the next, on Friday, and over a weekend on Monday.
    for day in (4, 5, 8, 11):
        answered(sent_on(clerk, 4), hilversum, november(day))
    row = figures(client)["Hilversum"]
    assert (row[SENT], row[ANSWERED]) == (4, 4)
    assert (row[MEDIAN], row[NINETIETH]) == (2.5, 5)


def test_a_request_sent_on_friday_and_answered_on_monday_took_one_working_day(
    client: Client, clerk: User, hilversum: User
) -> None:
    answered(sent_on(clerk, 8), hilversum, november(11))
    assert figures(client)["Hilversum"][MEDIAN] == 1


def test_answered_just_after_midnight_is_the_next_day_here(client: Client, clerk: User, hilversum: User) -> None:
    answered(sent_on(clerk, 4), hilversum, november(4, 23))
    assert figures(client)["Hilversum"][MEDIAN] == 1


def test_the_ninetieth_percentile_is_the_ninth_of_ten(client: Client, clerk: User, hilversum: User) -> None:
    for day in (4, 4, 4, 4, 4, 4, 4, 4, 6, 8):
        answered(sent_on(clerk, 4), hilversum, november(day))
    row = figures(client)["Hilversum"]
    assert (row[MEDIAN], row[NINETIETH]) == (0, 2)


def test_everything_counts_in_the_month_of_sending(client: Client, clerk: User, hilversum: User) -> None:
    answered(asked(clerk, on=date(2024, 10, 31), now=november(1) - timedelta(days=1)), hilversum, november(5))
    answered(sent_on(clerk, 1), hilversum, november(5))
    rows = figures(client, "jaar=2024&per=maand")
    assert (rows["oktober"][SENT], rows["oktober"][MEDIAN]) == (1, 3)
    assert (rows["november"][SENT], rows["november"][MEDIAN]) == (1, 2)
    assert (rows["december t/m 2"][SENT], rows["december t/m 2"][MEDIAN]) == (0, "-")
    assert "september" not in rows
    assert (rows["Totaal"][SENT], rows["Totaal"][MEDIAN]) == (2, 2.5)


def test_a_request_that_waits_for_suwinet_is_not_answered_yet(client: Client, clerk: User, hilversum: User) -> None:
    one = sent_on(clerk, 4)
    answered(one, hilversum, november(5))
    other = sent_on(clerk, 4)
    answered(other, hilversum, november(5), papers="x", housing="x", income="waiting", debts="x", care="x")
    row = figures(client)["Hilversum"]
    assert (row[SENT], row[ANSWERED], row[MEDIAN]) == (2, 1, 1)
    assert (row[TERM], row[IN_TERM], row[IN_TERM_SHARE]) == (2, 1, 0.5)


def test_a_request_counts_against_the_municipality_only_once_its_term_is_over(
    client: Client, clerk: User, hilversum: User
) -> None:
    asked(clerk)  # sent today, due on 4 December
    answered(sent_on(clerk, 4), hilversum, november(7))  # due on 6 November
    sent_on(clerk, 4)  # never answered
    row = figures(client)["Hilversum"]
    assert (row[SENT], row[TERM], row[IN_TERM], row[IN_TERM_SHARE]) == (3, 2, 0, 0)


def test_in_time_thanks_to_an_extension_is_counted_apart(client: Client, clerk: User, hilversum: User) -> None:
    early, late = sent_on(clerk, 4), sent_on(clerk, 4)
    with system_scope("an extension of the test"):
        for one in (early, late):
            extend(fresh(one), date(2024, 11, 12), "de consulent is ziek", clerk, november(5))
    answered(early, hilversum, november(6))
    answered(late, hilversum, november(12))
    row = figures(client)["Hilversum"]
    assert (row[TERM], row[IN_TERM], row[EXTENDED]) == (2, 1, 1)


def test_a_moved_request_counts_as_moved_for_the_former_municipality_and_in_full_for_the_next(
    client: Client, clerk: User, hilversum: User, huizen: User
) -> None:
    request = sent_on(clerk, 4)
    answered(request, hilversum, november(4), income="Werkt.")
    with system_scope("a move of the test"):
        move_case(fresh(request).case, municipality("0406"), "verhuisd", clerk, november(6))
        there = Request.objects.get(case=request.case_id, municipality__code="0406")
    answered(there, huizen, november(7))
    rows = figures(client)
    former, now = rows["Hilversum"], rows["Huizen"]
    assert (former[SENT], former[MOVED], former[ANSWERED], former[MEDIAN], former[CASES]) == (1, 1, 0, "-", 0)
    assert (now[SENT], now[MOVED], now[ANSWERED], now[MEDIAN], now[CASES]) == (1, 0, 1, 1, 1)


def test_a_request_that_was_not_sent_is_no_figure(client: Client, clerk: User) -> None:
    sent_on(clerk, 4)
    with_nobody = sent_on(clerk, 4, code="1696")
    assert with_nobody.state == "to_send"
    assert figures(client)["Wijdemeren"][SENT] == 0


def test_short_stays_are_a_share_of_who_was_asked_about(client: Client, clerk: User, hilversum: User) -> None:
    sent_on(clerk, 4, expected_end_on=dutch_date(date(2024, 11, 20)))
    sent_on(clerk, 4, expected_end_on=dutch_date(date(2025, 11, 20)))
    sent_on(clerk, 4)
    row = figures(client)["Hilversum"]
    assert (row[SHORT], round(row[SHORT_SHARE], 2)) == (1, 0.33)


# --- The handoff


def test_a_handoff_is_in_time_up_to_and_including_the_last_day(client: Client, clerk: User, hilversum: User) -> None:
    for day in (9, 10):  # arrived on the 4th: until the 9th
        request = sent_on(clerk, 4)
        answered(request, hilversum, november(5))
        handed_over(request.case, clerk, november(day))
    asked(clerk)  # its term runs
    row = figures(client)["Hilversum"]
    assert (row[SENT], row[CASES], row[IN_TIME], row[IN_TIME_SHARE], row[LATE]) == (3, 2, 1, 0.5, 1)
    assert why(row) == {"Veiligheidshuis": 1}


def test_a_part_handed_over_in_time_is_in_time(client: Client, clerk: User, hilversum: User) -> None:
    request = sent_on(clerk, 4)
    answered(request, hilversum, november(5), income="Werkt.")
    handed_over(request.case, clerk, november(8))
    assert figures(client)["Hilversum"][IN_TIME] == 1


def test_late_says_why_and_how_much_suwinet_explains(client: Client, clerk: User, hilversum: User) -> None:
    waiting, slow, told_late = sent_on(clerk, 4), sent_on(clerk, 4), sent_on(clerk, 7, arrived=4)
    answered(waiting, hilversum, november(5), income="waiting")
    answered(waiting, hilversum, november(12), papers="x", housing="x", income="x", debts="x", care="x")
    answered(slow, hilversum, november(12))
    answered(told_late, hilversum, november(11))
    for request in (waiting, slow, told_late):
        handed_over(request.case, clerk, november(13))
    sent_on(clerk, 4)  # nobody ever answered
    row = figures(client)["Hilversum"]
    assert (row[CASES], row[IN_TIME], row[LATE]) == (4, 0, 4)
    assert why(row) == {"SUWINET": 1, "gemeente": 2, "late melding": 1}
    assert row[SUWINET_SHARE] == 0.25


def test_released_before_the_handoff_is_counted_and_not_hidden(client: Client, clerk: User, hilversum: User) -> None:
    early, late = somebody(), somebody()
    asked(clerk, on=date(2024, 11, 4), now=november(4), person=early)
    asked(clerk, on=date(2024, 11, 4), now=november(4), person=late)
    started = date(2024, 11, 4)
    accepted([release(early, date(2024, 11, 7), started), release(late, date(2024, 11, 20), started)], clerk)
    row = figures(client)["Hilversum"]
    assert (row[CASES], row[LATE], row[RELEASED]) == (2, 2, 2)
    assert why(row) == {"vrijgekomen": 1, "gemeente": 1}
    # Whoever was free before the municipality's term was over, is not held against it.
    assert (row[ANSWERED], row[MEDIAN]) == (0, "-")


def test_delivered_directly_by_the_municipality_is_handed_over_too(
    client: Client, clerk: User, hilversum: User
) -> None:
    request = sent_on(clerk, 4)
    directly = [given(request, area, "delivered", delivered_on=date(2024, 11, 6)) for area in AREAS]
    sent(request, hilversum, directly, november(6))
    row = figures(client)["Hilversum"]
    assert (row[CASES], row[IN_TIME], row[LATE]) == (1, 1, 0)


def test_before_the_interview_is_said_only_where_its_day_is_known(client: Client, clerk: User, hilversum: User) -> None:
    for day in (11, 13, None):
        request = sent_on(clerk, 4)
        answered(request, hilversum, november(5))
        if day is not None:
            with system_scope("the day that the MMD-er gave"):
                InterviewFactory(case=request.case, planned_on=date(2024, 11, day), recorded_by=clerk)
                settle([request.case_id], november(6))
        handed_over(request.case, clerk, november(12))
    row = figures(client)["Hilversum"]
    assert (row["Vóór het gesprek, met datum"], row["Vóór het gesprek, op tijd"]) == (2, 1)
    assert row["Vóór het gesprek, % van met datum"] == 0.5
    # The day that was given is the term too.
    assert (row[CASES], row[IN_TIME]) == (3, 1)


# --- What does not exist


def test_the_total_is_counted_over_all_and_not_made_of_medians(
    client: Client, clerk: User, hilversum: User, huizen: User
) -> None:
    for day in (4, 4, 4):
        answered(sent_on(clerk, 4), hilversum, november(day))
    answered(sent_on(clerk, 4, "0406"), huizen, november(8))
    rows = figures(client)
    assert (rows["Hilversum"][MEDIAN], rows["Huizen"][MEDIAN], rows["Totaal"][MEDIAN]) == (0, 4, 0)
    assert (rows["Totaal"][SENT], rows["Totaal"][NINETIETH]) == (4, 4)


def test_a_municipality_that_was_not_asked_has_no_answer_time(client: Client, clerk: User) -> None:
    asked(clerk)
    row = figures(client)["Laren"]
    assert (row[SENT], row[MEDIAN], row[IN_TERM_SHARE], row[IN_TIME_SHARE], row[SHORT_SHARE]) == (0, "-", "-", "-", "-")


def test_nothing_is_counted_that_was_sent_after_the_span(client: Client, clerk: User) -> None:
    asked(clerk, now=NOW)
    sent_on(clerk, 4)
    assert figures(client, "jaar=2024&maand=11")["Totaal"][SENT] == 1
    assert figures(client, "jaar=2024&maand=12")["Totaal"][SENT] == 1
