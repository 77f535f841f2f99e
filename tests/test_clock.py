"""The clock in one sentence: every step, every unit, every state; no database."""

from datetime import date
from typing import Any

import pytest

from cases.chain.models import Chain
from cases.chain.words import Clock, areas_words, clock_of, due_clock
from municipalities.models import Municipality
from nazorg.common.deadlines import Unit

MONDAY = date(2024, 12, 2)
HUIZEN = Municipality(name="Huizen", code="0406")
Late = Chain.Late


def day(number: int, month: int = 12) -> date:
    return date(2024, month, number)


def chain(step: Chain.Step, **fields: Any) -> Chain:
    return Chain(step=step, municipality=HUIZEN, **{"due_on": day(4), "unit": Unit.WORKING} | fields)


def words(step: Chain.Step, today: date = MONDAY, **fields: Any) -> str:
    return str(clock_of(chain(step, **fields), today))


@pytest.mark.parametrize(
    ("step", "fields", "sentence"),
    [
        (Chain.Step.DECIDE, {}, "nog 2 dagen (wo 4 dec), wacht op Veiligheidshuis: beslissen"),
        (Chain.Step.SEND, {}, "nog 2 dagen (wo 4 dec), wacht op Veiligheidshuis: vraag versturen"),
        (Chain.Step.ANSWER, {"waits_for": ["income"]}, "nog 2 dagen (wo 4 dec), wacht op Huizen: inkomen"),
        (Chain.Step.OWN, {"waits_for": ["debts"]}, "nog 2 dagen (wo 4 dec), wacht op Veiligheidshuis: zelf opzoeken"),
        (Chain.Step.HANDOFF, {}, "nog 2 dagen (wo 4 dec), wacht op Veiligheidshuis: overdracht"),
        (
            Chain.Step.HANDOFF,
            {"waits_for": ["care"]},
            "nog 2 dagen (wo 4 dec), wacht op Veiligheidshuis: deel overdragen",
        ),
        (Chain.Step.OUTSIDE, {}, "buiten de regio"),
        (Chain.Step.STOPPED, {}, "geen nazorg"),
        (Chain.Step.NONE, {}, "geen vraag"),
        (Chain.Step.RELEASED, {"released_on": day(1)}, "vrijgekomen vóór overdracht (zo 1 dec)"),
        (
            Chain.Step.DONE,
            {"complete_on": day(2), "handed_over_on": day(1), "handoff_due_on": day(1)},
            "overgedragen (ma 2 dec), op tijd",
        ),
    ],
)
def test_every_step_has_its_sentence(step: Chain.Step, fields: dict[str, Any], sentence: str) -> None:
    assert words(step, **fields) == sentence


def test_no_step_lacks_a_sentence() -> None:
    for step in Chain.Step:
        assert words(step, waits_for=["income"])


@pytest.mark.parametrize(
    ("due", "unit", "state", "when"),
    [
        (day(2), Unit.WORKING, "today", "vandaag"),
        (day(3), Unit.WORKING, "soon", "nog 1 dag"),
        (day(4), Unit.WORKING, "soon", "nog 2 dagen"),
        (day(6), Unit.WORKING, "far", "nog 4 dagen"),
        (day(9), Unit.WORKING, "far", "nog 5 werkdagen"),
        (day(9), Unit.CALENDAR, "far", "nog 7 dagen"),
        (day(29, 11), Unit.WORKING, "late", "1 werkdag te laat"),
        (day(28, 11), Unit.WORKING, "late", "2 werkdagen te laat"),
        (day(29, 11), Unit.CALENDAR, "late", "3 dagen te laat"),
        (day(1), Unit.CALENDAR, "late", "1 dag te laat"),
    ],
)
def test_days_are_counted_in_the_unit_of_the_term(due: date, unit: Unit, state: str, when: str) -> None:
    clock = due_clock(due, unit, MONDAY, "wacht op Huizen: inkomen")
    assert (clock.state, clock.when) == (state, when)


@pytest.mark.parametrize(
    ("today", "due", "when"),
    [
        (day(6), day(9), "nog 1 werkdag"),  # over a weekend
        (day(24), day(27), "nog 1 werkdag"),  # over Christmas, in the middle of the week
        (day(3), day(5), "nog 2 dagen"),  # nothing between
        (day(6), day(7), "nog 1 dag"),  # until a Saturday there is no working day left, and still a day
        (day(6), day(8), "nog 2 dagen"),
        (day(7), day(6), "te laat"),  # a Saturday is late, by no working day
        (day(8), day(6), "te laat"),
        (day(9), day(6), "1 werkdag te laat"),
        (day(5), day(3), "2 dagen te laat"),
    ],
)
def test_working_days_are_named_as_soon_as_a_weekend_or_holiday_lies_between(today: date, due: date, when: str) -> None:
    assert due_clock(due, Unit.WORKING, today, "").when == when


