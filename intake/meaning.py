"""From a cleaned row to what the core records: the same for preview, acceptance and correction."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings

from cases.people.matching import Identity, hash_bsn
from cases.recording.registration import Registered
from cases.recording.told import Told
from intake.batches import source_of
from intake.models import Batch, Row
from intake.places import place_finder
from intake.reading.cleaning import Cleaned, clean_row
from intake.reading.columns import Column
from intake.reading.context import Context
from intake.reading.places import Place
from nazorg.common.crypto import keyed_hash

_DATE_OF_KIND = {"instroom": "start_on", "doorstroom": "transfer_on", "uitstroom": "released_on"}
_FACTS = ("institution", "unit", "new_institution", "expected_end_kind", "mmd_worker")


# What a cell holds that says nothing: the same notification may come with and without an empty column.
_EMPTY = (None, "")
_NO_TEXTS: dict[str, str] = {}
_NO_VALUES: dict[str, object] = {}


@dataclass(slots=True)
class Line:
    """One row of a batch while it is worked on. `told` is None where it is wrong."""

    number: int
    raw: Mapping[str, str]
    cleaned: Cleaned
    told: Told | None


class Reader:
    """Cleans the rows of one batch; keeps what is looked up for all of them."""

    def __init__(self, batch: Batch, today: date) -> None:
        source = source_of(batch)
        self.code = source.code
        self.columns: tuple[Column, ...] = source.columns
        self.context: Context = source.context(
            today=today, find_place=place_finder(), bsn_off=settings.BSN_OFF, year=batch.year
        )

    def line(self, number: int, raw: Mapping[str, str]) -> Line:
        """Clean one notification."""
        cleaned = clean_row(raw, self.columns, self.context)
        told = None if cleaned.wrong else self.told(number, cleaned.values)
        return Line(number, raw, cleaned, told)

    def lines(self, rows: Iterable[tuple[int, Mapping[str, str]]]) -> Iterator[Line]:
        """Clean many; of each only what is needed to record it stays in memory."""
        for number, raw in rows:
            line = self.line(number, raw)
            line.raw, line.cleaned.values = _NO_TEXTS, _NO_VALUES
            yield line

    def told(self, number: int, values: Mapping[str, Any]) -> Told:
        """What a cleaned notification says, apart from the batch it came in."""
        facts = _facts(values)
        digest = keyed_hash("\x1f".join([f"{name}={value}" for name, value in values.items() if value not in _EMPTY]))
        return Told(
            line=number,
            identity=Identity(
                values["family_name"], values["given_names"], values["born"], values["skn"], hash_bsn(values["bsn"])
            ),
            prefix=values["prefix"],
            sex=values["sex"],
            address=values["address"],
            bsn=values["bsn"],
            kind=values["kind"],
            on=values[_DATE_OF_KIND[values["kind"]]],
            start_on=values["start_on"],
            facts=facts,
            title=values["title"],
            asks_help=values["asks_help"],
            key=f"{self.code}:{values['number']}" if values["number"] else f"{self.code}:~{digest.hex()}",
            digest=digest,
        )


def _facts(values: Mapping[str, Any]) -> dict[str, Any]:
    """What concerns the detention itself, ready for JSON, without what is empty."""
    facts: dict[str, Any] = {name: values[name] for name in _FACTS if values[name]}
    for name in ("start_on", "expected_end_on"):
        if values[name]:
            facts[name] = values[name].isoformat()
    for column, abode, municipality in (
        ("registered", "registered_abode", "registered"),
        ("return_to", "return_abode", "return_to"),
    ):
        place: Place = values[column]
        if place.kind != "unknown":
            facts[abode] = place.kind
            if place.municipality_id is not None:
                facts[municipality] = place.municipality_id
    return facts


def apply_choice(told: Told | Registered, choice: str, person_id: int | None) -> None:
    """Let a choice that a person made go before the matching."""
    if choice == Row.Choice.SAME:
        told.person_id = person_id
    elif choice == Row.Choice.OTHER:
        told.somebody_new = True
