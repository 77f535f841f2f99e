"""Numbers that are names: notification number, SKN and BSN. Leading zeros count, so they stay text."""

import re

from stdnum.nl import bsn as stdnum_bsn

from nazorg.common.plain import one_line

from .text import cell_text, is_blank, limited
from .wrong import Noted, Wrong

_FORMULA_TEXT = re.compile(r'="([^"]*)"')  # ="0123": how exports make Excel keep leading zeros
_FLOAT = re.compile(r"(\d+)[.,]0+")
_SCIENTIFIC = re.compile(r"\d[.,]?\d*E\+?\d+", re.IGNORECASE)
_SEPARATORS = str.maketrans("", "", " .-\u00a0\u2011\u2013")


def read_number(text: str) -> str:
    """A notification or row number, at most 40 characters; "2013001.0" is what Excel made of 2013001."""
    text = _as_typed(one_line(text))
    return "" if is_blank(text) else limited(text, 40)


def read_skn(text: str, length: int) -> str:
    """An SKN of exactly `length` digits, or "" where the cell says that there is none."""
    if len(text) == length and text.isascii() and text.isdigit():
        digits = text
    else:
        digits = _digits(text, "SKN")
        if not digits:
            return ""
    if len(digits) < length:
        # Not padded by itself: an SKN has no check digit, and a wrong one gives somebody else's dossier.
        text = f"Een SKN heeft {length} cijfers; dit zijn er {len(digits)}."
        raise Wrong(f"{text} Vul nullen vooraan aan als Excel die wegliet.", (digits.zfill(length),))
    if len(digits) > length:
        raise Wrong(f"Een SKN heeft {length} cijfers; dit zijn er {len(digits)}. Neem het nummer over uit de melding.")
    if not int(digits):
        raise Wrong("Een SKN van alleen nullen bestaat niet. Laat de cel leeg als het SKN niet bekend is.")
    return digits


def read_bsn(text: str) -> str:
    """A BSN of nine digits that passes the eleven-test (an 8-digit one gets its zero back), or ""."""
    if len(text) == 9 and text.isascii() and text.isdigit():
        digits = text
    else:
        digits = _digits(text, "BSN")
        if not digits:
            return ""
        if len(digits) not in (8, 9):
            raise Wrong(f"Een BSN heeft 9 cijfers; dit zijn er {len(digits)}. Verbeter het BSN of laat de cel leeg.")
        digits = digits.zfill(9)
    if digits == "000000000":
        raise Wrong("000000000 is geen BSN. Laat de cel leeg als het BSN niet bekend is.")
    if stdnum_bsn.checksum(digits) != 0:
        raise Wrong("Dit BSN klopt niet: het voldoet niet aan de elfproef. Verbeter het BSN of laat de cel leeg.")
    return digits


def without_bsn() -> Noted:
    """What a BSN comes to where the region works without: nothing, and a note that says so."""
    return Noted("", "Het BSN is niet bewaard: deze regio werkt zonder BSN.", "bsn_off")


def _digits(text: str, name: str) -> str:
    text = _as_typed(text)
    if is_blank(text):
        return ""
    if _SCIENTIFIC.fullmatch(text):
        raise Wrong(f"Excel heeft dit nummer afgekort. Maak de kolom {name} op als tekst en vul het nummer opnieuw in.")
    digits = text.translate(_SEPARATORS)
    if not (digits.isascii() and digits.isdigit()):
        raise Wrong(f"Een {name} bestaat uit alleen cijfers. Verbeter het nummer of laat de cel leeg.")
    return digits


def _as_typed(text: str) -> str:
    if wrapped := _FORMULA_TEXT.fullmatch(text):
        text = cell_text(wrapped[1])
    if number := _FLOAT.fullmatch(text):
        text = number[1]
    return text
