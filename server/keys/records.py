"""Customers' values as ciphertext: AES-256-GCM under a key of the record's own, which is wrapped (S1).

A ciphertext is bound to its record, its field and the record key it was made with, so one that was moved to another
row or field does not open. Rotating the key-encryption key rewraps record keys and leaves the ciphertexts alone.

A record's ciphertexts stand together in one MessagePack map, from a field's name to nonce and ciphertext: a database
writes one row of them several times as fast as a row a field.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from hashlib import sha256
from typing import TYPE_CHECKING

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hmac import HMAC
from msgspec import Struct

from protocol.administration import ConfigurationWrong
from protocol.fields import FieldKind

if TYPE_CHECKING:  # a process that seals rows loads neither certificates nor SQLAlchemy, and begins at once
    from server.keys.file_keys import KeyWrapper

KEY_BYTES = 32
"""A record key's length."""

_NONCE, _TAG = 12, 16
_NAMES = {field: field.value.encode() for field in FieldKind}
_TEXTS = {field: field.value for field in FieldKind}
_pack = msgspec.msgpack.Encoder().encode
_unpack = msgspec.msgpack.Decoder(dict[FieldKind, bytes]).decode


class SealedField(Struct, frozen=True, gc=False):
    """One value's nonce and ciphertext."""

    field: FieldKind
    nonce: bytes
    ciphertext: bytes


class SealedRecord(Struct, frozen=True):
    """A record as it is stored: its wrapped key and its sealed values, packed."""

    kek_version: int
    wrapped: bytes
    sealed: bytes

    @property
    def fields(self) -> tuple[SealedField, ...]:
        """The values one by one; ConfigurationWrong when they cannot be told apart."""
        return unpack_fields(self.sealed)


def seal_fields(key: bytes, customer: str, values: Mapping[FieldKind, str]) -> bytes:
    """Values, packed, under a record's own ``key``, which is new and serves nothing else."""
    encrypt, (before, after) = AESGCM(key).encrypt, _bind_to(customer, key)
    chance = os.urandom(_NONCE * len(values))  # one draw for all
    sealed, start = {}, 0
    for field, value in values.items():
        nonce = chance[start : start + _NONCE]
        start += _NONCE
        sealed[_TEXTS[field]] = nonce + encrypt(nonce, value.encode(), before + _NAMES[field] + after)
    return _pack(sealed)


def unpack_fields(sealed: bytes) -> tuple[SealedField, ...]:
    """A record's sealed values one by one; ConfigurationWrong when they cannot be told apart."""
    try:
        packed = _unpack(sealed)
    except msgspec.MsgspecError as error:
        raise ConfigurationWrong(setting="sealed_records", reason="a record's sealed values are damaged") from error
    return tuple(SealedField(field, whole[:_NONCE], whole[_NONCE:]) for field, whole in packed.items())


def wrap_key(keys: KeyWrapper, customer: str, key: bytes) -> tuple[int, bytes]:
    """A record's ``key`` as it is stored: the version that wraps it, and the wrapped key."""
    return keys.wrap(key, _key_aad(customer))


def unwrap_key(keys: KeyWrapper, customer: str, kek_version: int, wrapped: bytes) -> bytes:
    """A record's key; ConfigurationWrong when it does not open."""
    return keys.unwrap(kek_version, wrapped, _key_aad(customer))


def open_field(keys: KeyWrapper, customer: str, kek_version: int, wrapped: bytes, sealed: SealedField) -> bytearray:
    """One value as UTF-8, in a buffer that the caller wipes; ConfigurationWrong when it does not open."""
    key = unwrap_key(keys, customer, kek_version, wrapped)
    before, after = _bind_to(customer, key)
    try:
        value = bytearray(len(sealed.ciphertext) - _TAG)
        AESGCM(key).decrypt_into(sealed.nonce, sealed.ciphertext, before + _NAMES[sealed.field] + after, value)
    except (InvalidTag, ValueError) as error:
        raise ConfigurationWrong(
            setting=f"field {sealed.field.value} of record {customer}", reason="its ciphertext does not belong there"
        ) from error
    return value


def rewrap_key(keys: KeyWrapper, customer: str, kek_version: int, wrapped: bytes) -> tuple[int, bytes]:
    """A record's key under the current version."""
    return wrap_key(keys, customer, unwrap_key(keys, customer, kek_version, wrapped))


class BlindIndex:
    """Finds a customer by a whole value without decrypting any: HMAC-SHA-256 of the normal form (S1).

    ``key`` is of 32 bytes, and :func:`derive_index_key` gives it.
    """

    def __init__(self, key: bytes) -> None:
        self._keyed = HMAC(key, SHA256())

    def digest(self, field: FieldKind, normal_form: str) -> bytes:
        """32 bytes that stand for a value of a kind."""
        keyed = self._keyed.copy()  # cheaper than the one-shot, which takes the key in anew
        keyed.update(_NAMES[field] + b"\x00" + normal_form.encode())
        return keyed.finalize()

    def digest_value(self, field: FieldKind, value: bytearray | memoryview) -> bytes:
        """The same of a value that is no text yet: its normal form in UTF-8, in a buffer that the caller wipes."""
        keyed = self._keyed.copy()
        keyed.update(_NAMES[field] + b"\x00")
        keyed.update(value)
        return keyed.finalize()


def derive_index_key(keys: KeyWrapper) -> bytes:
    """The key of Central's blind index."""
    return keys.derive("blind index")


def _key_aad(customer: str) -> bytes:
    return b"record key\x00" + customer.encode()


def _bind_to(customer: str, key: bytes) -> tuple[bytes, bytes]:
    """What a value's ciphertext is bound to, before and behind its field's name: its record, and a print of the record
    key that it is under."""
    key_print = sha256(b"veildesk record key\x00" + key).digest()[:8]
    return b"field\x00" + customer.encode() + b"\x00", b"\x00" + key_print
