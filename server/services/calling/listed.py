"""Whether a number is on a do-not-call list: by its digest under the blind index's key alone (P3, S1)."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, select

from protocol.fields import FieldKind
from protocol.identifiers import Identifier
from server.keys.file_keys import KeyWrapper
from server.keys.records import BlindIndex, derive_index_key
from server.services.sealed_values import open_stored
from server.store.call_tables import do_not_call

_ANY = select(do_not_call.c.digest).limit(1)
_LISTED = select(do_not_call.c.digest).where(do_not_call.c.digest.in_(bindparam("digests", expanding=True)))


def digest_number(connection: Connection, keys: KeyWrapper, card: Identifier, field: FieldKind) -> bytes:
    """What stands for a card's number in the blind index: opened into a buffer, digested, wiped."""
    value = open_stored(connection, keys, card, field)
    try:
        return BlindIndex(derive_index_key(keys)).digest_value(field, value)
    finally:
        value[:] = bytes(len(value))


def find_listed(connection: Connection, digests: Sequence[bytes]) -> frozenset[bytes]:
    """Those of ``digests`` that are on any list."""
    if connection.execute(_ANY).one_or_none() is None:
        return frozenset()
    found = connection.execute(_LISTED, {"digests": list(digests)}).scalars()
    return frozenset(bytes(digest) for digest in found)
