"""The year that a report is about: what its chapters have in common."""

from datetime import date, datetime
from functools import cached_property

from django.utils import timezone

from reporting.annual.frozen import Section
from reporting.figures.definitions import FIRST_YEAR
from reporting.figures.table_one import Boundaries
from reporting.report import Report, build_report
from reporting.subjects import ask_years


class Year:
    """A year under boundaries at one moment. Needs an open scope; raises WrongYear."""

    def __init__(self, year: int, boundaries: Boundaries, now: datetime) -> None:
        self.years = [year, year - 1] if year > FIRST_YEAR else [year]
        self.boundaries, self.now, self.today = boundaries, now, timezone.localdate(now)
        self.asked = ask_years(self.years, boundaries, self.today)
        # What the chapters before this one say.
        self.sections: list[Section] = []

    @property
    def first(self) -> date:
        return self.asked.periods[0].first

    @property
    def last(self) -> date:
        return self.asked.periods[0].last

    @cached_property
    def report(self) -> Report:
        """Table 1 with all that belongs to it; counted once, since several chapters tell of it."""
        return build_report(self.years, self.boundaries, self.now)

    @property
    def has_records(self) -> bool:
        """Whether anything of the year itself was registered."""
        year = self.years[0]
        return any(each.count.total is not None for each in self.report.figures.columns if each.period.year == year)
