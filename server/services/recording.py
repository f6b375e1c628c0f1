"""Recording what people do at Central, under the eyes of the watch (U2, U3).

:mod:`server.services.trail` writes Central's own word; this writes a person's act and looks at it at once.
"""

from __future__ import annotations

from sqlalchemy import Connection

from protocol.events import Deed, Event
from protocol.refusals import AccountFrozen
from server.services.anomalies.watch import watch_events
from server.services.trail import record
from server.services.transactions import Kept


def record_act(connection: Connection, node: str, deed: Deed, ip: str = "") -> Event:
    """Append ``deed`` to this node's own chain. When it is the one too many, its actor is stopped: what was written is
    kept, and the act ends in AccountFrozen."""
    event = record(connection, node, deed, ip)
    if deed.actor and deed.actor in watch_events(connection, node, (event,)):
        raise Kept(AccountFrozen())
    return event
