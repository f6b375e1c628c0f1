"""A call at a telephone on a table is handed on: asked for at its desk, done by its PBX (D1, U2).

The far end goes on as a call of its own, by the rules of every call that is handed on
(:mod:`server.services.calling.handing`, :mod:`server.services.calling.queues`).
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row, Table, select, update

from protocol.call_refusals import CallOver
from protocol.identifiers import Identifier
from protocol.refusals import NotFound
from protocol.table_calls import TableHanding, TableHandOn
from server.services.callers import Caller, Device
from server.services.calling.targets import list_targets
from server.store.call_tables import call_records, table_calls, table_rings

_TABLES = (table_calls, table_rings)


def hand_on(connection: Connection, caller: Caller, call: Identifier, wanted: TableHandOn) -> None:
    """Have the PBX hand on a call in which the caller talks at his telephone; asked again, the first word counts.

    NotFound for another's call, and for whom it may not be handed to; CallOver where both do not talk.
    """
    found = [(kept, row) for kept in _TABLES if (row := _find(connection, caller, kept, call)) is not None]
    if not found or wanted.place not in {target.place for target in list_targets(connection, caller)}:
        raise NotFound
    ((kept, row),) = found
    if row.ended_at is not None or row.cut or row.answered_at is None:
        raise CallOver
    if not row.handed_to:
        connection.execute(update(kept).where(kept.c.call == call).values(handed_to=wanted.place))


def list_handings(connection: Connection, pbx: Device, on: tuple[Identifier, ...]) -> tuple[TableHanding, ...]:
    """What a PBX is to hand on, of the calls that it names."""
    wanted = []
    for kept in _TABLES:
        mine = (kept.c.pbx == pbx.id) & kept.c.ended_at.is_(None) & (kept.c.handed_to != "") & (kept.c.cut == "")
        rows = connection.execute(select(kept.c.call, kept.c.handed_to).where(mine))
        wanted += [TableHanding(call=row.call, place=row.handed_to) for row in rows if row.call in on]
    return tuple(wanted)


def _find(connection: Connection, caller: Caller, kept: Table, call: Identifier) -> Row[*tuple[Any, ...]] | None:
    """A call of the caller's, with when it was answered."""
    mine = (kept.c.call == call) & (kept.c.person == caller.person.id)
    asked = select(kept.c.handed_to, kept.c.cut, kept.c.ended_at, call_records.c.answered_at)
    found = asked.join(call_records, call_records.c.id == kept.c.call).where(mine)
    return connection.execute(found).one_or_none()
