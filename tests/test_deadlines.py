"""Terms: on which day they end, around everything that makes a day no working day."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from municipalities.agreements.models import Term
from municipalities.agreements.selectors import NoTermError, Terms
from nazorg.common.deadlines import (
    Length,
    Unit,
    days_between,
    deadline,
    is_holiday,
    is_working_day,
    next_working_day,
    working_days,
)
from nazorg.common.scope import system_scope
from tests.cast import Cast
from tests.factories import municipality


def working(amount: int) -> Length:
    return Length(amount, Unit.WORKING)


def calendar(amount: int) -> Length:
    return Length(amount, Unit.CALENDAR)


@pytest.mark.parametrize(
    ("start", "amount", "end"),
    [
        (date(2024, 12, 2), 2, date(2024, 12, 4)),  # an ordinary week
        (date(2024, 12, 6), 1, date(2024, 12, 9)),  # over a weekend
        (date(2024, 12, 7), 1, date(2024, 12, 9)),  # begun on a Saturday
        (date(2024, 12, 8), 2, date(2024, 12, 10)),  # begun on a Sunday
        (date(2024, 12, 24), 2, date(2024, 12, 30)),  # over Christmas and a weekend
        (date(2024, 12, 31), 1, date(2025, 1, 2)),  # over New Year's Day
        (date(2024, 3, 28), 1, date(2024, 4, 2)),  # over Good Friday and Easter
        (date(2025, 4, 17), 2, date(2025, 4, 23)),  # the same a year later
        (date(2024, 5, 8), 1, date(2024, 5, 10)),  # over Ascension Day
        (date(2024, 5, 17), 1, date(2024, 5, 21)),  # over Whitsun
        (date(2026, 4, 24), 1, date(2026, 4, 28)),  # over King's Day on a Monday
        (date(2025, 4, 25), 1, date(2025, 4, 28)),  # it moved to Saturday 26 April: Monday the 28th is an ordinary day
        (date(2014, 4, 25), 1, date(2014, 4, 28)),  # the first King's Day, moved to the 26th too
        (date(2013, 4, 29), 1, date(2013, 5, 1)),  # Queen's Day until 2013
        (date(2025, 5, 2), 1, date(2025, 5, 6)),  # 5 May in a year that ends in 5
        (date(2026, 5, 4), 1, date(2026, 5, 6)),  # and in one that does not
        (date(2027, 5, 4), 1, date(2027, 5, 7)),  # followed by Ascension Day
        (date(2024, 2, 28), 2, date(2024, 3, 1)),  # over 29 February
        (date(2023, 2, 28), 1, date(2023, 3, 1)),  # which lacks in most years
        (date(2024, 12, 2), 0, date(2024, 12, 2)),  # no days at all
        (date(2020, 1, 2), 10, date(2020, 1, 16)),  # ten working days, as a term of the PI
    ],
)
def test_a_term_in_working_days_ends(start: date, amount: int, end: date) -> None:
    assert deadline(start, working(amount)) == end
    assert working_days(start, end) == amount


@pytest.mark.parametrize(
    ("start", "amount", "end"),
    [
        (date(2024, 11, 29), 5, date(2024, 12, 4)),
        (date(2024, 12, 3), 5, date(2024, 12, 8)),  # a Sunday: the PI counts days
        (date(2024, 12, 20), 5, date(2024, 12, 25)),  # Christmas Day
        (date(2024, 2, 26), 5, date(2024, 3, 2)),  # a leap year
        (date(2023, 2, 26), 5, date(2023, 3, 3)),
        (date(2024, 12, 29), 5, date(2025, 1, 3)),
    ],
)
def test_a_term_in_calendar_days_never_shifts(start: date, amount: int, end: date) -> None:
    assert deadline(start, calendar(amount)) == end
    assert days_between(start, end, Unit.CALENDAR) == amount


@pytest.mark.parametrize("year", range(2012, 2040))
def test_liberation_day_good_friday_and_the_moved_kings_day_are_holidays_every_year(year: int) -> None:
    assert is_holiday(date(year, 5, 5))
    royal = date(year, 4, 27 if year >= 2014 else 30)
    day = royal - timedelta(days=1) if royal.weekday() == 6 else royal
    assert is_holiday(day)
    spring = [date(year, 3, 1) + timedelta(days=number) for number in range(61)]
    # The Friday, Sunday and Monday of Easter.
    assert any(
        [is_holiday(day + timedelta(days=more)) for more in range(4)] == [True, False, True, True] for day in spring
    )


def test_a_kings_day_on_a_sunday_is_an_ordinary_sunday() -> None:
    assert is_holiday(date(2025, 4, 26))
    assert not is_holiday(date(2025, 4, 27))


def test_a_holiday_in_the_weekend_costs_no_working_day() -> None:
    assert working_days(date(2024, 4, 26), date(2024, 4, 29)) == 1  # King's Day on a Saturday
    assert working_days(date(2024, 5, 3), date(2024, 5, 6)) == 1  # 5 May on a Sunday


@pytest.mark.parametrize(
    ("moment", "end"),
    [
        # In the Netherlands it is one or two hours later than in UTC, so the day may be the next one.
        (datetime(2024, 12, 2, 22, 59, tzinfo=UTC), date(2024, 12, 3)),
        (datetime(2024, 12, 2, 23, 1, tzinfo=UTC), date(2024, 12, 4)),
        (datetime(2024, 7, 1, 21, 59, tzinfo=UTC), date(2024, 7, 2)),
        (datetime(2024, 7, 1, 22, 1, tzinfo=UTC), date(2024, 7, 3)),
        # The night in which summer time begins, the evening after it, and the night in which it ends.
        (datetime(2025, 3, 30, 0, 59, tzinfo=UTC), date(2025, 3, 31)),
        (datetime(2025, 3, 30, 1, 1, tzinfo=UTC), date(2025, 3, 31)),
        (datetime(2025, 3, 30, 22, 1, tzinfo=UTC), date(2025, 4, 1)),
        (datetime(2024, 10, 27, 0, 30, tzinfo=UTC), date(2024, 10, 28)),
        (datetime(2024, 10, 27, 23, 1, tzinfo=UTC), date(2024, 10, 29)),
    ],
)
def test_a_moment_counts_as_its_day_in_the_netherlands(moment: datetime, end: date) -> None:
    assert deadline(moment, working(1)) == end


@pytest.mark.parametrize(
    ("day", "first"),
    [
        (date(2024, 12, 2), date(2024, 12, 2)),
        (date(2024, 12, 7), date(2024, 12, 9)),
        (date(2024, 12, 25), date(2024, 12, 27)),
        (date(2024, 3, 29), date(2024, 4, 2)),
    ],
)
def test_the_next_working_day(day: date, first: date) -> None:
    assert next_working_day(day) == first


def test_working_days_backwards_are_negative() -> None:
    assert working_days(date(2024, 12, 9), date(2024, 12, 6)) == -1
    assert working_days(date(2024, 12, 8), date(2024, 12, 7)) == 0
    assert days_between(date(2024, 12, 9), date(2024, 12, 6), Unit.CALENDAR) == -3


def test_a_length_says_itself_in_words() -> None:
    assert [str(calendar(1)), str(calendar(5)), str(working(1)), str(working(2))] == [
        "1 dag", "5 dagen", "1 werkdag", "2 werkdagen",
    ]  # fmt: skip


DAYS = st.dates(date(2012, 1, 1), date(2040, 1, 1))


@given(DAYS, st.integers(1, 60))
def test_a_term_in_working_days_always_ends_on_a_working_day_and_counts_back(start: date, amount: int) -> None:
    end = deadline(start, working(amount))
    assert is_working_day(end)
    assert end > start
    assert working_days(start, end) == amount
    assert working_days(end, start) <= 0


@given(DAYS, st.integers(0, 30), st.integers(0, 30), st.integers(0, 40))
def test_whoever_starts_later_or_has_longer_never_ends_sooner(start: date, amount: int, more: int, later: int) -> None:
    for length in (working, calendar):
        end = deadline(start, length(amount))
        assert deadline(start, length(amount + more)) >= end
        assert deadline(start + timedelta(days=later), length(amount)) >= end


@given(DAYS, st.integers(0, 20), st.integers(0, 20))
def test_two_terms_in_a_row_are_one_of_both(start: date, one: int, other: int) -> None:
    for length in (working, calendar):
        assert deadline(deadline(start, length(one)), length(other)) == deadline(start, length(one + other))


# --- Which term holds


def test_a_term_holds_from_its_day_on_and_a_municipalitys_own_goes_before_it(cast: Cast) -> None:
    with system_scope("terms of a test"):
        hilversum, huizen = municipality("0402"), municipality("0406")
        Term.objects.create(kind=Term.Kind.INTERVIEW, from_on=date(2020, 1, 1), amount=10, unit=Unit.WORKING)
        Term.objects.create(
            kind=Term.Kind.ANSWER, municipality=huizen, from_on=date(2024, 1, 1), amount=4, unit=Unit.WORKING
        )
        terms = Terms.load()
    assert terms.length(Term.Kind.INTERVIEW, date(2019, 12, 31)) == calendar(5)
    assert terms.length(Term.Kind.INTERVIEW, date(2020, 1, 1)) == working(10)
    assert terms.length(Term.Kind.ANSWER, date(2024, 12, 2), huizen.pk) == working(4)
    assert terms.length(Term.Kind.ANSWER, date(2023, 12, 2), huizen.pk) == working(2)
    assert terms.length(Term.Kind.ANSWER, date(2024, 12, 2), hilversum.pk) == working(2)


def test_a_day_before_every_term_says_where_to_enter_one(cast: Cast) -> None:
    with pytest.raises(NoTermError, match="Vul er een in bij Beheer"):
        Terms.load().length(Term.Kind.ANSWER, date(1999, 1, 1))
