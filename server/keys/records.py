"""Customers' values as ciphertext: AES-256-GCM under a key of the record's own, which is wrapped (S1).

A ciphertext is bound to its record, its field and the record key it was made with, so one that was moved to another
row or field does not open. Rotating the key-encryption key rewraps record keys and leaves the ciphertexts alone.
"""

from __future__ import annotations

import hmac
import os
from collections.abc import Mapping
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from msgspec import Struct

from protocol.administration import ConfigurationWrong
from protocol.fields import FieldKind
from server.keys.file_keys import KeyWrapper

_NONCE, _TAG = 12, 16


class SealedField(Struct, frozen=True):
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
    key = AESGCM.generate_key(bit_length=256)
    version, wrapped = keys.wrap(key, _key_aad(customer))
    cipher, print_ = AESGCM(key), _key_print(key)
    fields = []
    for field, value in values.items():
        nonce = os.urandom(_NONCE)
        fields.append(
            SealedField(field, nonce, cipher.encrypt(nonce, value.encode(), _field_aad(customer, field, print_)))
        )
    return SealedRecord(version, wrapped, tuple(fields))


def open_field(keys: KeyWrapper, customer: str, kek_version: int, wrapped: bytes, sealed: SealedField) -> bytearray:
    """One value as UTF-8, in a buffer that the caller wipes; ConfigurationWrong when it does not open."""
    key = keys.unwrap(kek_version, wrapped, _key_aad(customer))
    value = bytearray(len(sealed.ciphertext) - _TAG)
    try:
        AESGCM(key).decrypt_into(
            sealed.nonce, sealed.ciphertext, _field_aad(customer, sealed.field, _key_print(key)), value
        )
    except (InvalidTag, ValueError) as error:
        raise ConfigurationWrong(
            setting=f"field {sealed.field.value} of record {customer}", reason="its ciphertext does not belong there"
        ) from error
    return value


def rewrap_key(keys: KeyWrapper, customer: str, kek_version: int, wrapped: bytes) -> tuple[int, bytes]:
    """A record's key under the current version."""
    return keys.wrap(keys.unwrap(kek_version, wrapped, _key_aad(customer)), _key_aad(customer))


class BlindIndex:
    """Finds a customer by a whole value without decrypting any: HMAC-SHA-256 of the normal form (S1)."""

    def __init__(self, keys: KeyWrapper) -> None:
        self._keyed = hmac.new(keys.derive("blind index"), digestmod=sha256)

    def digest(self, field: FieldKind, normal_form: str) -> bytes:
        """32 bytes that stand for a value of a kind."""
        keyed = self._keyed.copy()
        keyed.update(f"{field.value}\x00{normal_form}".encode())
        return keyed.digest()


def _key_print(key: bytes) -> bytes:
    return sha256(b"veildesk record key\x00" + key).digest()[:8]


def _key_aad(customer: str) -> bytes:
    return b"record key\x00" + customer.encode()


def _field_aad(customer: str, field: FieldKind, key_print: bytes) -> bytes:
    return b"\x00".join((b"field", customer.encode(), field.value.encode(), key_print))
