"""Calls of which nobody tells any more: over, or missed, though no desk looks at them and their PBX is gone (D1, U2).

A desk that looks at a call ends it by itself when its PBX falls silent; this is for those at which nobody looks.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Select, or_, select, update

from protocol.call_records import Ending
from protocol.table_calls import EndedBy
from protocol.times import after, now
from server.services.calling import table_joins, table_rings
from server.services.calling.incoming import miss
from server.services.calling.lending import return_cards
from server.services.calling.presence import tell_watchers
from server.services.calling.table_facts import LOST_AFTER_S, is_over_due
from server.services.calling.table_records import CALL, UNDER_WAY, end_call
from server.services.calling.takers import LONGEST_RING_S
from server.services.central import Central
from server.services.transactions import writing
from server.store.call_tables import call_records, incoming_calls, presence, table_calls
from server.store.call_tables import table_rings as rings
from server.store.database import read

_LATEST_H = 24
"""What began longer ago is left as it is: a callback of yesterday helps nobody, and no day's calls are looked through
but this one's."""


def end_unheard(central: Central) -> None:
    """End what runs over telephones on tables and has no PBX any more; have what came in, and was neither taken nor
    said to be missed, be missed."""
    limit = after(now(), seconds=-LOST_AFTER_S)
    silent = or_(table_calls.c.pbx.is_(None), table_calls.c.heard_at < limit)
    placed = CALL.where(UNDER_WAY, silent, table_calls.c.call.in_(_list_recent()))
    rung = select(rings.c.call).where(
        rings.c.ended_at.is_(None), rings.c.heard_at < limit, rings.c.call.in_(_list_recent())
    )
    with read(central.engine) as connection:
        is_none = all(connection.execute(query).first() is None for query in (placed, rung, _list_untold()))
        if is_none and not table_joins.has_silent(connection, limit):
            return
    with writing(central.engine) as connection:
        for row in connection.execute(placed).all():
            if is_over_due(row):
                end_call(connection, central, row, Ending.PBX_LOST, EndedBy.PBX)
        table_rings.end_silent(connection, central, limit)
        table_joins.end_silent(connection, central, limit)
        for row in connection.execute(_list_untold()).all():
            _miss(connection, central, row)


def _list_recent() -> Select[tuple[str]]:
    return select(call_records.c.id).where(call_records.c.begun_at > after(now(), hours=-_LATEST_H))


def _list_untold() -> Select[Any]:
    """What rang for long enough at a desk that was heard since, whose events would say that it was taken; one that a
    queue goes on with is over by its record."""
    rung = after(now(), seconds=-LONGEST_RING_S)
    kept = incoming_calls.c
    return (
        select(kept.id, kept.customer, kept.person)
        .join(call_records, call_records.c.id == kept.id)
        .join(presence, presence.c.person == kept.person)
        .where(
            kept.id.in_(_list_recent()),
            kept.came_at < rung,
            kept.missed_at.is_(None),
            presence.c.heard_at > after(now(), seconds=-LOST_AFTER_S),
            call_records.c.answered_at.is_(None),
            or_(call_records.c.ended_at.is_(None), kept.handed_from.is_(None)),
        )
    )


def _miss(connection: Connection, central: Central, row: Any) -> None:
    left_open = (call_records.c.id == row.id) & call_records.c.ended_at.is_(None)
    connection.execute(update(call_records).where(left_open).values(ended_at=now()))
    return_cards(connection, central, row.id)
    tell_watchers(connection, {row.person})
    miss(connection, central, row.id, row.customer)
