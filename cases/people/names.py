"""Comparing names: without diacritics, case, prefixes or the habits of spelling."""

import re
import unicodedata
from functools import lru_cache

from rapidfuzz.distance import JaroWinkler

# Dutch prefixes, and those of common other origin; they are left out of every comparison.
PREFIXES = frozenset({
    "van", "de", "der", "den", "het", "ten", "ter", "te", "t", "s", "in", "op", "aan", "bij", "tot", "uit", "over",
    "onder", "voor", "el", "al", "ben", "bin", "bint", "da", "das", "do", "dos", "du", "la", "le", "les", "von", "zu",
    "zur", "mc",
})  # fmt: skip
_NO_LETTERS = re.compile(r"[^a-z]+")
# Spellings that sound the same in Dutch; applied in this order.
_SOUNDS = (
    ("sch", "s"), ("ij", "y"), ("ei", "y"), ("ey", "y"), ("ch", "g"), ("ph", "f"), ("th", "t"), ("ck", "k"),
    ("qu", "k"), ("dt", "t"), ("ae", "a"), ("ou", "au"), ("c", "k"), ("z", "s"), ("v", "f"), ("x", "ks"),
)  # fmt: skip
_DOUBLE = re.compile(r"(.)\1+")

# From here on two names are alike enough to ask a person (Jaro-Winkler on the spelling keys).
ALIKE = 0.86


@lru_cache(maxsize=200_000)
def fold(text: str) -> str:
    """Letters only, lower case, no diacritics; words stay apart: "Van der Éé-Bakker" becomes "van der ee bakker"."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return _NO_LETTERS.sub(" ", plain).strip()


@lru_cache(maxsize=200_000)
def sound(word: str) -> str:
    """A folded word as it sounds: "tholhuys" and "tolhuis" become the same."""
    for written, said in _SOUNDS:
        word = word.replace(written, said)
    return _DOUBLE.sub(r"\1", word)


@lru_cache(maxsize=200_000)
def words(text: str) -> tuple[str, ...]:
    """The words of a name that carry it, without prefixes (unless there is nothing else)."""
    found = tuple(fold(text).split())
    return tuple(word for word in found if word not in PREFIXES) or found


def search_keys(family_name: str, given_names: str) -> set[str]:
    """The keys under which a person is found: each part of the name, as written and as it sounds."""
    parts = {*words(family_name), *words(given_names)}
    return {key for part in parts for key in (part, "~" + sound(part)) if part}


def same_name(family_name: str, given_names: str, other_family: str, other_given: str) -> bool:
    """Exactly the same name, apart from case, diacritics and where the prefix stands."""
    return words(family_name) == words(other_family) and words(given_names) == words(other_given)


def alike(family_name: str, given_names: str, other_family: str, other_given: str) -> bool:
    """Whether two names may be the same person's: misspelt, with a married name, or in swapped fields."""
    ours, theirs = _sounds(family_name), _sounds(other_family)
    if _best(ours, theirs) >= ALIKE:
        return True
    return _best(ours, _sounds(other_given)) >= ALIKE and _best(_sounds(given_names), theirs) >= ALIKE


@lru_cache(maxsize=200_000)
def _sounds(text: str) -> tuple[str, ...]:
    return tuple(sound(word) for word in words(text))


def _best(ours: tuple[str, ...], theirs: tuple[str, ...]) -> float:
    """The best likeness between a part of one name and a part of the other: a married name has two."""
    return max((JaroWinkler.similarity(one, other) for one in ours for other in theirs), default=0.0)
