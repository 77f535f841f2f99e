"""What each figure of Table 1 counts, in one place: the periods, since when, and the words printed with it."""

from dataclasses import dataclass
from datetime import date, timedelta

from nazorg.common.dutch import full_date

# Before this day the Veiligheidshuis kept no caseload that can be counted (evaluation of 2014, § 2.4).
CASELOAD_FROM = date(2013, 1, 1)
# The first year for which the source gives a figure at all.
FIRST_YEAR = 2010


class WrongYear(ValueError):
    """A year that cannot be reported on; the message says why, for the screen."""


@dataclass(frozen=True)
class Period:
    """A calendar year or a quarter of it, as far as it has passed; both days inclusive."""

    year: int
    first: date
    last: date
    quarter: int | None = None

    @property
    def running(self) -> bool:
        """Whether it is not over yet."""
        return self.last < _last_of(self.year, self.quarter or 4)

    @property
    def name(self) -> str:
        """ "2013", "2e kwartaal 2024"."""
        return f"{self.quarter}e kwartaal {self.year}" if self.quarter else str(self.year)

    @property
    def label(self) -> str:
        """ "2013", or "2026 tot en met 23 november" while it runs."""
        return f"{self.name} tot en met {full_date(self.last).rsplit(' ', 1)[0]}" if self.running else self.name


def _last_of(year: int, quarter: int) -> date:
    return date(year, 12, 31) if quarter == 4 else date(year, quarter * 3 + 1, 1) - timedelta(days=1)


def quarter(year: int, number: int, today: date) -> Period:
    """A quarter (1 to 4) up to and including `today`. Raises WrongYear where it cannot be reported on."""
    first = date(period(year, today).year, number * 3 - 2, 1)
    if first > today:
        raise WrongYear("Dit kwartaal moet nog komen. Kies een eerder.")
    return Period(year, first, min(_last_of(year, number), today), number)


def period(year: int, today: date) -> Period:
    """The year up to and including `today`. Raises WrongYear for one that has yet to come or lies too far back."""
    if year > today.year:
        raise WrongYear(f"Het jaar {year} moet nog komen. Kies een jaar tot en met {today.year}.")
    if year < FIRST_YEAR:
        raise WrongYear(
            f"Vóór {FIRST_YEAR} zijn er geen cijfers. Kies een jaar van {FIRST_YEAR} tot en met {today.year}."
        )
    return Period(year, date(year, 1, 1), min(date(year, 12, 31), today))


def has_caseload(span: Period) -> bool:
    """Whether the caseload of this year was registered."""
    return span.first >= CASELOAD_FROM


# How the cells of Table 1 read, beside what its figures count.
READING = (
    (
        "Overig",
        "Casussen van wie buiten de regio verbleef, in het buitenland, zonder vaste plaats of op een onbekende. Wie"
        " zonder adres in de regio vrijkwam, telt niet mee in de uitstroom en staat onder de tabel.",
    ),
    (
        "Procenten",
        "Gewoon afgerond op hele procenten, elk van het totaal dat erboven staat. <1 is meer dan nul, maar minder dan"
        " een half procent. Totalen zijn geteld, niet opgeteld uit afgeronde cellen.",
    ),
    ("Streepje (-)", "Dit getal bestaat niet."),
)
