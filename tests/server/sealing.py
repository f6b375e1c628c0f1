"""Customers' values as ciphertext, one record at a time: an import seals many."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping

import msgspec

from protocol.fields import FieldKind
from server.keys.file_keys import KeyWrapper
from server.keys.records import KEY_BYTES, SealedField, SealedRecord, seal_fields, wrap_key


def seal_record(keys: KeyWrapper, customer: str, values: Mapping[FieldKind, str]) -> SealedRecord:
    """Seal a record's values under a new key of its own."""
    key = os.urandom(KEY_BYTES)
    version, wrapped = wrap_key(keys, customer, key)
    return SealedRecord(version, wrapped, seal_fields(key, customer, values))


def pack_fields(fields: Iterable[SealedField]) -> bytes:
    """A record's sealed values as they are stored."""
    return msgspec.msgpack.encode({item.field: item.nonce + item.ciphertext for item in fields})
