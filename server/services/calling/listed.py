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
from server.store.tables import blind_index

_ANY = select(do_not_call.c.digest).limit(1)
_LISTED = select(do_not_call.c.digest).where(do_not_call.c.digest.in_(bindparam("digests", expanding=True)))
_OF_CARD = (
    select(do_not_call.c.digest)
    .join(blind_index, blind_index.c.digest == do_not_call.c.digest)
    .where(blind_index.c.customer == bindparam("card"), blind_index.c.field == bindparam("field"))
    .limit(1)
)


def is_listed(connection: Connection, keys: KeyWrapper, card: Identifier, field: FieldKind) -> bool:
    """Whether a card's number of a kind is on any list. A landline has no place in the blind index: it is opened into a
    buffer, digested and wiped."""
    if connection.execute(_ANY).one_or_none() is None:
        return False
    if field is FieldKind.MOBILE:
        return connection.execute(_OF_CARD, {"card": card, "field": field.value}).one_or_none() is not None
    value = open_stored(connection, keys, card, field)
    try:
        digest = BlindIndex(derive_index_key(keys)).digest_value(field, value)
    finally:
        value[:] = bytes(len(value))
    return bool(find_listed(connection, [digest]))


def find_listed(connection: Connection, digests: Sequence[bytes]) -> frozenset[bytes]:
    """Those of ``digests`` that are on any list."""
    if connection.execute(_ANY).one_or_none() is None:
        return frozenset()
    found = connection.execute(_LISTED, {"digests": list(digests)}).scalars()
    return frozenset(bytes(digest) for digest in found)
