"""Landlines into the blind index, for customers who came in before it held them; once, beside serving (S1, D1)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Connection, Engine, Row, insert, select

from protocol.fields import FieldKind
from server.keys.file_keys import KeyWrapper
from server.keys.records import BlindIndex, SealedRecord, derive_index_key, open_field
from server.store.database import next_value, read, read_value
from server.store.tables import blind_index, customers, sealed_records

BATCH = 500
"""Customers of one transaction: desks wait for it, so that it is short."""
_DONE = "landlines_indexed"
_STORED = (
    select(sealed_records, customers.c.campaign)
    .join(customers, customers.c.id == sealed_records.c.customer)
    .order_by(sealed_records.c.customer)
    .limit(BATCH)
)
_KNOWN = select(blind_index.c.customer).where(blind_index.c.field == FieldKind.LANDLINE.value)


def index_landlines(engine: Engine, keys: KeyWrapper, between: Callable[[], None] = lambda: None) -> int:
    """Add what is missing; how many. Nothing once it was done; stopped in the middle, it goes through again.
    ``between`` is called after each transaction."""
    with read(engine) as connection:
        if read_value(connection, _DONE):
            return 0
    added: int = 0
    last: str | None = ""
    while last is not None:
        with engine.begin() as connection:
            rows = connection.execute(_STORED.where(sealed_records.c.customer > last)).all()
            added += _add(connection, keys, rows)
            last = rows[-1].customer if rows else None
            if last is None:
                next_value(connection, _DONE)
        between()
    return added


def _add(connection: Connection, keys: KeyWrapper, rows: Sequence[Row[*tuple[Any, ...]]]) -> int:
    known = set(connection.execute(_KNOWN.where(blind_index.c.customer.in_([row.customer for row in rows]))).scalars())
    blind, found = BlindIndex(derive_index_key(keys)), []
    for row in rows:
        record = SealedRecord(row.kek_version, bytes(row.wrapped), bytes(row.sealed))
        sealed = next((item for item in record.fields if item.field is FieldKind.LANDLINE), None)
        if sealed is None or row.customer in known:
            continue
        value = open_field(keys, row.customer, record.kek_version, record.wrapped, sealed)
        try:
            digest = blind.digest_value(FieldKind.LANDLINE, value)
        finally:
            value[:] = bytes(len(value))
        field = FieldKind.LANDLINE.value
        found.append({"campaign": row.campaign, "field": field, "digest": digest, "customer": row.customer})
    if found:
        connection.execute(insert(blind_index), found)
    return len(found)
