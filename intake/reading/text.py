"""Text in cells: white space, stray characters, and the forms in which words are compared."""

import re
import unicodedata
from functools import lru_cache

from nazorg.common.plain import many_lines, one_line

from .wrong import Noted, Wrong

_EXCEL_ERROR = re.compile(r"#(N/A|N/B|REF!|VERW!|VALUE!|WAARDE!|NAME\?|NAAM\?|DIV/0!|DEEL/0!|NUM!|GETAL!|NULL!|LEEG!)")
# Excel's apostrophe says "this is text"; the one of 't Hart and 's-Gravenhage belongs to the name.
_DUTCH_APOSTROPHE = re.compile(r"'[stnk]\b", re.IGNORECASE)
_BLANK_WORDS = frozenset({"-", "--", "?", "??", "nvt", "n.v.t.", "n.v.t", "onbekend", "geen", "leeg", "null", "none"})


def cell_text(text: str) -> str:
    """The cell without white space around it and without Excel's leading apostrophe."""
    text = text.strip()
    if text[:1] == "'" and not _DUTCH_APOSTROPHE.match(text):
        text = text[1:].lstrip()
    return text


def is_blank(text: str) -> bool:
    """Whether a cell says in a word that there is nothing: "-", "n.v.t.", "onbekend"."""
    return text.lower() in _BLANK_WORDS


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """Text for comparing: lower case, no diacritics, letters and digits only ("Geboorte-datum " = "geboortedatum")."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in plain if letter.isalnum())


def read_name(text: str, limit: int) -> str:
    """A name or a short text on one line, at most `limit` characters; refuses what got damaged on its way."""
    text = one_line(text)
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
        _refuse_damage(text)
    if text[:1] == "#" and _EXCEL_ERROR.fullmatch(text):
        raise Wrong(f"Hier staat een foutmelding van Excel ({text}). Vul in wat er hoort te staan.")
    return limited(text, limit)


def read_text(text: str, limit: int) -> str | Noted:
    """Free text on more lines, at most `limit` characters."""
    text = limited(many_lines(text), limit)
    if "\ufffd" in text:
        return Noted(text, "Er staat een beschadigd teken (�) in de tekst.")
    return text


def limited(text: str, limit: int) -> str:
    """The text itself; a longer one is refused, never cut, so that nothing is lost."""
    if len(text) > limit:
        raise Wrong(f"De tekst is {dutch(len(text))} tekens lang; er passen er {dutch(limit)}. Kort de tekst in.")
    return text


def dutch(number: int) -> str:
    """A number with Dutch thousands separators: 2.000."""
    return f"{number:,}".replace(",", ".")


def _refuse_damage(text: str) -> None:
    if "\ufffd" in text:
        raise Wrong(
            "Er staat een beschadigd teken (�) in. Typ de naam opnieuw, of lever het bestand aan als CSV UTF-8."
        )
    if "Ã" in text or "Â" in text or "â€" in text:
        # UTF-8 that was once read as Windows-1252: "RenÃ©e".
        try:
            mended = text.encode("cp1252").decode("utf-8")
        except UnicodeError:
            return
        raise Wrong("De letters met accenten zijn beschadigd. Kies het voorstel of typ de naam opnieuw.", (mended,))
