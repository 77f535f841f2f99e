"""Random references: eight unambiguous characters, on screen and in addresses."""

import secrets
from collections.abc import Callable

from django.core.exceptions import ValidationError

# No 0/O, 1/I/L and no U (reads as V): a reference survives a telephone call.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 8


def new_reference() -> str:
    """A fresh random reference; a unique constraint guards against the rare double."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def new_references(count: int, taken: Callable[[list[str]], set[str]]) -> list[str]:
    """`count` different references that are not in use; `taken` tells which of a list are."""
    found: set[str] = set()
    while len(found) < count:
        fresh = {new_reference() for _ in range(count - len(found))} - found
        found |= fresh - taken(sorted(fresh))
    return sorted(found, key=lambda _: secrets.randbits(32))


def clean_reference(text: str) -> str:
    """A reference as typed ('k7mw 3qxp') in its stored form. Raises ValidationError."""
    value = "".join(text.split()).upper()
    if len(value) != LENGTH or any(character not in ALPHABET for character in value):
        raise ValidationError("Een kenmerk heeft acht letters en cijfers, zoals K7MW 3QXP.")
    return value


class ReferenceConverter:
    """`<ref:reference>` in addresses."""

    regex = f"[{ALPHABET}]{{{LENGTH}}}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
