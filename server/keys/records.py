"""Customers' values as ciphertext: AES-256-GCM under a key of the record's own, which is wrapped (S1).

A ciphertext is bound to its record, its field and the record key it was made with, so one that was moved to another
row or field does not open. Rotating the key-encryption key rewraps record keys and leaves the ciphertexts alone.
"""

from __future__ import annotations

import hmac
import os
from collections.abc import Mapping
from hashlib import sha256
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from msgspec import Struct

from protocol.administration import ConfigurationWrong
from protocol.fields import FieldKind

if TYPE_CHECKING:  # a process that seals rows loads neither certificates nor SQLAlchemy, and begins at once
    from server.keys.file_keys import KeyWrapper

KEY_BYTES = 32
"""A record key's length."""

_NONCE, _TAG = 12, 16
_NAMES = {field: field.value.encode() for field in FieldKind}


class SealedField(Struct, frozen=True, gc=False):
    """One value as it is stored."""

    field: FieldKind
    nonce: bytes
    ciphertext: bytes


class SealedRecord(Struct, frozen=True):
    """A record's wrapped key and its sealed values."""

    kek_version: int
    wrapped: bytes
    fields: tuple[SealedField, ...]


def seal_record(keys: KeyWrapper, customer: str, values: Mapping[FieldKind, str]) -> SealedRecord:
    """Seal a record's values under a new key of its own."""
    key = os.urandom(KEY_BYTES)
    version, wrapped = wrap_key(keys, customer, key)
    return SealedRecord(version, wrapped, seal_fields(key, customer, values))


def seal_fields(key: bytes, customer: str, values: Mapping[FieldKind, str]) -> tuple[SealedField, ...]:
    """Values under a record's own ``key``, which is new and serves nothing else."""
    encrypt, bound = AESGCM(key).encrypt, _FieldAad(customer, key)
    chance = os.urandom(_NONCE * len(values))  # one draw for all
    fields = []
    start = 0
    for field, value in values.items():
        nonce = chance[start : start + _NONCE]
        start += _NONCE
        fields.append(SealedField(field, nonce, encrypt(nonce, value.encode(), bound.to(field))))
    return tuple(fields)


def wrap_key(keys: KeyWrapper, customer: str, key: bytes) -> tuple[int, bytes]:
    """A record's ``key`` as it is stored: the version that wraps it, and the wrapped key."""
    return keys.wrap(key, _key_aad(customer))


def open_field(keys: KeyWrapper, customer: str, kek_version: int, wrapped: bytes, sealed: SealedField) -> bytearray:
    """One value as UTF-8, in a buffer that the caller wipes; ConfigurationWrong when it does not open."""
    key = keys.unwrap(kek_version, wrapped, _key_aad(customer))
    value = bytearray(len(sealed.ciphertext) - _TAG)
    try:
        AESGCM(key).decrypt_into(sealed.nonce, sealed.ciphertext, _FieldAad(customer, key).to(sealed.field), value)
    except (InvalidTag, ValueError) as error:
        raise ConfigurationWrong(
            setting=f"field {sealed.field.value} of record {customer}", reason="its ciphertext does not belong there"
        ) from error
    return value


def rewrap_key(keys: KeyWrapper, customer: str, kek_version: int, wrapped: bytes) -> tuple[int, bytes]:
    """A record's key under the current version."""
    return wrap_key(keys, customer, keys.unwrap(kek_version, wrapped, _key_aad(customer)))


class BlindIndex:
    """Finds a customer by a whole value without decrypting any: HMAC-SHA-256 of the normal form (S1).

    ``key`` is of 32 bytes, and :func:`derive_index_key` gives it.
    """

    def __init__(self, key: bytes) -> None:
        self._keyed = hmac.new(key, digestmod=sha256)

    def digest(self, field: FieldKind, normal_form: str) -> bytes:
        """32 bytes that stand for a value of a kind."""
        keyed = self._keyed.copy()  # cheaper than the one-shot, which takes the key in anew
        keyed.update(_NAMES[field] + b"\x00" + normal_form.encode())
        return keyed.digest()


def derive_index_key(keys: KeyWrapper) -> bytes:
    """The key of Central's blind index."""
    return keys.derive("blind index")


def _key_aad(customer: str) -> bytes:
    return b"record key\x00" + customer.encode()


class _FieldAad:
    """What a value's ciphertext is bound to: its record, its field, and a print of the record key it is under."""

    __slots__ = ("_after", "_before")

    def __init__(self, customer: str, key: bytes) -> None:
        self._before = b"field\x00" + customer.encode() + b"\x00"
        self._after = b"\x00" + sha256(b"veildesk record key\x00" + key).digest()[:8]

    def to(self, field: FieldKind) -> bytes:
        return self._before + _NAMES[field] + self._after
