"""Central's own events: what it does and refuses, in the transaction that does it (U2)."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from protocol.events import Deed, Event, encode_event, hash_event, place_deed
from protocol.identifiers import make_identifier
from protocol.times import now
from server.log.append import append_events, read_head


def record(connection: Connection, node: str, deed: Deed, ip: str = "") -> Event:
    """Append ``deed`` to this node's own chain; it becomes durable with the caller's transaction."""
    return record_all(connection, node, ((deed, ip),), ip)[0]


def record_all(
    connection: Connection, node: str, deeds: Sequence[tuple[Deed, str]], received_from: str
) -> tuple[Event, ...]:
    """As :func:`record`, of several at once, each with its IP; cheaper than one by one."""
    head = read_head(connection, node, lock=True)
    prev, placed = head.head, []
    for seq, (deed, ip) in enumerate(deeds, head.next_seq):
        event = place_deed(deed, identifier=make_identifier(), device=node, seq=seq, at=now(), ip=ip, prev=prev)
        data = encode_event(event)
        placed.append((event, data))
        prev = hash_event(data)
    append_events(connection, placed, received_from)
    return tuple(event for event, _ in placed)
