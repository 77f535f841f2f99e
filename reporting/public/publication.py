"""A publication: the subjects that are made public together, counted with the small municipalities in one row.

The joined row is a row of the region like any other, so that every count, share and median of it is counted from the
records by the same SQL.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from municipalities.models import Municipality
from nazorg.common.tables import Row, Table
from nazorg.common.words import joined as in_words
from reporting.figures.boundaries import Region, region
from reporting.figures.definitions import period
from reporting.figures.source import Counted, count
from reporting.figures.table_one import Boundaries, table_one
from reporting.fixed_subjects import TABLE_ONE
from reporting.line_tables import no_link
from reporting.models import PublicGrouping
from reporting.public.grouping import LEAST, Column, to_join
from reporting.subjects import Asked, Shown, Subject, ask, of_source

JOINED = "Overige gemeenten samen"
# The key of the joined row, where others have the primary key of their municipality.
_ROW = -2
# So that two files made at once do not join otherwise: the key of an advisory lock.
_TURN = 5_105

RULE = (
    "Gemeenten waar een getal kleiner is dan vijf, ook nul, staan samen in één regel. Dat geldt ook voor wat overblijft"
    " als een deel van het geheel wordt afgetrokken.",
    "Telt die regel nog geen vijf, dan komt de kleinste andere gemeente erbij. Percentages horen bij de hele regel.",
    "Dezelfde gemeenten staan samen in alle tabellen en jaren van deze publicatie, en in elke latere over deze jaren."
    " Zo zijn kleine getallen niet terug te rekenen, ook niet uit twee bestanden.",
    "Overig, totalen en getallen over de hele regio noemen geen gemeente, en staan er ook als zij klein zijn.",
)


class NotPublic(ValueError):
    """A year that cannot be made public; the message says why, for the screen."""


@dataclass(frozen=True)
class Publication:
    """What is made public. `asked` has the region with its joined row; of `divided` the tables name municipalities."""

    asked: Asked
    divided: tuple[Subject, ...]
    joined: tuple[Municipality, ...]
    remarks: tuple[str, ...]

    @property
    def rule(self) -> list[str]:
        """Which municipalities are joined and by which rule, as it is printed under every table by municipality."""
        names = in_words([each.name for each in self.joined])
        first = f"{JOINED}: {names}." if names else f"Geen gemeente telt in deze jaren ergens minder dan {LEAST}."
        return [first, *RULE]

    def show(self, subject: Subject) -> Shown:
        """A subject as it may be seen by everybody; one that is not in `divided` for the whole region only.

        Raises ValueError for a subject of which nobody can tell that part.
        """
        if subject not in self.divided:
            if subject.source is None:
                raise ValueError(f"{subject.title} is niet zonder gemeenten te tonen.")
            subject = of_source(replace(subject.source, by_municipality=()))
        shown = subject.show(self.asked, no_link)
        return replace(shown, tables=tuple(self._named(table) for table in shown.tables))

    def _named(self, table: Table) -> Table:
        """The same with the names of the municipalities in the joined row."""
        names = in_words([each.name for each in self.joined])
        return replace(table, rows=[_with_names(row, names) for row in table.rows])


def prepare(years: Sequence[int], divided: Sequence[Subject], now: datetime) -> Publication:
    """Work out a publication on the first of `years`, compared with the others. Needs an open scope.

    Raises WrongYear, and NotPublic for a year that still runs: two interim counts differ by a few.
    """
    first, *others = ask_public(years, now).periods
    asked = ask([first], Boundaries.THEN, now)
    rows = asked.region.rows
    same = [each for each in others if region(each.last).rows == rows]
    remarks = tuple(
        f"{each.name} staat er niet bij: in dat jaar waren er andere gemeenten dan in {first.name}. Wie beide"
        " indelingen van elkaar aftrekt, zou kleine getallen kunnen vinden."
        for each in others
        if each not in same
    )
    asked = replace(asked, periods=(first, *same))
    kept = PublicGrouping.objects.filter(year__in=[each.year for each in asked.periods])
    chosen = to_join(
        [column for subject in divided for column in _columns(subject, asked)],
        set(kept.values_list("municipality_id", flat=True)),
    )
    joined = tuple(row for row in rows if row.pk in chosen)
    return Publication(replace(asked, region=_joined_region(asked.region, joined)), tuple(divided), joined, remarks)


def ask_public(years: Sequence[int], now: datetime) -> Asked:
    """Ask for years that may be made public. Raises WrongYear and NotPublic."""
    asked = ask([period(year, timezone.localdate(now)) for year in years], Boundaries.THEN, now)
    for each in asked.periods:
        if each.running:
            raise NotPublic(
                f"{each.name} loopt nog. Wie twee tussenstanden van elkaar aftrekt, ziet om hoe weinig mensen het gaat."
                " Kies een jaar dat voorbij is."
            )
    return asked


@transaction.atomic
def publish(years: Sequence[int], divided: Sequence[Subject], now: datetime) -> Publication:
    """The same, and keep which municipalities are joined: every later publication on these years joins them too."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_TURN])
    made = prepare(years, divided, now)
    PublicGrouping.objects.bulk_create(
        [
            PublicGrouping(year=each.year, municipality=municipality)
            for each in made.asked.periods
            for municipality in made.joined
        ],
        ignore_conflicts=True,
    )
    return made


def _columns(subject: Subject, asked: Asked) -> Iterator[Column]:
    """Every count by municipality of a subject, and what is left of a whole beside each share of it."""
    if subject is TABLE_ONE:
        figures = table_one([each.year for each in asked.periods], asked.boundaries, asked.today, asked.region)
        yield from (column.count.rows for column in figures.columns)
    elif subject.source is None:
        raise ValueError(f"Van {subject.title} is niet bekend wat er per gemeente staat.")
    else:
        for each in asked.periods:
            yield from _columns_of(count(subject.source, each, asked.region, asked.today), asked.region)


def _columns_of(counted: Counted, rows: Region) -> Iterator[Column]:
    source = counted.source
    for line in source.lines:
        if line.code not in source.by_municipality or line.median_of:
            continue
        parts = {row.pk: counted.at(line, row.pk) for row in rows.rows}
        wholes = {row.pk: counted.total_of(line, row.pk) for row in rows.rows}
        yield {row: int(number) for row, number in parts.items() if number is not None}
        yield {row: int(whole) for row, whole in wholes.items() if whole is not None}
        yield {
            row: int(whole) - int(number)
            for row, number in parts.items()
            if number is not None and (whole := wholes[row]) is not None
        }


def _joined_region(rows: Region, joined: Sequence[Municipality]) -> Region:
    """The region with one row for all that are joined, after the others."""
    keys = {each.pk for each in joined}
    row = [Municipality(pk=_ROW, name=JOINED, code="samen")] if joined else []
    places = tuple(replace(place, row=_ROW) if place.row in keys else place for place in rows.places)
    return Region(rows.day, (*(each for each in rows.rows if each.pk not in keys), *row), places, public=True)


def _with_names(row: Row, names: str) -> Row:
    first, *cells = row.cells
    return replace(row, cells=[replace(first, text=f"{JOINED} ({names})"), *cells]) if first.text == JOINED else row
