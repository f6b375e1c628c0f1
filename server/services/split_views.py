"""A desk that was shown another log than the one it had seen tells security, once this Central has its word (A7).

Whose log it was, nobody here can say: it may have been this one's before it was put right, or somebody else's under the
same key. What the desk keeps as evidence says it.
"""

from __future__ import annotations

from sqlalchemy import Connection, select

from protocol.events import Event
from server.services.central import Central
from server.services.notices import raise_alert
from server.store.tables import devices


def heed_split_view(connection: Connection, central: Central, event: Event) -> None:
    """Alert security of the desk that wrote ``event``."""
    name = connection.execute(select(devices.c.name).where(devices.c.id == event.device)).scalar_one()
    raise_alert(connection, central.node, "log-refused", name, {"desk": event.device}, caused_by=event.device)
