"""Dutch names: the prefix (voorvoegsel) apart from the family name, and whole names in one cell."""

import re
from typing import NamedTuple

# After the national table of prefixes (BRP, Landelijke Tabel 36), the ones that are met here.
_PREFIXES = """
    a, aan, aan de, aan den, aan der, aan het, aan 't, af, al, am, auf, auf dem, auf den, auf der, aus, aus dem,
    aus den, aus der, bei, bij, bij de, bij den, bij het, bij 't, bin, boven d', d, d', da, dal, dalla, das, de, de die,
    de die le, de l', de la, de las, de le, de los, de van der, degli, dei, del, della, den, der, des, di, die le, do,
    don, dos, du, el, het, i, im, in, in de, in den, in der, in het, in 't, l', la, las, le, les, lo, los, of,
    onder, onder de, onder den, onder het, onder 't, op, op de, op den, op der, op gen, op het, op 't, op ten, over,
    over de, over den, over het, over 't, te, ten, ter, tho, thoe, thor, to, toe, tot, uijt, uijt de, uijt den,
    uijt te de, uijt ten, uit, uit de, uit den, uit het, uit 't, uit te de, uit ten, unter, van, van de, van de l',
    van den, van der, van gen, van het, van la, van 't, van ter, van van de, vanden, ver, vom, von, von dem, von den,
    von der, von 't, voor, voor de, voor den, voor in 't, vor, vor der, zu, zum, zur, 's, 't
"""
PREFIXES = frozenset(" ".join(prefix.split()) for prefix in _PREFIXES.split(","))
_FIRST_WORDS = frozenset(prefix.split()[0] for prefix in PREFIXES)
_MOST_WORDS = max(len(prefix.split()) for prefix in PREFIXES)
_APOSTROPHES = str.maketrans("’‘`´", "''''")
_INITIALS = re.compile(r"(?:[A-Z][a-z]?\.\s?)+|[A-Z]{1,3}")


class Name(NamedTuple):
    """A name in its three parts; the prefix is in lower case."""

    family_name: str
    prefix: str = ""
    given_names: str = ""


def split_prefix(family_name: str, prefix: str = "") -> tuple[str, str]:
    """Family name and prefix: "van der Molen" and "Molen, van der" become ("Molen", "van der").

    A prefix that is given already is kept, and not repeated before the name.
    """
    prefix = prefix.translate(_APOSTROPHES).lower().strip(" ,")
    if "," in family_name and not prefix:
        name, _, after = (part.strip() for part in family_name.partition(","))
        if name and _is_prefix(after):
            return name, after.translate(_APOSTROPHES).lower()
    if " " not in family_name:
        return family_name, prefix
    words = family_name.split(" ")
    if words[0].translate(_APOSTROPHES).lower() not in _FIRST_WORDS:
        return family_name, prefix
    count = _leading(words)
    found = _joined(words[:count])
    if not count or (prefix and found != prefix):
        return family_name, prefix
    return " ".join(words[count:]), found


def split_name(cell: str) -> Name:
    """The parts of a name in one cell.

    "Kortenaer, Dennis", "Molen, Bas van der", "Molen van der, Bas", "Dennis van der Molen", "Kortenaer D.";
    the last word is the family name where nothing else says so.
    """
    family, comma, given = (part.strip() for part in cell.partition(","))
    if comma and family:
        return _comma_name(family, given.replace(",", " "))
    cell = given if comma else cell
    words = cell.split()
    if len(words) < 2:
        return Name(cell)
    if _leading(words):
        return Name(*split_prefix(cell))
    if _INITIALS.fullmatch(words[-1]) and not _INITIALS.fullmatch(words[0]):
        end = next(at for at, word in enumerate(words) if _INITIALS.fullmatch(word))
        return _comma_name(" ".join(words[:end]), " ".join(words[end:]))
    for at in range(1, len(words) - 1):
        if count := _leading(words[at:]):
            return Name(" ".join(words[at + count :]), _joined(words[at : at + count]), " ".join(words[:at]))
    return Name(words[-1], "", " ".join(words[:-1]))


def _comma_name(family: str, given: str) -> Name:
    given_words, family_words = given.split(), family.split()
    count = _trailing(given_words)
    if count:  # "Molen, Bas van der" and "Molen, van der"
        return Name(family, _joined(given_words[-count:]), " ".join(given_words[:-count]))
    if count := _leading(given_words):  # "Molen, van der, Bas"
        return Name(family, _joined(given_words[:count]), " ".join(given_words[count:]))
    count = min(_trailing(family_words), len(family_words) - 1)
    if count > 0:  # "Molen van der, Bas"
        return Name(" ".join(family_words[:-count]), _joined(family_words[-count:]), " ".join(given_words))
    name, prefix = split_prefix(family)
    return Name(name, prefix, " ".join(given_words))


def _leading(words: list[str]) -> int:
    """How many words at the start form a prefix, with a name left behind it; 0 for none."""
    for count in range(min(_MOST_WORDS, len(words) - 1), 0, -1):
        if _joined(words[:count]) in PREFIXES:
            return count
    return 0


def _trailing(words: list[str]) -> int:
    for count in range(min(_MOST_WORDS, len(words)), 0, -1):
        if _joined(words[-count:]) in PREFIXES:
            return count
    return 0


def _is_prefix(text: str) -> bool:
    return _joined(text.split()) in PREFIXES


def _joined(words: list[str]) -> str:
    return " ".join(words).translate(_APOSTROPHES).lower()
