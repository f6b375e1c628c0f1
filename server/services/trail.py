"""Central's own events: what it does and refuses, in the transaction that does it (U2)."""

from __future__ import annotations

from sqlalchemy import Connection

from protocol.events import Deed
from server.log.pending import defer_deed


def typed_by(name: str) -> dict[str, str]:
    """Who typed a command at Central, as a detail of what it did; nothing where no command did it."""
    return {"by": name} if name else {}


def record(connection: Connection, node: str, deed: Deed, ip: str = "") -> None:
    """Append ``deed`` to this node's own chain; it enters the log, and becomes durable, as the transaction commits."""
    defer_deed(connection, node, deed, ip)
