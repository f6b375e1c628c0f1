"""Calls that are handed to a queue: whoever of its team has been free for longest takes one (D1, U2).

A queue's calls go by the rules of those that come in: nobody is rung who is away, paused, locked or in a call. Nobody
is rung twice for one call, and when nobody takes it the card is a callback that is due.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row, Select, insert, select, update

from protocol.identifiers import Identifier, make_identifier
from protocol.incoming import CallQueued, IncomingRoute
from protocol.refusals import NotFound
from protocol.telephones import Queue
from protocol.times import now
from server.services.callers import Device
from server.services.calling.handing import go_on, require_carried
from server.services.calling.incoming import miss
from server.services.calling.lending import return_cards
from server.services.calling.names import name_call
from server.services.calling.presence import tell_watchers
from server.services.calling.table_rings import show_again
from server.services.calling.takers import find_free
from server.services.central import Central
from server.services.policy import load_policy
from server.store.call_tables import call_records, incoming_calls
from server.store.tables import people


def find_in_queue(connection: Connection, central: Central, pbx: Device, ip: str, asked: CallQueued) -> IncomingRoute:
    """Whose desk is to ring for a call that waits, on record before it rings; nobody's while nobody is free.

    NotFound for a call that this PBX does not carry, and for a queue that policy does not name.
    """
    carried = require_carried(connection, pbx, asked.call)
    _close(connection, central, asked)
    if asked.is_over:
        _give_up(connection, central, pbx, carried)
        return IncomingRoute()
    queue = _find_queue(connection, asked.queue)
    unheard = connection.execute(_list_open(asked.call)).first()
    if unheard is not None:
        return show_again(connection, IncomingRoute(call=unheard.id, desk=unheard.device, card=carried.customer))
    rung = select(incoming_calls.c.person).where(
        incoming_calls.c.handed_from == asked.call, incoming_calls.c.person.is_not(None)
    )
    theirs = people.c.team == (queue.team or carried.team)
    taker = find_free(connection, theirs & (people.c.id != carried.person) & people.c.id.not_in(rung))
    if taker is None:
        return IncomingRoute()
    return go_on(connection, central, pbx, ip, carried, taker.id, taker.device, queue)


def _find_queue(connection: Connection, place: str) -> Queue:
    queue = next((each for each in load_policy(connection).desk.phone.queues if each.place == place), None)
    if queue is None:
        raise NotFound
    return queue


def _list_open(waiting: Identifier) -> Select[Any]:
    """As which calls one that waits is said to ring: a PBX asks while none rings there, so it has not heard of them,
    but for the one that it names as ``unmet``."""
    kept = incoming_calls.c
    return (
        select(kept.id, kept.person, kept.device)
        .join(call_records, call_records.c.id == kept.id)
        .where(kept.handed_from == waiting, call_records.c.answered_at.is_(None), call_records.c.ended_at.is_(None))
    )


def _close(connection: Connection, central: Central, asked: CallQueued) -> None:
    """Who was rung and did not take it is free again; once the call waits no more, so is whom a lost answer named."""
    over = [row for row in connection.execute(_list_open(asked.call)) if asked.is_over or row.id == asked.unmet]
    if over:
        closed = call_records.c.id.in_([row.id for row in over])
        connection.execute(update(call_records).where(closed).values(ended_at=now()))
        return_cards(connection, central, *(row.id for row in over))
        tell_watchers(connection, {row.person for row in over})


def _give_up(connection: Connection, central: Central, pbx: Device, carried: Row[*tuple[Any, ...]]) -> None:
    """Nobody took it, however many were rung: it is missed, once."""
    kept = incoming_calls.c
    rung = connection.execute(
        select(kept.id, kept.missed_at).where(kept.handed_from == carried.id).order_by(kept.came_at.desc(), kept.id)
    ).all()
    if any(row.missed_at is not None for row in rung):
        return
    call = rung[0].id if rung else make_identifier()
    if not rung:
        named = {"number": name_call(connection), "handed_from": carried.id}
        values = {"id": call, "customer": carried.customer, "pbx": pbx.id, "came_at": now(), **named}
        connection.execute(insert(incoming_calls).values(**values))
    miss(connection, central, call, carried.customer)
