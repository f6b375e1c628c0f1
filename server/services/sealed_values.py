"""Stored values on their way out: opened and sealed again at once, to one key, for one purpose (S1, D3, D1)."""

from __future__ import annotations

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from sqlalchemy import Connection, bindparam, select

from protocol.fields import FieldKind
from protocol.identifiers import Identifier
from protocol.refusals import InvalidRequest
from protocol.sealing import SealContext, SealedValue, seal_value
from server.keys.file_keys import KeyWrapper
from server.keys.records import SealedRecord, open_field, unpack_fields
from server.store.tables import sealed_records

_SEALED = select(sealed_records.c.sealed).where(sealed_records.c.customer == bindparam("card"))
_STORED = select(sealed_records.c.kek_version, sealed_records.c.wrapped, sealed_records.c.sealed).where(
    sealed_records.c.customer == bindparam("card")
)
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
    sealed = connection.execute(_SEALED, {"card": card}).scalar_one_or_none()
    return frozenset(item.field for item in unpack_fields(bytes(sealed))) if sealed else frozenset()


def open_stored(connection: Connection, keys: KeyWrapper, card: Identifier, field: FieldKind) -> bytearray:
    """A card's value that is stored, as UTF-8 in a buffer that the caller wipes."""
    stored = connection.execute(_STORED, {"card": card}).one()
    record = SealedRecord(stored.kek_version, bytes(stored.wrapped), bytes(stored.sealed))
    (sealed,) = (item for item in record.fields if item.field is field)
    return open_field(keys, card, record.kek_version, record.wrapped, sealed)


def seal_stored(connection: Connection, keys: KeyWrapper, public_key: bytes, context: SealContext) -> SealedValue:
    """The value of ``context``'s card and field, sealed to ``public_key``; the plaintext is wiped in between."""
    value = open_stored(connection, keys, context.card, context.field)
    try:
        return seal_value(value, public_key, context)
    finally:
        value[:] = bytes(len(value))
