"""Finding municipalities: by name or code, at a date, and what became of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from rapidfuzz import fuzz, process

from municipalities.models import Alias, Municipality
from municipalities.names import name_key

_ENOUGH_ALIKE = 65.0


class UnknownMunicipality(LookupError):
    """Nobody knows this name (at this date); `nearest` are names that may have been meant."""

    def __init__(self, message: str, nearest: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.message, self.nearest = message, nearest


def existing_on(day: date) -> QuerySet[Municipality]:
    """The municipalities that exist on `day`."""
    return Municipality.objects.filter(
        Q(valid_from=None) | Q(valid_from__lte=day), Q(valid_to=None) | Q(valid_to__gte=day)
    )


def region_on(day: date) -> QuerySet[Municipality]:
    """The municipalities of the region that exist on `day`, in the order of the tables."""
    return existing_on(day).filter(Q(region_since=None) | Q(region_since__lte=day), in_region=True)


@dataclass
class Registry:
    """All municipalities in memory, for whoever looks up many names. Make one a piece of work, not one a process."""

    by_id: dict[int, Municipality]
    by_key: dict[str, list[Municipality]]

    @classmethod
    def load(cls) -> "Registry":
        by_id = {municipality.pk: municipality for municipality in Municipality.objects.all()}
        by_key: dict[str, list[Municipality]] = {}
        for municipality in by_id.values():
            by_key.setdefault(name_key(municipality.name), []).append(municipality)
            by_key.setdefault(municipality.code, []).append(municipality)
        for key, municipality_id in Alias.objects.values_list("key", "municipality_id"):
            by_key.setdefault(key, []).append(by_id[municipality_id])
        return cls(by_id, by_key)

    def find(self, text: str, day: date) -> Municipality:
        """The municipality that is called `text` (name, alias or CBS code) and exists on `day`.

        A name from before a merger gives the successor. Raises UnknownMunicipality with the nearest names.
        """
        found = self.by_key.get(name_key(text), [])
        for municipality in found:
            if self._exists(municipality, day):
                return municipality
        for municipality in found:
            heir = self.successor_on(municipality, day)
            if heir is not None:
                return heir
        if found:
            raise UnknownMunicipality(f"De gemeente {found[0].name} bestond nog niet op {day:%d-%m-%Y}.")
        raise UnknownMunicipality(f"De gemeente “{text.strip()}” is niet bekend.", self.nearest(text, day))

    def successor_on(self, municipality: Municipality, day: date) -> Municipality | None:
        """What `municipality` has become by `day`; itself while it exists, None before its beginning."""
        current: Municipality | None = municipality
        while current is not None and current.valid_to is not None and current.valid_to < day:
            current = self.by_id.get(current.successor_id or 0)
        if current is None or (current.valid_from is not None and current.valid_from > day):
            return None
        return current

    def nearest(self, text: str, day: date) -> tuple[str, ...]:
        """At most three names of municipalities on `day` that look like `text`, best first."""
        names: dict[str, str] = {}
        for key, found in self.by_key.items():
            heir = self.successor_on(found[0], day)
            if heir is not None and not key.isdigit():
                names[key] = heir.name
        best = process.extract(name_key(text), names.keys(), scorer=fuzz.ratio, limit=6, score_cutoff=_ENOUGH_ALIKE)
        return tuple(dict.fromkeys(names[key] for key, _, _ in best))[:3]

    @staticmethod
    def _exists(municipality: Municipality, day: date) -> bool:
        starts, ends = municipality.valid_from, municipality.valid_to
        return (starts is None or starts <= day) and (ends is None or day <= ends)


def with_predecessors(municipalities: Iterable[Municipality]) -> dict[int, int]:
    """For each municipality and everything that merged into it: its id, and the id of the one that goes on."""
    heirs = {municipality.pk: municipality.pk for municipality in municipalities}
    links = dict(Municipality.objects.exclude(successor=None).values_list("pk", "successor_id"))
    for start in links:
        current, seen = start, set()
        while current in links and current not in heirs and current not in seen:
            seen.add(current)
            current = links[current] or 0
        if current in heirs:
            heirs[start] = heirs[current]
    return heirs
