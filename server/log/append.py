"""Appending to the log: the one way by which an event gets its place."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from sqlalchemy import Connection, insert, select, update

from protocol.delivery import ChainHead
from protocol.events import GENESIS, Event, hash_event
from protocol.times import now
from server.store.database import next_value
from server.store.tables import chain_heads, events

COUNTER = "log"


def read_head(connection: Connection, device: str, *, lock: bool = False) -> ChainHead:
    """How far ``device``'s chain is; with ``lock`` nobody else appends to it until the transaction ends."""
    query = select(chain_heads.c.next_seq, chain_heads.c.head).where(chain_heads.c.device == device)
    if lock:
        query = query.with_for_update()
    row = connection.execute(query).one_or_none()
    return ChainHead(next_seq=row.next_seq, head=row.head) if row else ChainHead(next_seq=1, head=GENESIS)


def append_events(
    connection: Connection, placed: Sequence[tuple[Event, bytes | msgspec.Raw]], received_from: str
) -> tuple[int, ...]:
    """Append a device's consecutive events, whose chain the caller has checked under lock; their log indexes."""
    first = next_value(connection, COUNTER, len(placed))
    received = now()
    rows = [
        {
            "log_index": first + place,
            "device": event.device,
            "seq": event.seq,
            "hash": hash_event(data),
            "bytes": bytes(data),
            "id": event.id,
            "at": event.at,
            "received_at": received,
            "received_from": received_from,
            "actor": event.actor,
            "act": event.act.value,
            "object_kind": event.object_kind.value,
            "object_id": event.object_id,
            "outcome": event.outcome.value,
        }
        for place, (event, data) in enumerate(placed)
    ]
    connection.execute(insert(events), rows)
    last = placed[-1][0]
    head = {"next_seq": last.seq + 1, "head": rows[-1]["hash"]}
    moved = connection.execute(update(chain_heads).where(chain_heads.c.device == last.device).values(head))
    if not moved.rowcount:
        connection.execute(insert(chain_heads).values(device=last.device, **head))
    return tuple(range(first, first + len(placed)))
