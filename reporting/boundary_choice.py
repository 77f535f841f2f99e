"""By which boundaries a list behind a cell goes: those of the table that it belongs to."""

import re
from datetime import date

from django.http import Http404

from reporting.figures.definitions import Period, WrongYear, period
from reporting.figures.table_one import Boundaries


def boundary_day(asked: str, span: Period, today: date) -> date:
    """The day whose boundaries the table used: "nu", or the latest year of the table; else those of the year itself.

    Raises Http404 for a year that cannot be reported on.
    """
    if asked == Boundaries.NOW:
        return today
    if re.fullmatch(r"\d{4}", asked):
        try:
            return max(period(int(asked), today).last, span.last)
        except WrongYear as wrong:
            raise Http404(str(wrong)) from wrong
    return span.last
