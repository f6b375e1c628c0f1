"""The sealed value of a reveal: readable by one desk, for one request (D3, S1, A5).

HPKE (RFC 9180: X25519, HKDF-SHA256, AES-256-GCM) seals a one-time key to the desk's one-time public key; the value
is AES-256-GCM under that key, opened with ``decrypt_into`` so that the plaintext never becomes ``bytes``.
"""

from __future__ import annotations

import os
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from msgspec import Struct

from protocol.fields import FieldKind
from protocol.identifiers import Identifier
from protocol.reveal_refusals import RevealUnreadable
from protocol.times import Instant

NONCE_BYTES = 12
TAG_BYTES = 16
_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
_DOMAIN = b"veildesk reveal v1\x00"


class Context(Protocol):
    """What a sealed value is bound to."""

    def encode(self) -> bytes:
        """The additional authenticated data."""


class SealContext(Struct, frozen=True, kw_only=True):
    """What a sealed value is bound to; both sides write it down for themselves."""

    request: Identifier
    card: Identifier
    field: FieldKind
    device: Identifier
    expires_at: Instant

    def encode(self) -> bytes:
        """The additional authenticated data, its parts length-prefixed."""
        parts = (self.request, self.card, self.field.value, self.device, self.expires_at)
        return _DOMAIN + b"".join(len(part).to_bytes(4, "big") + part.encode() for part in parts)


class SealedValue(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``key`` is HPKE's enc and ciphertext of a 32-byte key; ``value`` is ciphertext and tag."""

    key: bytes
    nonce: bytes
    value: bytes


def seal_value(plaintext: bytes | bytearray, public_key: bytes, context: Context) -> SealedValue:
    """Seal UTF-8 ``plaintext`` to a one-time X25519 ``public_key`` (32 raw bytes); ValueError if it is not one."""
    aad = context.encode()
    key = AESGCM.generate_key(bit_length=256)
    nonce = os.urandom(NONCE_BYTES)
    return SealedValue(
        key=_SUITE.encrypt(key, X25519PublicKey.from_public_bytes(public_key), info=aad),
        nonce=nonce,
        value=AESGCM(key).encrypt(nonce, plaintext, aad),
    )


def measure_value(sealed: SealedValue) -> int:
    """Bytes of plaintext within; RevealUnreadable when it is too short to hold any."""
    size = len(sealed.value) - TAG_BYTES
    if size < 0 or len(sealed.nonce) != NONCE_BYTES:
        raise RevealUnreadable
    return size


def open_value(
    sealed: SealedValue, private_key: X25519PrivateKey, context: Context, buffer: bytearray | memoryview
) -> None:
    """Open into ``buffer``, which is :func:`measure_value` bytes long; RevealUnreadable if it does not open."""
    aad = context.encode()
    try:
        key = _SUITE.decrypt(sealed.key, private_key, info=aad)
        AESGCM(key).decrypt_into(sealed.nonce, sealed.value, aad, buffer)
    except (InvalidTag, ValueError) as error:
        raise RevealUnreadable from error
