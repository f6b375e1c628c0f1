"""Events as investigators read them: with the names of today beside the identifiers (U2)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Row, select
from sqlalchemy.sql.elements import ColumnElement

from protocol.events import Event, ObjectKind, decode_event, show_nul
from protocol.trail_search import TrailLine
from server.store.tables import devices, people, reveals

CENTRAL = "Central"
"""The name of a device that is none of the desks: a node of Central's own."""


def describe_lines(connection: Connection, rows: Sequence[Row[Any]]) -> tuple[TrailLine, ...]:
    """Rows of the log, in their order."""
    acts = [show_nul(decode_event(data), data) for data in (bytes(row.bytes) for row in rows)]
    persons = {event.actor for event in acts} | _objects(acts, ObjectKind.PERSON)
    desks = {event.device for event in acts} | _objects(acts, ObjectKind.DEVICE)
    names = {
        **_look_up(connection, people.c.id, people.c.name, persons),
        **_look_up(connection, devices.c.id, devices.c.name, desks),
        **_look_up(connection, reveals.c.id, reveals.c.number, _objects(acts, ObjectKind.REVEAL)),
    }
    return tuple(
        TrailLine(
            log_index=row.log_index,
            at=event.at,
            received_at=row.received_at,
            actor=event.actor,
            actor_name=names.get(event.actor, ""),
            role=event.role,
            act=event.act,
            object_kind=event.object_kind,
            object_id=event.object_id,
            object_name=names.get(event.object_id, ""),
            field=event.field,
            purpose=event.purpose,
            outcome=event.outcome,
            device=event.device,
            device_name=names.get(event.device, CENTRAL),
            ip=row.received_from,
            detail=event.detail,
        )
        for row, event in zip(rows, acts, strict=True)
    )


def _objects(acts: Iterable[Event], kind: ObjectKind) -> set[str]:
    return {event.object_id for event in acts if event.object_kind is kind}


def _look_up(
    connection: Connection, key: ColumnElement[str], name: ColumnElement[str], wanted: set[str]
) -> dict[str, str]:
    rows = connection.execute(select(key, name).where(key.in_(sorted(wanted))))
    return {row[0]: row[1] for row in rows}
