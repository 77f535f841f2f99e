"""Dates, moments and dates of birth in all the ways in which they come."""

from datetime import UTC, date, datetime

import pytest

from intake.reading.births import read_birth
from intake.reading.dates import read_date, read_moment
from intake.reading.wrong import Noted, Wrong

TODAY = date(2013, 12, 31)


@pytest.mark.parametrize(
    "text",
    [
        "03-01-2013", "3-1-2013", "3/1/2013", "03.01.2013", "3 1 2013", "3 - 1 - 2013", "2013-01-03", "2013/1/3",
        "20130103", "2013-01-03T14:20:00", "2013-01-03 00:00:00", "2013-01-03T23:30:00+01:00", "03-01-2013 14:20",
        "03-01-2013 14.20 uur", "41277", "41277.0", "41277,5972", "3 jan 2013", "3 januari 2013", "3 JAN. 2013",
        "03-jan-2013", "do 3 januari 2013", "donderdag 3 januari 2013", "3 Jan 2013 om 14:20",
    ],
)  # fmt: skip
def test_the_third_of_january_is_read_in_every_way_it_is_written(text):
    assert read_date(text) == date(2013, 1, 3)


@pytest.mark.parametrize(("name", "month"), [("mrt", 3), ("maart", 3), ("mei", 5), ("okt", 10), ("sept", 9)])
def test_dutch_months_are_known_by_name_and_abbreviation(name, month):
    assert read_date(f"1 {name} 2013") == date(2013, month, 1)


def test_a_two_digit_year_is_refused_with_both_readings_as_suggestion():
    with pytest.raises(Wrong, match="vier cijfers") as refused:
        read_date("03-01-13")
    assert refused.value.suggestions == ("03-01-1913", "03-01-2013")


def test_a_day_that_a_month_does_not_have_is_named():
    with pytest.raises(Wrong, match="Februari 2013 heeft geen 30 dagen"):
        read_date("30-02-2013")


def test_day_and_month_swapped_gives_the_suggestion():
    with pytest.raises(Wrong) as refused:
        read_date("05-14-2013")
    assert refused.value.suggestions == ("14-05-2013",)


@pytest.mark.parametrize(
    "text", ["morgen", "3 jan", "2013", "32-13-2013", "0", "1-1-1", "99999999", "03-01-2013 25:00"]
)
def test_what_is_no_date_is_refused_with_a_sentence(text):
    with pytest.raises(Wrong):
        read_date(text)


def test_a_detention_in_another_century_is_refused():
    with pytest.raises(Wrong, match="1813"):
        read_date("03-01-1813")


def test_a_source_with_american_dates_reads_month_first():
    assert read_date("01-03-2013", ("mdy", "ymd")) == date(2013, 1, 3)


def test_a_form_that_the_source_does_not_have_is_not_read():
    with pytest.raises(Wrong):
        read_date("41277", ("dmy",))


def test_unknown_is_no_date():
    assert read_date("onbekend") is None


def test_a_date_without_a_year_takes_that_of_the_registration_and_says_so():
    read = read_date("3-1", year=2013)
    assert isinstance(read, Noted)
    assert read.value == date(2013, 1, 3)
    assert read_date("3 jan", year=2013) == read


def test_a_moment_is_in_dutch_time():
    assert str(read_moment("03-01-2013 14:20")) == "2013-01-03 14:20:00+01:00"
    assert str(read_moment("2013-07-03T12:20:00Z")) == "2013-07-03 14:20:00+02:00"
    assert read_moment("2013-01-03T12:20:00Z") == datetime(2013, 1, 3, 12, 20, tzinfo=UTC)


def test_a_moment_without_a_time_is_midnight():
    assert str(read_moment("3-1-2013")) == "2013-01-03 00:00:00+01:00"


def test_an_excel_number_with_a_fraction_gives_the_time():
    assert str(read_moment("41277.597222")) == "2013-01-03 14:20:00+01:00"


@pytest.mark.parametrize(
    ("text", "reduced"),
    [
        ("14-05-1971", "1971-05-14"), ("1971-05-14 00:00:00", "1971-05-14"), ("26067", "1971-05-14"),
        ("00-00-1971", "1971"), ("00-05-1971", "1971-05"), ("0-0-1971", "1971"), ("xx-xx-1971", "1971"),
        ("??-05-1971", "1971-05"), ("1971", "1971"), ("1971.0", "1971"), ("1971-00-00", "1971"),
        ("1971-05-00", "1971-05"),
        ("1971-05", "1971-05"), ("19710500", "1971-05"), ("19710000", "1971"), ("05-1971", "1971-05"),
        ("mei 1971", "1971-05"), ("onbekend", ""),
    ],
)  # fmt: skip
def test_a_birth_date_may_be_partly_unknown(text, reduced):
    assert read_birth(text, TODAY) == reduced


def test_a_day_without_a_month_of_birth_leaves_the_year_and_a_note():
    read = read_birth("14-00-1971", TODAY)
    assert isinstance(read, Noted)
    assert read.value == "1971"


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [("14-05-2042", "14-05-1942"), ("14-05-1871", "14-05-1971"), ("2042", "1942"), ("00-05-2042", "05-1942"),
     ("14-05-42", "14-05-1942")],
)  # fmt: skip
def test_an_impossible_birth_date_is_refused_with_a_possible_one(text, suggestion):
    with pytest.raises(Wrong) as refused:
        read_birth(text, TODAY)
    assert refused.value.suggestions == (suggestion,)
    assert read_birth(suggestion, TODAY)


def test_a_birth_date_in_the_future_is_refused():
    with pytest.raises(Wrong, match="toekomst"):
        read_birth("01-01-2014", TODAY)
    assert read_birth("31-12-2013", TODAY) == "2013-12-31"


def test_a_birth_before_1900_is_refused():
    with pytest.raises(Wrong, match="voor 1900"):
        read_birth("31-12-1899", TODAY)


def test_a_month_of_birth_that_does_not_exist_is_refused():
    with pytest.raises(Wrong):
        read_birth("00-13-1971", TODAY)
