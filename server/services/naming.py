"""People and devices by the names that security knows them by, in what it is told (U3)."""

from __future__ import annotations

from sqlalchemy import Connection, select

from protocol.identifiers import Identifier
from server.store.tables import devices, people


def name_person(connection: Connection, person: Identifier) -> str:
    """``李强 (li.qiang)``; the identifier of one whom Central does not know."""
    row = connection.execute(select(people.c.name, people.c.username).where(people.c.id == person)).one_or_none()
    return f"{row.name} ({row.username})" if row else person


def name_device(connection: Connection, device: Identifier) -> str:
    """What it is called; the identifier of one that Central does not know."""
    name = connection.execute(select(devices.c.name).where(devices.c.id == device)).scalar_one_or_none()
    return name or device
