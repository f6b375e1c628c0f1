"""Whose screen it was: the reveal behind a mark (A1, A2)."""

from __future__ import annotations

from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, Row, select

from protocol.events import Act, Deed, ObjectKind
from protocol.marking import mark_of
from server.services.trail import record
from server.services.watermarks.reading import MarkFound
from server.store.tables import devices, people, reveals


class MarkedReveal(Struct, frozen=True, kw_only=True):
    """Who looked at what, where and when, as Central's own rows have it."""

    number: str
    person: str
    username: str
    desk: str
    customer: str
    field: str
    purpose: str
    asked_at: str


def name_reveal(connection: Connection, node: str, found: MarkFound, asked_by: str) -> MarkedReveal | None:
    """The newest reveal that carries this mark, or None; that somebody asked is recorded."""
    row = _find_row(connection, found.number)
    deed = Deed(
        act=Act.WATERMARK_READ,
        actor=asked_by,
        object_kind=ObjectKind.REVEAL,
        object_id=row.id if row else "",
        detail={"mark": str(found.number), "known": "yes" if row else "no"},
    )
    record(connection, node, deed)
    if row is None:
        return None
    return MarkedReveal(
        number=row.number,
        person=row.person_name,
        username=row.username,
        desk=row.desk_name,
        customer=row.customer,
        field=row.field,
        purpose=row.purpose,
        asked_at=row.made_at,
    )


def _find_row(connection: Connection, mark: int) -> Row[Any] | None:
    query = (
        select(reveals, people.c.name.label("person_name"), people.c.username, devices.c.name.label("desk_name"))
        .join(people, people.c.id == reveals.c.person)
        .join(devices, devices.c.id == reveals.c.device)
        .where(reveals.c.number.like(f"%{mark}"))
        .order_by(reveals.c.made_at.desc())
    )
    return next((row for row in connection.execute(query) if mark_of(row.number) == mark), None)
