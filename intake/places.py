"""The registry, as reading a file asks for it."""

from collections.abc import Callable
from datetime import date

from intake.reading.places import Place
from intake.reading.wrong import Wrong
from municipalities.selectors import Registry, UnknownMunicipality


def place_finder() -> Callable[[str, date], Place]:
    """A function that finds a municipality by name or code at a date, or says what may have been meant."""
    registry = Registry.load()

    def find(name: str, on: date) -> Place:
        try:
            municipality = registry.find(name, on)
        except UnknownMunicipality as unknown:
            meant = f" Bedoelt u {' of '.join(unknown.nearest)}?" if unknown.nearest else ""
            advice = "" if meant else " Kies een gemeente die op die datum bestond, of vul in: onbekend."
            raise Wrong(unknown.message + meant + advice, suggestions=unknown.nearest) from unknown
        return Place("municipality", municipality.pk, municipality.name)

    return find
