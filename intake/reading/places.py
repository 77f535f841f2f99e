"""Places: a municipality, no fixed abode, abroad, or unknown. Municipalities are looked up by the caller."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol

from .text import fold, is_blank, read_name


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


_NO_FIXED_ABODE = {
    fold(words)
    for words in (
        "zonder vaste woon- of verblijfplaats",
        "zonder vaste woon- en verblijfplaats",
        "zonder vaste woon of verblijfsplaats",
        "zonder vaste woonplaats",
        "zonder vaste verblijfplaats",
        "geen vaste woon- of verblijfplaats",
        "zonder vwovp",
        "zvwovp",
        "zvwov",
        "zvwvp",
        "zwovp",
        "z.v.w.o.v.",
        "vwovp",
        "dakloos",
        "thuisloos",
        "dak- en thuisloos",
        "zwervend",
    )
}
_ABROAD = {"buitenland", "hetbuitenland", "inhetbuitenland", "abroad"}
_UNKNOWN = {
    "",
    "onbekend",
    "onb",
    "nietbekend",
    "gemeenteonbekend",
    "onbekendegemeente",
    "vow",
    "vertrokkenonbekendwaarheen",
}


def read_place(text: str, on: date, find: Places) -> Place:
    """The place that a cell means on the day `on`; `find` gets real names only. Raises Wrong where it does."""
    if is_blank(text):
        return UNKNOWN
    key = fold(text)
    if key in _UNKNOWN:
        return UNKNOWN
    if key in _NO_FIXED_ABODE:
        return NO_FIXED_ABODE
    if key in _ABROAD or text.lower().startswith(("buitenland ", "buitenland,", "buitenland:", "buitenland(")):
        return ABROAD
    return find(read_name(text, 120), on)
