"""Stored values on their way out: opened and sealed again at once, to one key, for one purpose (S1, D3, D1)."""

from __future__ import annotations

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from sqlalchemy import Connection, bindparam, select

from protocol.refusals import InvalidRequest
from protocol.sealing import SealContext, SealedValue, seal_value
from server.keys.file_keys import KeyWrapper
from server.keys.records import SealedField, open_field
from server.store.tables import record_keys, sealed_fields

_STORED = (
    select(sealed_fields.c.nonce, sealed_fields.c.ciphertext, record_keys.c.kek_version, record_keys.c.wrapped)
    .join(record_keys, record_keys.c.customer == sealed_fields.c.customer)
    .where(sealed_fields.c.customer == bindparam("card"), sealed_fields.c.field == bindparam("field"))
)


def require_key(public_key: bytes) -> None:
    """InvalidRequest for what is not an X25519 key of 32 bytes: of another length, or a point of small order, to which
    nothing can be sealed."""
    try:
        X25519PrivateKey.generate().exchange(X25519PublicKey.from_public_bytes(public_key))
    except ValueError as error:
        raise InvalidRequest(reason="public_key is not an X25519 key of 32 bytes") from error


def seal_stored(connection: Connection, keys: KeyWrapper, public_key: bytes, context: SealContext) -> SealedValue:
    """The value of ``context``'s card and field, sealed to ``public_key``; the plaintext is wiped in between."""
    stored = connection.execute(_STORED, {"card": context.card, "field": context.field.value}).one()
    sealed = SealedField(context.field, bytes(stored.nonce), bytes(stored.ciphertext))
    value = open_field(keys, context.card, stored.kek_version, bytes(stored.wrapped), sealed)
    try:
        return seal_value(value, public_key, context)
    finally:
        value[:] = bytes(len(value))
