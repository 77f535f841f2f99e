"""Sealing and keyed hashing of what must not stand readable in the database: BSNs, raw rows, uploads."""

import hmac
import os
from functools import lru_cache

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

_NONCE = 12


def seal(plain: bytes) -> bytes:
    """AES-GCM ciphertext with its nonce in front; each call gives another text."""
    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(settings.DATA_KEY).encrypt(nonce, plain, None)


def unseal(sealed: bytes | memoryview) -> bytes:
    """The plain bytes. Raises cryptography's InvalidTag when the key or the text is another."""
    data = bytes(sealed)
    return AESGCM(settings.DATA_KEY).decrypt(data[:_NONCE], data[_NONCE:], None)


def keyed_hash(text: str) -> bytes:
    """A hash of 32 bytes that cannot be computed, nor guessed from a list of all BSNs, without the key."""
    return hmac.digest(_hash_key(settings.DATA_KEY), text.encode(), "sha256")


@lru_cache(maxsize=2)
def _hash_key(data_key: bytes) -> bytes:
    """A key of its own for hashing, so that no key serves two purposes."""
    return hmac.digest(data_key, b"nazorg keyed hash", "sha256")
