"""A desk that says of itself that its journal is an older copy is stopped, and security hears of it (A7).

Where Central has the events that the copy lacks, the fork says so. Where nobody has them, the desk's own word is all
that is left of them.
"""

from __future__ import annotations

from sqlalchemy import Connection, select

from protocol.events import Event
from protocol.oversight import DeviceState
from server.services.central import Central
from server.services.devices import freeze_device
from server.services.notices import raise_alert
from server.store.tables import devices

_FACTS = ("present", "known")


def heed_older_copy(connection: Connection, central: Central, event: Event) -> None:
    """Freeze the desk that wrote ``event``, unless it is stopped already, and alert security."""
    desk = connection.execute(select(devices.c.name, devices.c.state).where(devices.c.id == event.device)).one()
    if desk.state != DeviceState.ENROLLED.value:
        return
    freeze_device(connection, central, event.device, "its journal is an older copy")
    told = {name: event.detail.get(name, "")[:20] for name in _FACTS}
    raise_alert(connection, central.node, "journal-set-back", desk.name, {"desk": event.device, **told})
