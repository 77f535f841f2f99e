"""Plain text out of whatever was typed or pasted: Word and web pages bring characters that one does not see."""

import re
import unicodedata

_NEWLINES = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")


def one_line(text: str) -> str:
    """Single spaces, no line ends, no control or invisible characters."""
    if text.isprintable() and "  " not in text:
        return text.strip()
    return " ".join(_visible(text).split())


def many_lines(text: str) -> str:
    """As `one_line`, but line ends stay, as one newline each."""
    if text.isprintable():
        return text.strip()
    text = _NEWLINES.sub("\n", text)
    return "\n".join(_visible(line).rstrip() for line in text.split("\n")).strip()


def _visible(text: str) -> str:
    # Cc control, Cf invisible (joiners, direction marks), Cs lone surrogates, Co and Cn without meaning.
    return "".join(
        letter if letter.isprintable() else " " if letter.isspace() else ""
        for letter in unicodedata.normalize("NFC", text)
    )
