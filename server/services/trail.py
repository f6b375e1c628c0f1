"""Central's own events: what it does and refuses, in the transaction that does it (U2)."""

from __future__ import annotations

from sqlalchemy import Connection

from protocol.events import Deed, Event, encode_event, place_deed
from protocol.identifiers import make_identifier
from protocol.times import now
from server.log.append import append_events, read_head


def record(connection: Connection, node: str, deed: Deed, ip: str = "") -> Event:
    """Append ``deed`` to this node's own chain; it becomes durable with the caller's transaction."""
    head = read_head(connection, node, lock=True)
    event = place_deed(
        deed, identifier=make_identifier(), device=node, seq=head.next_seq, at=now(), ip=ip, prev=head.head
    )
    append_events(connection, [(event, encode_event(event))], ip)
    return event
