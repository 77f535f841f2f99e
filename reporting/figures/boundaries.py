"""Which row of the table a municipality belongs to, under the boundaries of a chosen day.

A record counts in the region by the boundaries of its own day; the boundaries of the table only say in which row.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from municipalities.models import Municipality
from municipalities.selectors import Registry, region_on, with_predecessors

_EVER = (date.min, date.max)


@dataclass(frozen=True)
class Place:
    """Somebody whose record names `municipality_id` is in the region between two days (inclusive).

    `inside` is the municipality that it is or has become by then; `row` the one in whose row it counts, None where
    `inside` has gone on outside the region since.
    """

    municipality_id: int
    first: date
    last: date
    inside: Municipality
    row: int | None

    def overlaps(self, first: date, last: date) -> bool:
        return self.first <= last and first <= self.last


@dataclass(frozen=True)
class Region:
    """The rows of a table under the boundaries of `day`, in order, and what belongs in them.

    In a `public` one small municipalities share a row, and nothing is told of a municipality that has no row.
    """

    day: date
    rows: tuple[Municipality, ...]
    places: tuple[Place, ...]
    public: bool = False

    def existed(self, row: int, first: date, last: date) -> bool:
        """Whether anything of this row lay in the region at all between two days (inclusive)."""
        return any(place.row == row and place.overlaps(first, last) for place in self.places)

    def gone(self, first: date, last: date) -> list[Municipality]:
        """Municipalities that were in the region between two days but have no row, by name."""
        found = {
            place.inside.pk: place.inside
            for place in self.places
            if place.row is None and place.overlaps(first, last) and (place.inside.valid_from or first) <= last
        }
        return sorted(found.values(), key=lambda municipality: municipality.name)


def region(day: date) -> Region:
    """The region under the boundaries of `day`; mergers before it are followed to what exists then."""
    registry = Registry.load()
    rows = tuple(region_on(day))
    heirs = with_predecessors(rows)
    places = [place for municipality in registry.by_id.values() for place in _places_of(municipality, registry, heirs)]
    return Region(day, rows, tuple(places))


def _places_of(municipality: Municipality, registry: Registry, heirs: dict[int, int]) -> Sequence[Place]:
    """The stretches of time in which a record that names `municipality` is about the region.

    After its end the record is about its successor, so somebody registered in Naarden and released in 2016 is of
    Gooise Meren.
    """
    found: list[Place] = []
    current, start, seen = municipality, _EVER[0], set[int]()
    while current.pk not in seen:
        seen.add(current.pk)
        end = current.valid_to or _EVER[1]
        first = max(start, current.region_since or _EVER[0])
        if current.in_region and first <= end:
            found.append(Place(municipality.pk, first, end, current, heirs.get(current.pk)))
        heir = registry.by_id.get(current.successor_id or 0)
        if heir is None or end == _EVER[1]:
            break
        current, start = heir, end + timedelta(days=1)
    return found
