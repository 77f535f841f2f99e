"""The period of the board's page, and those before it."""

from datetime import date

from reporting.figures.definitions import FIRST_YEAR, Period, period, quarter

_YEARS, _QUARTERS = 5, 6


def before(span: Period, today: date) -> Period | None:
    """A year before a year, a quarter before a quarter; None where no figures go that far back."""
    if span.quarter is None or span.quarter == 1:
        if span.year <= FIRST_YEAR:
            return None
        return period(span.year - 1, today) if span.quarter is None else quarter(span.year - 1, 4, today)
    return quarter(span.year, span.quarter - 1, today)


def up_to(span: Period, today: date) -> list[Period]:
    """The last five years or six quarters up to and including this one, the earliest first."""
    found: list[Period] = []
    each: Period | None = span
    while each and len(found) < (_QUARTERS if span.quarter else _YEARS):
        found.insert(0, each)
        each = before(each, today)
    return found
