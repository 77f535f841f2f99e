"""The rules of the clock on plain values: steps, terms, flags, and why a handoff is late; no database."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from cases.chain.models import Chain
from cases.chain.rules import (
    AreaFacts,
    Facts,
    ends_in_weekend,
    handoff_due,
    is_short,
    is_urgent,
    late_why,
    later_by,
    stand,
)
from cases.requests.models import Request
from municipalities.agreements.models import Agreement
from nazorg.common.deadlines import Length, Unit

MONDAY = date(2024, 12, 2)
FIVE_DAYS, TEN_DAYS, FOUR_WEEKS = Length(5, Unit.CALENDAR), Length(10, Unit.CALENDAR), Length(28, Unit.CALENDAR)
Late = Chain.Late


def day(number: int, month: int = 12) -> date:
    return date(2024, month, number)


def at(number: int, hour: int = 10) -> datetime:
    return datetime(2024, 12, number, hour, tzinfo=UTC)


def area(code: str, status: str = "open", delivers: str = "portal", **fields: Any) -> AreaFacts:
    return AreaFacts(code, Agreement.Delivers(delivers), status, **fields)


def request(**fields: Any) -> Request:
    """Sent on Monday 2 December, due on the 4th."""
    base: dict[str, Any] = {
        "state": "open",
        "opened_at": at(2),
        "sent_at": at(2),
        "due_on": day(4),
        "first_due_on": day(4),
    }
    return Request(**base | fields)


def facts(**fields: Any) -> Facts:
    """Somebody who arrived on Friday 29 November and about whom Huizen was asked: the pack is due on 4 December."""
    base: dict[str, Any] = {
        "municipality_id": 1,
        "start_on": day(29, 11),
        "request": request(),
        "areas": [area("income")],
    }
    return Facts(1, **base | fields)


def step_of(known: Facts, interview: Length = FIVE_DAYS) -> tuple[str, date | None, list[str]]:
    stands = stand(known, handoff_due(known, interview), interview, Unit.WORKING, day(2))
    return stands.step, stands.due_on, stands.waits_for


@pytest.mark.parametrize(
    ("known", "step", "due", "waits"),
    [
        (facts(to_decide=True, request=None, areas=[]), "decide", day(4), []),
        (facts(request=request(state="to_send", sent_at=None, due_on=None)), "send", day(4), []),
        (facts(), "answer", day(4), ["income"]),
        (facts(areas=[area("income", "waiting")]), "answer", day(4), ["income"]),
        (facts(areas=[area("income", "answered")]), "handoff", day(4), []),
        (facts(areas=[area("income", "answered", delivered=True)]), "done", None, []),
        (facts(areas=[area("debts", "open", "safety_house")]), "own", day(4), ["debts"]),
        (facts(request=None, areas=[]), "none", None, []),
        (facts(request=None, areas=[], in_region=False), "outside", None, []),
        (facts(no_aftercare=True), "stopped", None, []),
        (facts(released_on=day(3)), "released", None, []),
        (facts(released_on=day(3), handed_over_on=day(2)), "done", None, []),
        (facts(released_on=day(3), request=None, areas=[]), "none", None, []),
        (facts(released_on=day(1), request=None, areas=[], to_decide=True), "decide", day(4), []),
    ],
)
def test_every_step_follows_from_what_is_known(known: Facts, step: str, due: date | None, waits: list[str]) -> None:
    assert step_of(known) == (step, due, waits)


def test_what_is_ready_goes_first_when_its_term_ends_no_later_than_the_municipalitys() -> None:
    both = [area("income"), area("care", "answered")]
    assert step_of(facts(areas=both)) == ("handoff", day(4), ["income"])
    longer = facts(areas=both, start_on=day(1))
    assert step_of(longer) == ("answer", day(4), ["income"])
    given = [area("income"), area("care", "answered", delivered=True)]
    assert step_of(facts(areas=given)) == ("answer", day(4), ["income"])


def test_an_area_that_the_house_looks_up_itself_never_waits_for_the_municipality() -> None:
    mixed = [area("debts", "open", "safety_house"), area("income")]
    assert step_of(facts(areas=mixed)) == ("answer", day(4), ["income"])


def test_the_day_that_the_mmd_er_gave_goes_before_the_term() -> None:
    assert handoff_due(facts(), FIVE_DAYS) == day(4)
    assert handoff_due(facts(planned_on=day(10)), FIVE_DAYS) == day(10)
    assert handoff_due(facts(planned_on=day(3), pauses=[(day(1), day(9))]), FIVE_DAYS) == day(3)
    assert handoff_due(facts(start_on=None), FIVE_DAYS) is None


def test_pauses_that_ended_move_the_term_in_its_own_unit() -> None:
    assert handoff_due(facts(pauses=[(day(2), day(5))]), FIVE_DAYS) == day(7)
    assert handoff_due(facts(pauses=[(day(2), None)]), FIVE_DAYS) == day(4)
    assert handoff_due(facts(pauses=[(day(5), day(9))]), FIVE_DAYS) == day(4)  # it had ended already
    assert later_by(day(4), [(day(6), day(9)), (day(2), day(5))], Unit.CALENDAR) == day(10)
    assert later_by(day(6), [(day(6), day(9))], Unit.WORKING) == day(9)
    moved = stand(facts(request=request(state="to_send", sent_at=None), pauses=[(day(2), day(5))]), day(7), FIVE_DAYS,
                  Unit.WORKING, day(2))  # fmt: skip
    assert (moved.due_on, moved.was_due_on) == (day(7), day(4))


def test_an_extended_term_keeps_what_it_was() -> None:
    known = facts(request=request(due_on=day(9)))
    assert stand(known, day(20), FIVE_DAYS, Unit.WORKING, day(2)).was_due_on == day(4)
    assert stand(facts(), day(20), FIVE_DAYS, Unit.WORKING, day(2)).was_due_on is None


@pytest.mark.parametrize(
    ("released", "due", "urgent"),
    [
        (None, day(7), False),
        (day(12), day(7), True),  # ten days from today
        (day(13), day(7), False),
        (day(13), day(13), True),  # before the interview's term ends
        (day(1), day(7), True),  # it should have been already
        (day(12), None, True),
        (day(13), None, False),
    ],
)
def test_urgent_is_a_release_within_ten_days_or_before_the_interview(
    released: date | None, due: date | None, urgent: bool
) -> None:
    assert is_urgent(released, due, MONDAY, TEN_DAYS) is urgent


@pytest.mark.parametrize(
    ("start", "end", "short"),
    [
        (day(1), day(28), True),
        (day(1), day(29), False),
        (day(1), None, False),
        (None, day(28), False),
        (date(2024, 2, 10), date(2024, 3, 8), True),  # 27 days in a leap year
        (date(2023, 2, 10), date(2023, 3, 10), False),  # 28 in another
    ],
)
def test_short_is_under_four_weeks(start: date | None, end: date | None, short: bool) -> None:
    assert is_short(start, end, FOUR_WEEKS) is short


@pytest.mark.parametrize(
    ("free", "flagged"),
    [
        (day(5), False),  # Thursday
        (day(6), True),
        (day(7), True),
        (day(8), True),
        (day(9), False),  # Monday
        (day(24), True),  # the day before Christmas
        (day(26), True),
        (day(27), True),  # a Friday
        (day(31), True),
        (date(2025, 4, 17), True),  # before Good Friday
        (date(2026, 5, 4), True),  # before 5 May
        (None, False),
    ],
)
def test_a_release_in_a_weekend_or_before_a_holiday_is_flagged(free: date | None, flagged: bool) -> None:
    assert ends_in_weekend(free) is flagged


# --- Why a handoff is late

SUWINET = [(day(2), "waiting"), (day(5), "answered")]


@pytest.mark.parametrize(
    ("known", "due", "why"),
    [
        (facts(handed_over_on=day(4)), day(4), ""),
        (facts(), day(10), ""),  # not late yet
        (facts(request=None), day(4), ""),
        (facts(start_on=None), None, ""),
        # On the last day an area waited for SUWINET, even if the municipality was late as well.
        (facts(handed_over_on=day(6), areas=[area("income", "answered", history=SUWINET)]), day(4), Late.SUWINET),
        (facts(handed_over_on=day(6), areas=[area("income", "answered", history=[(day(3), "waiting"),
         (day(4), "answered")])], request=request(answered_at=at(4))), day(4), Late.SAFETY_HOUSE),
        # Answered after both its own term and the one of the handoff, or not at all.
        (facts(handed_over_on=day(6), request=request(answered_at=at(5))), day(4), Late.MUNICIPALITY),
        (facts(), day(4), Late.MUNICIPALITY),
        # After its own term, but in good time for the handoff: what was left, lay elsewhere.
        (facts(handed_over_on=day(12), request=request(answered_at=at(5))), day(10), Late.SAFETY_HOUSE),
        # It had the question so late that its own term ended after the handoff's.
        (facts(handed_over_on=day(6), request=request(answered_at=at(4))), day(2), Late.NOTIFICATION),
        # A part was handed over while the municipality still had time: what it does later explains nothing.
        (facts(handed_over_on=day(3), request=request(answered_at=at(9))), day(2), Late.NOTIFICATION),
        # Sent days after it was opened: that lay at the Veiligheidshuis.
        (facts(handed_over_on=day(6), request=request(sent_at=at(4), due_on=day(6), first_due_on=day(6),
         answered_at=at(5))), day(4), Late.SAFETY_HOUSE),
        (facts(request=request(state="to_send", sent_at=None, due_on=None, first_due_on=None)), day(4),
         Late.SAFETY_HOUSE),
        # An extension takes the reproach away from the municipality, not the cause.
        (facts(handed_over_on=day(9), request=request(due_on=day(9), answered_at=at(9))), day(6), Late.MUNICIPALITY),
        # It became urgent: the shorter term is its term.
        (facts(handed_over_on=day(6), request=request(due_on=day(3), answered_at=at(5))), day(4), Late.MUNICIPALITY),
        (facts(handed_over_on=day(6), request=request(answered_at=at(3))), day(4), Late.SAFETY_HOUSE),
        # Free before the term ended; after it the term was missed for another reason.
        (facts(released_on=day(4)), day(4), Late.RELEASED),
        (facts(released_on=day(6)), day(4), Late.MUNICIPALITY),
        (facts(released_on=day(6), areas=[area("income", "waiting", history=[(day(2), "waiting")])]), day(4),
         Late.SUWINET),
        (facts(released_on=day(3), handed_over_on=day(2)), day(4), ""),
    ],
)  # fmt: skip
def test_why_a_handoff_is_late_follows_from_what_happened(known: Facts, due: date | None, why: str) -> None:
    assert late_why(known, due, day(10)) == why


def test_an_answer_just_after_midnight_counts_for_the_new_day_here() -> None:
    """Half past eleven at night in UTC is past midnight in the Netherlands."""
    late = facts(handed_over_on=day(6), request=request(answered_at=at(4, 23)))
    assert late_why(late, day(4), day(6)) == Late.MUNICIPALITY


def test_an_area_stood_as_it_was_at_the_end_of_a_day() -> None:
    known = area("income", "answered", history=SUWINET)
    assert [known.stood_on(one) for one in (day(1), day(2), day(4), day(5))] == [
        "open", "waiting", "waiting", "answered",
    ]  # fmt: skip
