"""What a person's notifications say together, whatever the order in which they come."""

from datetime import date, timedelta
from itertools import count
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from cases.detentions.history import ARRIVAL, RELEASE, TRANSFER, Note, Stay, place, was_minor

DAY0 = date(2013, 1, 1)
_sequence = count(1)


def day(number: int) -> date:
    return DAY0 + timedelta(days=number)


def note(kind: str, on: int, started: int | None = None, **facts: Any) -> Note:
    start = day(on) if kind == ARRIVAL else day(started) if started is not None else None
    number = next(_sequence)
    return Note(kind, day(on), start, facts, number, number)


def arrival(on: int, **facts: Any) -> Note:
    return note(ARRIVAL, on, **facts)


def transfer(on: int, started: int | None = None, **facts: Any) -> Note:
    return note(TRANSFER, on, started, **facts)


def release(on: int, started: int | None = None, **facts: Any) -> Note:
    return note(RELEASE, on, started, **facts)


def told(*notes: Note) -> list[Stay]:
    """The stays when the notes come in one by one."""
    stays: list[Stay] = []
    for one in notes:
        place(stays, one)
    return stays


def days(stays: list[Stay]) -> list[tuple[int | None, int | None]]:
    """Start and release of each stay in days since the first, the earliest first."""
    found = [
        tuple(None if on is None else (on - DAY0).days for on in (stay.start_on, stay.released_on)) for stay in stays
    ]
    return sorted(found, key=lambda pair: (pair[0] is None, pair))  # type: ignore[arg-type]


def test_an_arrival_and_a_release_make_one_detention() -> None:
    assert days(told(arrival(3), release(40))) == [(3, 40)]


def test_an_arrival_that_comes_late_joins_the_release_that_was_there() -> None:
    assert days(told(release(40), arrival(3))) == [(3, 40)]


def test_a_transfer_changes_the_prison_and_clears_the_unit() -> None:
    stays = told(
        arrival(3, institution="PI Almere", unit="B1"),
        transfer(9, new_institution="PI Lelystad"),
    )
    assert days(stays) == [(3, None)]
    assert stays[0].facts() == {"institution": "PI Lelystad"}


def test_the_unit_and_mmd_er_that_a_transfer_names_are_of_the_prison_that_was_left() -> None:
    left: dict[str, Any] = {"institution": "PI Almere", "unit": "B1", "mmd_worker": "J. de Wit"}
    moved = transfer(9, new_institution="PI Lelystad", **left)
    assert told(arrival(3, **left), moved)[0].facts() == {"institution": "PI Lelystad"}


def test_a_late_transfer_does_not_overrule_a_later_one() -> None:
    stays = told(arrival(3), transfer(20, new_institution="PI Zwaag"), transfer(9, new_institution="PI Lelystad"))
    assert stays[0].facts()["institution"] == "PI Zwaag"


def test_a_transfer_without_arrival_opens_a_detention_of_unknown_beginning() -> None:
    assert days(told(transfer(9))) == [(None, None)]
    assert days(told(transfer(9), arrival(3), release(30))) == [(3, 30)]


def test_a_release_without_arrival_counts_and_names_its_start_where_it_can() -> None:
    assert days(told(release(40))) == [(None, 40)]
    assert days(told(release(40, started=3))) == [(3, 40)]


def test_a_notification_told_twice_under_another_number_is_one_release() -> None:
    assert days(told(arrival(3), release(40), release(40), arrival(3))) == [(3, 40)]


def test_another_release_within_a_week_corrects_the_first() -> None:
    assert days(told(arrival(3), release(40), release(42))) == [(3, 42)]


def test_two_detentions_stay_two() -> None:
    assert days(told(arrival(3), release(40), arrival(60), release(90))) == [(3, 40), (60, 90)]
    assert days(told(arrival(60), release(90), arrival(3), release(40))) == [(3, 40), (60, 90)]
    assert days(told(release(90, started=60), release(40, started=3))) == [(3, 40), (60, 90)]


