"""Cells with one of a few words: kind, sex, title, end, yes or no. Abbreviations and spelling variants are known."""

import difflib

from .text import fold, is_blank
from .wrong import Noted, Wrong

KINDS = ("instroom", "doorstroom", "uitstroom")
SEXES = ("man", "vrouw", "onbekend")
TITLES = ("preventief", "gestraft", "vervangend", "lijfsdwang", "vreemdelingenbewaring", "overig")
END_KINDS = ("einde straf", "voorwaardelijke invrijheidstelling", "einde voorlopige hechtenis", "overig")

_KIND = {
    "instroom": ("in", "i", "aankomst", "binnenkomst", "insluiting", "instroommelding", "melding instroom"),
    "doorstroom": ("door", "d", "overplaatsing", "overgeplaatst", "doorstroommelding", "melding doorstroom"),
    "uitstroom": ("uit", "u", "vrijlating", "ontslag", "invrijheidstelling", "uitstroommelding", "melding uitstroom"),
}
_SEX = {
    "man": ("m", "mannelijk", "male", "dhr", "de heer", "heer"),
    "vrouw": ("v", "vrouwelijk", "f", "female", "mw", "mevrouw", "mevr"),
    "onbekend": ("o", "x", "onb"),
}
_TITLE = {
    "preventief": ("prev", "preventieve hechtenis", "voorlopige hechtenis", "vh", "bewaring", "gevangenhouding"),
    "gestraft": ("gestraften", "straf", "gevangenisstraf", "kortgestraft", "langgestraft", "afgestraft", "hechtenis"),
    "vervangend": ("vervangende hechtenis", "verv hechtenis", "vvh", "subsidiaire hechtenis", "omzetting taakstraf"),
    "lijfsdwang": ("gijzeling", "lijfsdwang wahv", "wahv", "gijzeling wahv", "mulder"),
    "vreemdelingenbewaring": ("vreemdeling", "vb", "vreemdelingen", "vreemdelingendetentie", "vrb"),
    "overig": ("overige", "anders", "o", "onbekend"),
}
_END_KIND = {
    "einde straf": ("straf", "es", "eindestraf", "einde detentie", "strafeinde", "einde gevangenisstraf"),
    "voorwaardelijke invrijheidstelling": ("vi", "v.i.", "voorwaardelijk", "voorwaardelijke invrijheidsstelling"),
    "einde voorlopige hechtenis": ("evh", "einde vh", "einde preventief", "schorsing", "schorsing vh", "opheffing vh"),
    "overig": ("overige", "anders", "o", "onbekend"),
}
_YES = frozenset({"ja", "j", "y", "yes", "x", "1", "waar", "true", "wel", "v", "✓", "✔", "☒", "☑"})
_NO = frozenset({"nee", "n", "no", "neen", "0", "onwaar", "false", "niet", "geen", "☐"})


def _lookup(words: dict[str, tuple[str, ...]]) -> dict[str, str]:
    return {fold(known): word for word, variants in words.items() for known in (word, *variants)}


_KIND_OF, _SEX_OF, _TITLE_OF, _END_OF = (_lookup(words) for words in (_KIND, _SEX, _TITLE, _END_KIND))


def read_kind(text: str) -> str:
    """instroom, doorstroom or uitstroom."""
    key = fold(text)
    if word := _KIND_OF.get(key):
        return word
    raise Wrong("Deze soort melding kennen wij niet. Kies instroom, doorstroom of uitstroom.", _near(key, _KIND_OF))


def read_sex(text: str) -> str:
    """man, vrouw or onbekend."""
    if is_blank(text):
        return "onbekend"
    key = fold(text)
    if word := _SEX_OF.get(key):
        return word
    raise Wrong("Dit is geen geslacht dat wij kennen. Kies man, vrouw of onbekend.", _near(key, _SEX_OF))


def read_title(text: str) -> str | Noted:
    """The title of the detention; an unknown one is "overig" with a note."""
    return _or_other(text, _TITLE_OF, "titel")


def read_end_kind(text: str) -> str | Noted:
    """How the detention is expected to end; an unknown way is "overig" with a note."""
    return _or_other(text, _END_OF, "soort einde")


def read_yes_no(text: str) -> bool | None:
    """True, False, or None for "onbekend" and the like."""
    lower = text.lower().rstrip(".! ")
    if lower in _YES:
        return True
    if lower in _NO:
        return False
    if is_blank(text):
        return None
    raise Wrong("Vul ja of nee in, of laat de cel leeg.", ("ja", "nee"))


def _or_other(text: str, known: dict[str, str], name: str) -> str | Noted:
    if is_blank(text):
        return ""
    if word := known.get(fold(text)):
        return word
    return Noted("overig", f"De {name} “{text[:60]}” kennen wij niet; wij lezen die als overig.")


def _near(key: str, known: dict[str, str]) -> tuple[str, ...]:
    close = difflib.get_close_matches(key, known, n=3, cutoff=0.6) if len(key) <= 40 else []
    return tuple(dict.fromkeys(known[word] for word in close))
