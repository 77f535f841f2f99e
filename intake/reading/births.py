"""Dates of birth, which may be partly unknown: reduced ISO text, "1971", "1971-05" or "1971-05-14"."""

import re
from collections.abc import Sequence
from datetime import date

from .dates import without_time
from .days import FORMS, SEPARATOR, DateForm, dutch_date, existing, in_other_century, month_number, read_day
from .text import is_blank
from .wrong import Noted, Wrong

FIRST_BIRTH_YEAR = 1900

_YEAR = re.compile(r"(\d{4})(?:[.,]0)?|(\d{4})0000", re.ASCII)
_YEAR_MONTH = re.compile(rf"(\d{{4}}){SEPARATOR}(\d{{1,2}})|(\d{{4}})(\d\d)00", re.ASCII)
_MONTH_YEAR = re.compile(rf"(\d{{1,2}}){SEPARATOR}(\d{{4}})", re.ASCII)
_WORD_YEAR = re.compile(r"([a-z]{3,9})\.?[-\s]+(\d{4})", re.ASCII | re.IGNORECASE)
_UNKNOWN = r"(?:0{1,2}|[x?]{1,2})"
_PARTLY = re.compile(
    rf"(\d{{1,2}}|[x?]{{1,2}}){SEPARATOR}(\d{{1,2}}|[x?]{{1,2}}){SEPARATOR}(\d{{4}})", re.ASCII | re.IGNORECASE
)
_PARTLY_ISO = re.compile(
    rf"(\d{{4}}){SEPARATOR}(\d{{1,2}}|[x?]{{1,2}}){SEPARATOR}(\d{{1,2}}|[x?]{{1,2}})", re.ASCII | re.IGNORECASE
)


def read_birth(text: str, today: date, forms: Sequence[DateForm] = FORMS) -> str | Noted:
    """A date of birth from 1900 up to and including `today`; "" for "onbekend". Unknown parts may be 00, xx or ?."""
    if is_blank(text):
        return ""
    text = without_time(text)
    if partly := _partly_known(text, forms):
        value = partly.value if isinstance(partly, Noted) else partly
        _possible(existing(int(str(value)[:4]), int(str(value)[5:] or 1), 1), today, str(value))
        return partly
    try:
        day = read_day(text, forms)
    except Wrong as wrong:
        not_later = tuple(day for day in wrong.suggestions if _iso(day) <= today.isoformat())
        raise Wrong(wrong.text, not_later) from None
    _possible(day, today)
    return day.isoformat()


def _partly_known(text: str, forms: Sequence[DateForm]) -> str | Noted | None:
    """The reduced date where the day, or day and month, are not known; None for any other text."""
    if found := _YEAR.fullmatch(text):
        return found[1] or found[2]
    if found := _YEAR_MONTH.fullmatch(text):
        return _reduced(found[1] or found[3], found[2] or found[4], "0")
    if found := _MONTH_YEAR.fullmatch(text):
        return _reduced(found[2], found[1], "0")
    if (found := _WORD_YEAR.fullmatch(text)) and (month := month_number(found[1])):
        return f"{found[2]}-{month:02}"
    if found := _PARTLY.fullmatch(text):
        first, second, year = found.groups()
        day, month_text = (second, first) if "mdy" in forms else (first, second)
    elif found := _PARTLY_ISO.fullmatch(text):
        year, month_text, day = found.groups()
    else:
        return None
    return _reduced(year, month_text, day) if _number(month_text) == 0 or _number(day) == 0 else None


def _reduced(year: str, month: str, day: str) -> str | Noted:
    if _number(month):
        return f"{existing(int(year), _number(month), 1):%Y-%m}"
    if _number(day):
        return Noted(year, "De maand van geboorte is niet bekend; de dag is daarom niet bewaard.")
    return year


def _number(text: str) -> int:
    return int(text) if text.isdigit() else 0


def _possible(day: date, today: date, reduced: str = "") -> None:
    if day > today:
        problem = "ligt in de toekomst"
    elif day.year < FIRST_BIRTH_YEAR:
        problem = f"ligt voor {FIRST_BIRTH_YEAR}"
    else:
        return
    suggestions = in_other_century(day, FIRST_BIRTH_YEAR, today.year)
    suggestions = tuple(text for text in suggestions if _iso(text) <= today.isoformat())
    if reduced:  # "1842" suggests "1942", "1842-05" suggests "05-1942"
        suggestions = tuple(text[6:] if len(reduced) == 4 else text[3:] for text in suggestions)
    raise Wrong(f"De geboortedatum {reduced or dutch_date(day)} {problem}. Controleer het jaar.", suggestions)


def _iso(written: str) -> str:
    return f"{written[6:]}-{written[3:5]}-{written[:2]}"
