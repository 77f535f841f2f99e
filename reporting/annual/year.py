"""The year that a report is about: what its chapters have in common."""

from datetime import datetime
from functools import cached_property

from reporting.annual.frozen import Section
from reporting.figures.definitions import FIRST_YEAR
from reporting.figures.source import Counted, Source, count
from reporting.figures.table_one import Boundaries, TableOne, table_one
from reporting.line_tables import no_link
from reporting.public.publication import Publication
from reporting.subjects import Shown, Subject, ask_years


def years_of(number: int) -> list[int]:
    """The year, and the year before it where there are figures of that."""
    return [number, number - 1] if number > FIRST_YEAR else [number]


class Year:
    """A year under boundaries at one moment, beside the year before it; as everybody may see it where it is `public`.

    Needs an open scope; raises WrongYear.
    """

    def __init__(self, number: int, boundaries: Boundaries, now: datetime, public: Publication | None = None) -> None:
        self.number, self.public = number, public
        self.asked = public.asked if public else ask_years(years_of(number), boundaries, now)
        self.period = self.asked.periods[0]
        # What the chapters before this one say.
        self.sections: list[Section] = []
        self._counted: dict[str, Counted] = {}

    @cached_property
    def figures(self) -> TableOne:
        """Caseload and outflow; counted once, since more than one chapter tells of them."""
        years = [each.year for each in self.asked.periods]
        return table_one(years, self.asked.boundaries, self.asked.today, self.asked.region)

    def show(self, subject: Subject) -> Shown | None:
        """A subject, for everybody if the report is; None where it cannot be told without naming municipalities."""
        if self.public is None:
            return subject.show(self.asked, no_link)
        if subject.source is None and subject not in self.public.divided:
            return None
        return self.public.show(subject)

    def number_of(self, source: Source, code: str) -> int | None:
        """A figure of a source in the year itself, by its code; None where it does not exist."""
        if source.slug not in self._counted:
            self._counted[source.slug] = count(source, self.period, self.asked.region, self.asked.today)
        line = source.line(code)
        number = self._counted[source.slug].at(line) if line else None
        return None if number is None else int(number)

    @property
    def has_records(self) -> bool:
        """Whether anything of the year itself was registered."""
        return any(
            column.count.total is not None for column in self.figures.columns if column.period.year == self.number
        )
