"""Terms and the days on which they end.

Working days after the Algemene termijnenwet, art. 3: no Saturday, Sunday or recognised holiday; Good Friday, King's Day
and 5 May count as such every year. Day 0 is the day on which a term starts; it is due at the end of its last day.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache

import holidays
from django.db import models
from django.utils import timezone


class Unit(models.TextChoices):
    CALENDAR = "calendar", "dagen"
    WORKING = "working", "werkdagen"


@dataclass(frozen=True)
class Length:
    """So many days, of a unit."""

    amount: int
    unit: Unit

    def __str__(self) -> str:
        one = {Unit.CALENDAR: "dag", Unit.WORKING: "werkdag"}[self.unit]
        return f"{self.amount} {one if self.amount == 1 else self.unit.label}"


@cache
def _holidays() -> holidays.HolidayBase:
    """Public and optional: with the public ones alone 5 May lacks in most years. Years are added as they are asked."""
    return holidays.country_holidays("NL", categories=("public", "optional"))


def is_holiday(day: date) -> bool:
    """Whether `day` is a recognised holiday, on whatever day of the week."""
    return day in _holidays()


def is_working_day(day: date) -> bool:
    """Whether `day` counts as a working day."""
    return day.weekday() < 5 and not is_holiday(day)


def deadline(start: date | datetime, length: Length) -> date:
    """The last day of a term that starts on `start` (day 0); a moment counts as its day in the Netherlands.

    A calendar term does not shift when it ends on a Sunday or a holiday: the PI counts days.
    """
    day = timezone.localtime(start).date() if isinstance(start, datetime) else start
    if length.unit == Unit.CALENDAR:
        return day + timedelta(days=length.amount)
    left = length.amount
    while left:
        day += timedelta(days=1)
        left -= is_working_day(day)
    return day


def working_days(start: date, end: date) -> int:
    """How many working days lie after `start` up to and including `end`; negative where `end` lies before it."""
    if end < start:
        return -working_days(end, start)
    return sum(is_working_day(start + timedelta(days=number)) for number in range(1, (end - start).days + 1))


def days_between(start: date, end: date, unit: str) -> int:
    """How many days of `unit` lie after `start` up to and including `end`; negative where `end` lies before it."""
    return working_days(start, end) if unit == Unit.WORKING else (end - start).days


def next_working_day(day: date) -> date:
    """`day` itself where it is a working day, else the first one after it."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day
