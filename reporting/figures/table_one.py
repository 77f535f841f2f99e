"""Table 1: caseload and outflow per municipality. One source for screen, spreadsheet, PDF and command."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from municipalities.models import Municipality
from nazorg.common.dutch import whole
from nazorg.common.figures import figures_scope
from reporting.figures.boundaries import Region, region
from reporting.figures.counting import Count, count_caseload, count_outflow
from reporting.figures.definitions import Period, has_caseload, period


class Figure(StrEnum):
    """What a column counts; the value is its word in addresses."""

    CASELOAD = "caseload"
    OUTFLOW = "uitstroom"

    @property
    def unit(self) -> str:
        return "casussen" if self is Figure.CASELOAD else "personen"

    def words(self, count: int) -> str:
        """ "1 casus", "1.204 personen"."""
        return f"{whole(count)} {self.unit if count != 1 else 'casus' if self is Figure.CASELOAD else 'persoon'}"


class Boundaries(StrEnum):
    """By which municipalities to divide: those at the end of the latest year of the table, or those of today."""

    THEN = "toen"
    NOW = "nu"


@dataclass(frozen=True)
class FigureColumn:
    """One figure of one year."""

    figure: Figure
    period: Period
    count: Count

    @property
    def label(self) -> str:
        """ "Caseload 2013"."""
        return f"{self.figure.value.capitalize()} {self.period.label}"

    @property
    def short_label(self) -> str:
        """ "caseload 2013"."""
        return f"{self.figure.value} {self.period.year}"


@dataclass(frozen=True)
class TableOne:
    """The counts, by column and row. A cell is None where the count does not exist."""

    columns: tuple[FigureColumn, ...]
    region: Region
    boundaries: Boundaries
    today: date

    @property
    def rows(self) -> tuple[Municipality, ...]:
        return self.region.rows

    @property
    def years(self) -> tuple[int, ...]:
        return tuple(dict.fromkeys(column.period.year for column in self.columns))

    def column(self, figure: Figure, year: int) -> FigureColumn | None:
        """The column of a figure in a year, if the table has it."""
        return next((each for each in self.columns if (each.figure, each.period.year) == (figure, year)), None)


def table_one(years: Sequence[int], boundaries: Boundaries, today: date, rows: Region | None = None) -> TableOne:
    """Table 1 of the first of `years`, compared with the others, as the records stand now.

    The caseload of a year before it was registered is a column without counts for the first year, and no column for a
    year to compare with. `rows` is the region, where somebody has it already. Needs an open scope; raises WrongYear for
    a year that cannot be reported on.
    """
    periods = [period(year, today) for year in years]
    with figures_scope():
        bounds = rows or region(boundary_day(boundaries, periods, today))
        columns: list[FigureColumn] = []
        for number, span in enumerate(periods):
            if has_caseload(span):
                columns.append(FigureColumn(Figure.CASELOAD, span, count_caseload(span, bounds)))
            elif number == 0:
                columns.append(FigureColumn(Figure.CASELOAD, span, Count()))
            columns.append(FigureColumn(Figure.OUTFLOW, span, count_outflow(span, bounds)))
    return TableOne(tuple(columns), bounds, boundaries, today)


def boundary_day(boundaries: Boundaries, periods: Sequence[Period], today: date) -> date:
    """The day whose municipalities make the rows. The latest year decides, since a merger cannot be divided back."""
    return today if boundaries is Boundaries.NOW else max(span.last for span in periods)
