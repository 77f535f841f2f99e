"""Sealing and keyed hashing of what must not stand readable in the database: BSNs, raw rows, uploads."""

import hashlib
import hmac
import os

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
    derived = hmac.new(settings.DATA_KEY, b"nazorg keyed hash", hashlib.sha256).digest()
    return hmac.new(derived, text.encode(), hashlib.sha256).digest()
