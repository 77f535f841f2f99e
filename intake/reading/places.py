"""Places: a municipality, no fixed abode, abroad, or unknown. Municipalities are looked up by the caller."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol

from .text import fold, read_name


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody lives or returns to; `municipality_id` only with the kind "municipality"."""

    kind: Literal["municipality", "none", "abroad", "unknown"]
    municipality_id: int | None = None
    name: str = ""


UNKNOWN = Place("unknown")
NO_FIXED_ABODE = Place("none", name="zonder vaste woon- of verblijfplaats")
ABROAD = Place("abroad", name="buitenland")


class Places(Protocol):
    """Finds a municipality by its name as it was on a day; raises Wrong, with near names, where there is none."""

    def __call__(self, name: str, on: date, /) -> Place: ...


_WORDS = {
    NO_FIXED_ABODE: """
        zonder vaste woon- of verblijfplaats, zonder vaste woon- en verblijfplaats,
        zonder vaste woon of verblijfsplaats, zonder vaste woonplaats, zonder vaste verblijfplaats,
        geen vaste woon- of verblijfplaats, zonder vwovp, zvwovp, zvwov, zvwvp, zwovp, vwovp,
        dakloos, thuisloos, dak- en thuisloos, zwervend
    """,
    ABROAD: "buitenland, het buitenland, in het buitenland",
    UNKNOWN: """
        onbekend, onb, niet bekend, gemeente onbekend, onbekende gemeente, geen, leeg, nvt, vow,
        vertrokken onbekend waarheen,
    """,
}
_PLACE_OF = {fold(word): place for place, words in _WORDS.items() for word in words.split(",")}


def read_place(text: str, on: date, find: Places) -> Place:
    """The place that a cell means on the day `on`; `find` gets real names only. Raises Wrong where it does."""
    key = fold(text)
    if place := _PLACE_OF.get(key):
        return place
    if key.startswith("buitenland"):  # "buitenland (België)"
        return ABROAD
    return find(read_name(text, 120), on)
