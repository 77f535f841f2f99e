"""A calendar day as people and spreadsheets write it, of any year; `dates` and `births` say which years fit.

Day before month, as in the Netherlands, unless a source says otherwise. A guess is never made: what can be read
in two ways is refused, with the readings as suggestions.
"""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from .wrong import Wrong

DateForm = Literal["dmy", "mdy", "ymd", "excel", "words"]
FORMS: tuple[DateForm, ...] = ("dmy", "ymd", "excel", "words")
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
EXCEL_EPOCH = date(1899, 12, 30)  # day 0 of Excel's numbers, its leap day of 1900 taken into account
HOW = "Schrijf de datum als dag-maand-jaar, bijvoorbeeld 03-01-2013."

# fmt: off
MONTHS = ("januari", "februari", "maart", "april", "mei", "juni",
          "juli", "augustus", "september", "oktober", "november", "december")
# fmt: on
_MONTH = {name: number for number, name in enumerate(MONTHS, 1)}
_MONTH |= {name[:3]: number for name, number in _MONTH.items()}
_MONTH |= {"mrt": 3, "may": 5, "sept": 9, "oct": 10}

SEPARATOR = r"(?:\s*[-/.\u2010-\u2014]\s*|\s+)"
_DAY_MONTH_YEAR = re.compile(rf"(\d{{1,2}}){SEPARATOR}(\d{{1,2}}){SEPARATOR}(\d{{4}}|\d{{2}})", re.ASCII)
_DAY_MONTH = re.compile(rf"(\d{{1,2}}){SEPARATOR}(\d{{1,2}})[-.]?", re.ASCII)
_YEAR_MONTH_DAY = re.compile(rf"(\d{{4}}){SEPARATOR}(\d{{1,2}}){SEPARATOR}(\d{{1,2}})", re.ASCII)
_EIGHT_DIGITS = re.compile(r"(\d{4})(\d\d)(\d\d)", re.ASCII)
_SERIAL = re.compile(r"(\d{5})(?:[.,]\d+)?", re.ASCII)
_WEEKDAY = r"(?:(?:ma|di|wo|do|vr|za|zo)[a-z]{0,7}\.?,?\s+)?"
_WORDS = re.compile(
    rf"{_WEEKDAY}(\d{{1,2}})[-\s./]*([a-z]{{3,9}})\.?(?:[-\s,./]*(\d{{4}}|\d{{2}}))?", re.ASCII | re.IGNORECASE
)


def dutch_date(day: date) -> str:
    """dd-mm-yyyy, for a suggestion or a sentence."""
    return f"{day.day:02}-{day.month:02}-{day.year:04}"


def month_number(word: str) -> int | None:
    """1 to 12 for a month's name or abbreviation, Dutch or English."""
    return _MONTH.get(word.lower())


def read_day(text: str, forms: Sequence[DateForm]) -> date:
    """The one day that the text says, in one of the `forms`. Raises Wrong where it says none, or more than one."""
    if (found := _DAY_MONTH_YEAR.fullmatch(text)) and ("dmy" in forms or "mdy" in forms):
        first, second = int(found[1]), int(found[2])
        day, month = (first, second) if "dmy" in forms else (second, first)
        return _with_century(found[3], month, day)
    if "ymd" in forms and (found := _YEAR_MONTH_DAY.fullmatch(text) or _EIGHT_DIGITS.fullmatch(text)):
        return existing(int(found[1]), int(found[2]), int(found[3]))
    if "excel" in forms and (found := _SERIAL.fullmatch(text)):
        return EXCEL_EPOCH + timedelta(days=int(found[1]))
    if "words" in forms and (found := _WORDS.fullmatch(text)) and (month_named := month_number(found[2])):
        if found[3] is None:
            raise Wrong(f"Het jaartal ontbreekt. {HOW}")
        return _with_century(found[3], month_named, int(found[1]))
    raise Wrong(f"Dit is geen datum die wij kunnen lezen. {HOW}")


def read_day_of_year(text: str, year: int) -> date | None:
    """The day in `year` that a text without a year says ("3-1", "3 jan"); None where it is no such text."""
    if found := _DAY_MONTH.fullmatch(text):
        return existing(year, int(found[2]), int(found[1]))
    if (found := _WORDS.fullmatch(text)) and found[3] is None and (month := month_number(found[2])):
        return existing(year, month, int(found[1]))
    return None


def existing(year: int, month: int, day: int) -> date:
    """The date, or Wrong with what is the matter with it."""
    try:
        return date(year, month, day)
    except ValueError:
        pass
    if 1 <= month <= 12 and 28 < day <= 31:
        raise Wrong(f"{MONTHS[month - 1].capitalize()} {year} heeft geen {day} dagen. Controleer de datum.")
    raise Wrong(f"Deze datum bestaat niet. {HOW}", _written([(year, day, month)]))


def in_other_century(day: date, first: int, last: int) -> tuple[str, ...]:
    """The same day a number of centuries off, in the years `first` to `last` (inclusive), as suggestions."""
    years = [century + day.year % 100 for century in (1900, 2000)]
    return _written([(year, day.month, day.day) for year in years if year != day.year and first <= year <= last])


def _with_century(year: str, month: int, day: int) -> date:
    if len(year) == 4:
        return existing(int(year), month, day)
    raise Wrong(
        "Schrijf het jaartal met vier cijfers: met twee cijfers is de eeuw niet zeker.",
        _written([(century + int(year), month, day) for century in (1900, 2000)]),
    )


def _written(candidates: list[tuple[int, int, int]]) -> tuple[str, ...]:
    days = []
    for year, month, day in candidates:
        try:
            days.append(dutch_date(date(year, month, day)))
        except ValueError:
            continue
    return tuple(days)
