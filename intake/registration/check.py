"""Checking the old workbook."""

from collections.abc import Iterator
from datetime import date

from cases.recording.registration import plan_registration
from intake.models import Batch
from intake.reading.registration import year_of
from intake.reading.sheet import Sheet
from intake.reading.wrong import Unreadable
from intake.registration.meaning import RegistrationReader
from intake.remarks import Judged

_FIRST, _LAST = 2000, 2100


def settle_year(batch: Batch, sheet: Sheet) -> int:
    """The year of the registration: as given, else as its title or file name says. Raises Unreadable."""
    year = batch.year or year_of(sheet.titles, batch.filename)
    if year is None or not _FIRST <= year <= _LAST:
        raise Unreadable("Van welk jaar is deze registratie? Zet het jaar in de titel of vul het in bij het inlezen.")
    batch.year = year
    return year


def check_registration(batch: Batch, sheet: Sheet, today: date) -> Iterator[Judged]:
    """Every row with what it would mean. `batch.year` has to be settled."""
    lines = list(RegistrationReader(batch, today).lines(sheet.rows))
    able = [line.registered for line in lines if line.registered is not None]
    judgements = iter(plan_registration(able, batch.year or 0).judgements)
    return (
        Judged(line.number, line.raw, line.cleaned.remarks, next(judgements) if line.registered is not None else None)
        for line in lines
    )