def test_a_new_title_on_the_day_of_release_or_the_day_after_is_the_same_stay() -> None:
    assert days(told(arrival(3), release(40), arrival(40), release(80))) == [(3, 80)]
    assert days(told(arrival(3), release(40), arrival(41), release(80))) == [(3, 80)]
    assert days(told(arrival(3), release(40), arrival(42), release(80))) == [(3, 40), (42, 80)]


def test_a_stay_that_goes_on_on_a_new_title_is_not_over() -> None:
    assert days(told(arrival(3), release(40), arrival(41))) == [(3, None)]


def test_a_detention_of_one_day_begins_and_ends_on_it() -> None:
    assert days(told(arrival(3), release(3))) == [(3, 3)]
    assert days(told(release(3), arrival(3))) == [(3, 3)]


def test_what_somebody_recorded_by_hand_stands_until_a_notification_says_otherwise() -> None:
    stay = Stay(fixed_start=day(3), start_on=day(3))
    told_later = release(40)
    place([stay], told_later)
    assert days([stay]) == [(3, 40)]
    stay.remove(told_later.id or 0)
    assert days([stay]) == [(3, None)]


def test_what_a_removed_notification_said_is_gone() -> None:
    gone = release(40)
    stays = told(arrival(3), gone)
    stays[0].remove(gone.id or 0)
    assert days(stays) == [(3, None)]


def test_somebody_is_a_minor_until_the_eighteenth_birthday() -> None:
    assert was_minor("1996-01-02", date(2014, 1, 1))
    assert not was_minor("1996-01-01", date(2014, 1, 1))
    assert was_minor("1996", date(2014, 6, 1)), "a date that is partly unknown counts as its last day"
    assert was_minor("1996-05", date(2014, 5, 30))
    assert not was_minor("", date(2014, 1, 1))


@st.composite
def lives(draw: st.DrawFn) -> list[Note]:
    """Separate stays, each with an arrival, perhaps a transfer, and a release (the last one perhaps not yet)."""
    notes: list[Note] = []
    at = 0
    number = draw(st.integers(1, 4))
    for which in range(number):
        start = at + draw(st.integers(10, 60))
        end = start + draw(st.integers(0, 90))
        notes.append(arrival(start))
        if end > start and draw(st.booleans()):
            notes.append(transfer(draw(st.integers(start, end)), started=start))
        if which < number - 1 or draw(st.booleans()):
            notes.append(release(end, started=draw(st.sampled_from([start, None]))))
        at = end
    return notes


@given(lives(), st.randoms(use_true_random=False))
def test_notifications_that_name_their_start_may_come_in_any_order(notes: list[Note], rng: Any) -> None:
    named = [
        Note(n.kind, n.on, n.start_on or _start_of(n, notes), n.facts, n.sequence, n.id) for n in notes
    ]  # fmt: skip
    mixed = named[:]
    rng.shuffle(mixed)
    assert days(told(*mixed)) == days(told(*named))


@given(lives())
def test_notifications_in_order_of_their_dates_give_each_stay_its_own_release(notes: list[Note]) -> None:
    starts = sum(n.kind == ARRIVAL for n in notes)
    releases = sorted((n.on - DAY0).days for n in notes if n.kind == RELEASE)
    stays = told(*notes)
    assert len(stays) == starts
    assert sorted(end for _, end in days(stays) if end is not None) == releases


@given(
    st.lists(
        st.tuples(st.sampled_from([ARRIVAL, TRANSFER, RELEASE]), st.integers(0, 30), st.none() | st.integers(0, 30))
    )
)
def test_whatever_comes_no_detention_ends_before_it_begins(events: list[tuple[str, int, int | None]]) -> None:
    notes = []
    for kind, on, started in events:
        # The reader refuses a release or transfer before its start.
        notes.append(note(kind, on, min(started, on) if started else None))
    for stay in told(*notes):
        assert stay.start_on is None or stay.released_on is None or stay.start_on <= stay.released_on


def _start_of(one: Note, notes: list[Note]) -> date:
    return max(n.on for n in notes if n.kind == ARRIVAL and n.on <= one.on)
