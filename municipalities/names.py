"""How a municipality's name is compared: without case, diacritics, spaces, or the word 'gemeente' in front."""

import re
import unicodedata

_FRONT = re.compile(r"^(gemeente|gem)\b\.?")
_NO_LETTERS = re.compile(r"[^a-z0-9]+")


def name_key(text: str) -> str:
    """The key by which names are compared ("Gemeente  's-Gravenhage " becomes "sgravenhage")."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower().strip()
    return _NO_LETTERS.sub("", _FRONT.sub("", plain))
