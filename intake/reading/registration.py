"""The old workbook (registratie): what its cells mean, and which year it is about."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nazorg.common.plain import one_line

from .names import split_name
from .text import fold, is_blank, read_text
from .words import read_yes_no
from .wrong import Noted, Wrong

# Beginnings of words, folded, that point to the term.
_ASPECT_STEMS = {
    "delictpatroon": ("delict", "patroon", "criminel", "crimineel", "politie", "justitie", "recidive"),
    "sociale context": ("social", "sociaal", "context", "netwerk", "gezin", "leefsituatie"),
    "interventiegeschiedenis": ("interventie", "hulpverlening", "historie", "geschiedenis", "voorgeschiedenis"),
    "acties": ("actie", "nodig", "plan", "benodigd"),
}
_ENRICHMENT_STEMS = {"netwerkronde": ("netwerk", "ronde", "nr", "nwr"), "bilateraal": ("bilat", "bil")}
_CONFERENCE_STEMS = {
    "veelplegers": ("veelpleg", "vp", "vpl"),
    "huiselijk geweld": ("huiselijk", "geweld", "hg", "scenario"),
}
_YEAR = re.compile(r"(?<!\d)(20\d\d|19[89]\d)(?!\d)")
_FLAG_WORD = re.compile(r"(ja|nee|j|n|x)\b[\s:,;.(-]*(.+)", re.IGNORECASE | re.DOTALL)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Profile:
    """Whether a profile was written, which aspects the cell names, and the cell's own words."""

    written: bool = False
    aspects: tuple[str, ...] = ()
    text: str = ""


NO_PROFILE = Profile()


def read_flag(text: str) -> bool | Noted:
    """Whether there was an intervention; words behind "ja" or "nee" give a note."""
    try:
        return bool(read_yes_no(text))
    except Wrong:
        if found := _FLAG_WORD.fullmatch(one_line(text)):
            said = found[1].lower() not in ("nee", "n")
            return Noted(said, f"Gelezen als {'ja' if said else 'nee'}; erbij staat: “{found[2][:200]}”.")
        raise


def read_profile(text: str) -> Profile | Noted:
    """Empty or "nee": none. "J", aspects in words, or both: a profile."""
    words = read_text(text, 2_000)
    written = words if isinstance(words, str) else text
    try:
        return Profile(written=bool(read_yes_no(written)), text=written)
    except Wrong:
        pass
    if re.match(r"(nee|n|geen)\b", written, re.IGNORECASE):
        return Noted(Profile(text=written), "Gelezen als: geen profiel.")
    return Profile(True, _terms(written, _ASPECT_STEMS), written)


def read_enrichment(text: str) -> tuple[str, ...]:
    """netwerkronde, bilateraal, both or none."""
    return _terms_or_wrong(text, _ENRICHMENT_STEMS)


def read_conference(text: str) -> tuple[str, ...]:
    """veelplegers, huiselijk geweld, both or none."""
    return _terms_or_wrong(text, _CONFERENCE_STEMS)


def name_parts(values: Mapping[str, Any]) -> dict[str, str]:
    """Family name, prefix and given names out of the one cell "Naam"."""
    return split_name(values["name"])._asdict()


def year_of(texts: tuple[str, ...], filename: str = "") -> int | None:
    """The year that the lines above the heading, else the file name, speak of; None where they name none or two."""
    for candidates in (texts, (filename,)):
        years = {year for text in candidates for year in _YEAR.findall(text)}
        if len(years) == 1:
            return int(years.pop())
        if years:
            return None
    return None


def _terms(text: str, stems: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    words = [fold(word) for word in _WORD.findall(text)]
    return tuple(term for term, starts in stems.items() if any(word.startswith(starts) for word in words))


def _terms_or_wrong(text: str, stems: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    if is_blank(text) or fold(text) in ("nee", "n", "niet", "0"):
        return ()
    if found := _terms(text, stems):
        return found
    options = tuple(stems)
    raise Wrong(f"Vul {' of '.join(options)} in, of laat de cel leeg.", options)
