"""Dates and moments of a detention: between 1950 and 2100, in Dutch time."""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

from .days import AMSTERDAM, EXCEL_EPOCH, FORMS, HOW, DateForm, dutch_date, in_other_century, read_day, read_day_of_year
from .text import is_blank
from .wrong import Noted, Wrong

FIRST_YEAR, LAST_YEAR = 1950, 2100  # outside these, a date of a detention is a slip of the pen

_TIME = re.compile(
    r"(.*?)(?:T|,?\s+)(?:om\s+)?(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?\s*(?:uur|u)?(Z|[+-]\d{2}:?\d{2})?",
    re.ASCII | re.IGNORECASE,
)
_SERIAL_WITH_TIME = re.compile(r"\d{5}[.,]\d+", re.ASCII)


def read_date(text: str, forms: Sequence[DateForm] = FORMS, year: int | None = None) -> date | Noted | None:
    """A date; a time beside it is left out. `year` completes a date without one ("3-1"). None for "onbekend"."""
    if is_blank(text):
        return None
    if timed := _TIME.fullmatch(text):
        return _moment(timed, forms).date()
    if year and (completed := read_day_of_year(text, year)):
        return Noted(completed, f"Zonder jaartal: gelezen als {dutch_date(completed)}.")
    return _plausible(read_day(text, forms))


def read_moment(text: str, forms: Sequence[DateForm] = FORMS) -> datetime | None:
    """Date and time in Dutch time ("03-01-2013 14:20", ISO, an Excel number); without a time: midnight."""
    if is_blank(text):
        return None
    if timed := _TIME.fullmatch(text):
        return _moment(timed, forms)
    day = _plausible(read_day(text, forms))
    moment = datetime.combine(day, time(), tzinfo=AMSTERDAM)
    if "excel" in forms and _SERIAL_WITH_TIME.fullmatch(text):
        fraction = float(text.replace(",", ".")) - (day - EXCEL_EPOCH).days
        moment += timedelta(seconds=round(fraction * 86_400))
    return moment


def without_time(text: str) -> str:
    """The text before a time: "1971-05-14" of "1971-05-14 00:00:00"."""
    timed = _TIME.fullmatch(text)
    return timed[1] if timed else text


def _moment(timed: re.Match[str], forms: Sequence[DateForm]) -> datetime:
    """The moment that `_TIME` found; where it names a time zone, converted to Dutch time."""
    day = _plausible(read_day(timed[1], forms))
    try:
        clock = time(int(timed[2]), int(timed[3]), int(timed[4] or 0), tzinfo=_zone(timed[5]))
    except ValueError:
        raise Wrong("Deze tijd bestaat niet. Schrijf de tijd als 14:20.", (dutch_date(day),)) from None
    moment = datetime.combine(day, clock)
    return moment.astimezone(AMSTERDAM) if timed[5] else moment


def _zone(text: str | None) -> tzinfo:
    if not text:
        return AMSTERDAM
    if text in "Zz":
        return UTC
    offset = timedelta(hours=int(text[1:3]), minutes=int(text[-2:]))
    return timezone(-offset if text[0] == "-" else offset)


def _plausible(day: date) -> date:
    if FIRST_YEAR <= day.year <= LAST_YEAR:
        return day
    raise Wrong(
        f"Het jaar {day.year} kan niet kloppen. Controleer de datum. {HOW}",
        in_other_century(day, FIRST_YEAR, LAST_YEAR),
    )