def test_the_clock_says_what_the_day_was_before_it_moved() -> None:
    assert words(Chain.Step.ANSWER, was_due_on=day(3), waits_for=["care"]) == (
        "nog 2 dagen (wo 4 dec, was di 3 dec), wacht op Huizen: zorg"
    )
    assert "was" not in words(Chain.Step.ANSWER, was_due_on=day(4), waits_for=["care"])


def test_a_clock_that_stands_still_says_since_when_and_what_it_would_have_been() -> None:
    paused: dict[str, Any] = {"paused_since": day(2), "paused_why": Chain.Paused.TRANSFER}
    clock = clock_of(chain(Chain.Step.ANSWER, waits_for=["income"], **paused), day(9))
    assert clock == Clock("pause", "gestopt", "sinds ma 2 dec, was wo 4 dec", "overplaatsing")
    assert words(Chain.Step.HANDOFF, due_on=None, **paused) == "gestopt (sinds ma 2 dec), overplaatsing"


def test_without_an_arrival_there_is_no_term_and_the_clock_says_so() -> None:
    clock = clock_of(chain(Chain.Step.HANDOFF, due_on=None), MONDAY)
    assert (clock.state, str(clock)) == ("none", "geen termijn, wacht op Veiligheidshuis: overdracht")


def test_another_year_is_named() -> None:
    assert str(due_clock(date(2025, 1, 2), Unit.CALENDAR, day(31), "")) == "nog 2 dagen (do 2 jan 2025)"


@pytest.mark.parametrize(
    ("areas", "suwinet", "said"),
    [
        (["income"], [], "inkomen"),
        (["housing", "income"], [], "huisvesting, inkomen"),
        (["housing", "income", "care"], [], "3 leefgebieden"),
        (["papers", "housing", "income", "debts", "care"], ["income"], "alles"),
        (["income"], ["income"], "inkomen (SUWINET)"),
        (["housing", "income"], ["income"], "huisvesting, inkomen"),
        (["debts", "income"], ["income", "debts"], "schulden, inkomen (SUWINET)"),
    ],
)
def test_areas_are_named_as_far_as_there_is_room(areas: list[str], suwinet: list[str], said: str) -> None:
    assert areas_words(areas, suwinet) == said


@pytest.mark.parametrize(
    ("given", "unit", "why", "said"),
    [
        (day(5), Unit.CALENDAR, Late.SUWINET, "1 dag te laat: SUWINET"),
        (day(9), Unit.CALENDAR, Late.MUNICIPALITY, "5 dagen te laat: gemeente"),
        (day(9), Unit.WORKING, Late.NOTIFICATION, "3 werkdagen te laat: late melding"),
        (day(6), Unit.WORKING, Late.SAFETY_HOUSE, "2 dagen te laat: Veiligheidshuis"),
        (day(5), Unit.CALENDAR, "", "1 dag te laat"),
        (day(4), Unit.CALENDAR, "", "op tijd"),
    ],
)
def test_a_handoff_says_by_how_much_it_was_late_and_why(given: date, unit: Unit, why: str, said: str) -> None:
    done = chain(
        Chain.Step.DONE, complete_on=given, handed_over_on=given, handoff_due_on=day(4), unit=unit, late_why=why
    )
    assert clock_of(done, day(12)).rest == said


def test_what_is_late_by_more_than_a_month_says_on_which_day_it_should_have_been() -> None:
    late = due_clock(date(2024, 7, 3), Unit.CALENDAR, MONDAY, "wacht op Huizen: inkomen")
    assert str(late) == "had op 3 juli gemoeten, wacht op Huizen: inkomen"
    assert due_clock(date(2023, 7, 3), Unit.WORKING, MONDAY, "").when == "had op 3 juli 2023 gemoeten"
    assert due_clock(day(2, 11), Unit.CALENDAR, MONDAY, "").when == "30 dagen te laat"
    done = chain(Chain.Step.DONE, handed_over_on=day(12), handoff_due_on=date(2024, 7, 3), late_why=Late.NOTIFICATION)
    assert str(clock_of(done, day(12))) == "overgedragen (do 12 dec), had op 3 juli gemoeten: late melding"


def test_a_handoff_on_a_saturday_after_the_last_working_day_is_late_all_the_same() -> None:
    done = chain(Chain.Step.DONE, handed_over_on=day(7), handoff_due_on=day(6), unit=Unit.WORKING)
    assert clock_of(done, day(9)).rest == "te laat"
