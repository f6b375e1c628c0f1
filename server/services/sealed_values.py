"""Stored values on their way out: opened and sealed again at once, to one key, for one purpose (S1, D3, D1)."""

from __future__ import annotations

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from sqlalchemy import Connection

from protocol.fields import FieldKind
from protocol.identifiers import Identifier
from protocol.refusals import InvalidRequest
from protocol.sealing import SealContext, SealedValue, seal_value
from server.keys.file_keys import KeyWrapper
from server.keys.records import SealedRecord, open_field, unpack_fields
from server.store.statements import Statement

_SEALED = Statement("SELECT sealed FROM sealed_records WHERE customer = :card")
_STORED = Statement("SELECT kek_version, wrapped, sealed FROM sealed_records WHERE customer = :card")
_PROBE = X25519PrivateKey.generate()
"""Seals nothing: it shows which public keys another can be sealed to."""


def require_key(public_key: bytes) -> None:
    """InvalidRequest for what is not an X25519 key of 32 bytes: of another length, or a point of small order, to which
    nothing can be sealed."""
    try:
        _PROBE.exchange(X25519PublicKey.from_public_bytes(public_key))
    except ValueError as error:
        raise InvalidRequest(reason="public_key is not an X25519 key of 32 bytes") from error


def find_stored(connection: Connection, card: Identifier) -> frozenset[FieldKind]:
    """The fields of a card that have a value."""
    found = _SEALED.ask(connection, {"card": card})
    return frozenset(item.field for (sealed,) in found for item in unpack_fields(sealed))


def open_stored(connection: Connection, keys: KeyWrapper, card: Identifier, field: FieldKind) -> bytearray:
    """A card's value that is stored, as UTF-8 in a buffer that the caller wipes."""
    (stored,) = _STORED.ask(connection, {"card": card})
    record = SealedRecord(*stored)
    (sealed,) = (item for item in record.fields if item.field is field)
    return open_field(keys, card, record.kek_version, record.wrapped, sealed)


def seal_stored(connection: Connection, keys: KeyWrapper, public_key: bytes, context: SealContext) -> SealedValue:
    """The value of ``context``'s card and field, sealed to ``public_key``; the plaintext is wiped in between."""
    value = open_stored(connection, keys, context.card, context.field)
    try:
        return seal_value(value, public_key, context)
    finally:
        value[:] = bytes(len(value))
