"""From a cleaned row of the old workbook to what the core records."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from cases.dossiers.models import Act
from cases.people.matching import Identity
from cases.recording.registration import Done, Registered
from intake.batches import source_of
from intake.models import Batch
from intake.places import place_finder
from intake.reading.cleaning import Cleaned, clean_row
from nazorg.covenant.areas import AREA_CATEGORY, Area
from nazorg.covenant.categories import Category

_AREAS = {
    "housing": Area.HOUSING,
    "income": Area.INCOME,
    "debts": Area.DEBTS,
    "care": Area.CARE,
    "identity_papers": Area.PAPERS,
}
_ENRICHMENT = {"netwerkronde": Act.Kind.NETWORK_ROUND, "bilateraal": Act.Kind.BILATERAL}
_MEETINGS = {"veelplegers": Act.Kind.OFFENDER_MEETING, "huiselijk geweld": Act.Kind.VIOLENCE_MEETING}


@dataclass(slots=True)
class RegistrationLine:
    """One row of the workbook while it is worked on. `registered` is None where it is wrong."""

    number: int
    raw: Mapping[str, str]
    cleaned: Cleaned
    registered: Registered | None


class RegistrationReader:
    """Cleans the rows of one workbook."""

    def __init__(self, batch: Batch, today: date) -> None:
        source = source_of(batch)
        self.columns = source.columns
        self.context = source.context(today=today, find_place=place_finder(), bsn_off=True, year=batch.year)

    def line(self, number: int, raw: Mapping[str, str]) -> RegistrationLine:
        cleaned = clean_row(raw, self.columns, self.context)
        return RegistrationLine(number, raw, cleaned, None if cleaned.wrong else _registered(number, cleaned.values))

    def lines(self, rows: Iterable[tuple[int, Mapping[str, str]]]) -> Iterator[RegistrationLine]:
        return (self.line(number, raw) for number, raw in rows)


def _registered(number: int, values: Mapping[str, Any]) -> Registered:
    actual = values["actual"]
    return Registered(
        line=number,
        identity=Identity(values["family_name"], values["given_names"], values["born"]),
        prefix=values["prefix"],
        start_on=values["start_on"],
        abode=actual.kind,
        municipality_id=actual.municipality_id,
        done=list(_done(values)),
    )


def _done(values: Mapping[str, Any]) -> Iterator[Done]:
    """The row itself, and everything that it says was done."""
    yield Done(Act.Kind.REGISTRATION, Category.IDENTITY)
    profile = values["profile"]
    if profile.written:
        yield Done(Act.Kind.PROFILE, Category.RISK, profile.text)
    for word in values["enrichment"]:
        yield Done(_ENRICHMENT[word], Category.RISK)
    for column, area in _AREAS.items():
        if values[column]:
            yield Done(Act.Kind.INTERVENTION, AREA_CATEGORY[area], area=area.value)
    for word in values["conference"]:
        yield Done(_MEETINGS[word], Category.CONFERENCE_CONTENT)
    if values["remarks"]:
        # A remark of unknown content is for the coordinator alone.
        yield Done(Act.Kind.NOTE, Category.RISK, values["remarks"])
