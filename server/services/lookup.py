"""Finding customers by a whole value without decrypting any, for a customer who asks about himself (S1, P2)."""

from __future__ import annotations

from msgspec import Struct
from sqlalchemy import Connection, select

from protocol.administration import ConfigurationWrong
from protocol.events import Act, Deed, ObjectKind
from protocol.fields import FieldKind
from protocol.identifiers import Identifier
from protocol.normalise import normalise
from protocol.times import Instant
from server.keys.file_keys import KeyWrapper
from server.keys.records import BlindIndex, derive_index_key
from server.services.trail import record
from server.store.tables import blind_index, customers

SEARCHABLE = (FieldKind.MOBILE, FieldKind.ID_NUMBER)
"""Kinds that have a blind index."""


class FoundCustomer(Struct, frozen=True, kw_only=True):
    """A customer as anybody may see him: where he came from, masked values, how long he is kept."""

    id: Identifier
    campaign: str
    source: str
    state: str
    fields: tuple[tuple[str, str], ...]
    imported_at: Instant
    retain_until: Instant


def find_customers(
    connection: Connection, keys: KeyWrapper, node: str, field: FieldKind, value: str, actor: str
) -> tuple[FoundCustomer, ...]:
    """Every campaign's customers that hold ``value``, however it is written; the search itself is recorded.

    ConfigurationWrong for a kind without an index, or a value that is not of its kind.
    """
    if field not in SEARCHABLE:
        raise ConfigurationWrong(setting="field", reason=f"only {' and '.join(SEARCHABLE)} can be searched")
    form = normalise(field, value)
    if form is None:
        raise ConfigurationWrong(setting="value", reason=f"it is not a whole {field.value}")
    digest = BlindIndex(derive_index_key(keys)).digest(field, form)
    found = connection.execute(
        select(
            customers.c.id,
            customers.c.campaign,
            customers.c.source,
            customers.c.state,
            customers.c.fields,
            customers.c.imported_at,
            customers.c.retain_until,
        )
        .join(blind_index, blind_index.c.customer == customers.c.id)
        .where(blind_index.c.field == field.value, blind_index.c.digest == digest)
        .order_by(customers.c.imported_at, customers.c.id)
    ).all()
    detail = {"field": field.value, "found": str(len(found)), "by": actor}
    record(connection, node, Deed(act=Act.CUSTOMER_SOUGHT, object_kind=ObjectKind.CARD, detail=detail))
    return tuple(
        FoundCustomer(
            id=row.id,
            campaign=row.campaign,
            source=row.source,
            state=row.state,
            fields=tuple((kind, masked) for kind, masked in row.fields),
            imported_at=row.imported_at,
            retain_until=row.retain_until,
        )
        for row in found
    )
