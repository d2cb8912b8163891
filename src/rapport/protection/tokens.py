"""Opaque addresses for searches: encrypted, stateless, and the same for the same search.

AES-SIV (RFC 5297) is deterministic, so that one search has one address, and authenticated, so that
nobody can make or change one. The first byte names the key, so that old addresses survive
a new key.
"""

import json
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from contextlib import suppress
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

LONGEST_TOKEN = 2_000
LONGEST_CONTENT = 20_000
"""Bytes that a token may unpack to, so that a small one cannot fill the memory."""

Fields = Mapping[str, list[str]]


class BadToken(ValueError):
    """An address that was cut, changed, made elsewhere or under a key that is gone."""


class TokenTooLong(ValueError):
    """More was asked for than fits into an address."""


@cache
def _cipher(secret: str) -> tuple[bytes, AESSIV]:
    material = HKDF(SHA256(), length=65, salt=None, info=b"rapport search address 1").derive(
        secret.encode()
    )
    return material[:1], AESSIV(material[1:])


def _secrets() -> list[str]:
    return [settings.SECRET_KEY, *map(str, settings.SECRET_KEY_FALLBACKS)]


def seal(fields: Fields) -> str:
    """Encrypt form fields into at most 2,000 characters. Raises TokenTooLong."""
    content = json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    packed = zlib.compress(content.encode(), level=9)
    key_id, cipher = _cipher(_secrets()[0])
    token = _encoded(key_id + cipher.encrypt(packed, None))
    if len(token) > LONGEST_TOKEN or len(content.encode()) > LONGEST_CONTENT:
        raise TokenTooLong("The search is too long for an address")
    return token


def unseal(token: str) -> dict[str, list[str]]:
    """Decrypt a token. Raises BadToken whatever is wrong with it."""
    if not token.isascii() or len(token) > LONGEST_TOKEN:
        raise BadToken("not an address of ours")
    try:
        raw = urlsafe_b64decode(token + "=" * (-len(token) % 4))
        if _encoded(raw) != token:
            raise BadToken("written in another way than ours")
        return _parse(_unpack(_decrypt(raw)))
    except (ValueError, zlib.error) as error:
        raise BadToken("not an address of ours") from error


def _encoded(raw: bytes) -> str:
    return urlsafe_b64encode(raw).decode().rstrip("=")


def _decrypt(raw: bytes) -> bytes:
    """Decrypt with the key that the first byte names; one in 256 shares it with another key."""
    for secret in _secrets():
        key_id, cipher = _cipher(secret)
        if raw[:1] == key_id:
            with suppress(InvalidTag):
                return cipher.decrypt(raw[1:], None)
    raise BadToken("made under another key, or changed")


def _unpack(packed: bytes) -> bytes:
    unpacker = zlib.decompressobj()
    content = unpacker.decompress(packed, LONGEST_CONTENT)
    if unpacker.unconsumed_tail or not unpacker.eof:
        raise BadToken("too large")
    return content


def _parse(content: bytes) -> dict[str, list[str]]:
    fields = json.loads(content)
    if not isinstance(fields, dict):
        raise BadToken("not fields")
    return {str(name): [str(value) for value in values] for name, values in fields.items()}
