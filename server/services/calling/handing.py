"""A call goes on at a colleague's desk: as a call of its own, linked, on record before that desk rings (D1, C1, U2)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, select

from protocol.call_records import Way
from protocol.events import Act, Deed, ObjectKind, Outcome
from protocol.identifiers import Identifier, make_identifier
from protocol.inbox import InboxKind
from protocol.incoming import CallHandedOn, IncomingRoute
from protocol.oversight import AccountState
from protocol.refusals import NotFound
from protocol.telephones import Queue
from protocol.times import now
from server.services.callers import Device
from server.services.calling.answers import carry_answer
from server.services.calling.lending import lend_card
from server.services.calling.names import name_call
from server.services.calling.presence import CALLERS, tell_watchers
from server.services.calling.table_rings import find_table, show_again, show_route
from server.services.central import Central
from server.services.notices import send_notice
from server.services.recordings.consent import carry_on
from server.services.recordings.known import CUSTOMER, KNOWN, is_carried_by
from server.services.trail import record
from server.store.call_tables import call_records, calls, incoming_calls
from server.store.tables import people, sessions

_CALL = (
    select(call_records.c.id, CUSTOMER, call_records.c.person, people.c.name, people.c.team)
    .select_from(KNOWN.join(people, people.c.id == call_records.c.person))
    .where(call_records.c.id == bindparam("call"))
)
_UNTOLD = (
    select(calls.c.id, calls.c.customer, calls.c.person, people.c.name, people.c.team)
    .join(people, people.c.id == calls.c.person)
    .where(calls.c.id == bindparam("call"))
)
"""The same of a call whose desk has not told yet that it dialled."""
_UNHEARD = (
    select(incoming_calls.c.id)
    .join(call_records, call_records.c.id == incoming_calls.c.id)
    .where(
        incoming_calls.c.handed_from == bindparam("call"),
        incoming_calls.c.device == bindparam("desk"),
        call_records.c.answered_at.is_(None),
        call_records.c.ended_at.is_(None),
    )
    .limit(1)
)
"""As which call one was handed to a desk already: it is over once that desk does not take it, so the PBX has not heard
of it."""
_THERE = (
    select(people.c.id)
    .join(sessions, sessions.c.person == people.c.id)
    .where(
        sessions.c.device == bindparam("desk"),
        people.c.team == bindparam("team"),
        people.c.role.in_([role.value for role in CALLERS]),
        people.c.state == AccountState.ACTIVE.value,
        sessions.c.ended_at.is_(None),
        sessions.c.expires_at > bindparam("now"),
    )
    .order_by(sessions.c.active_at.desc())
    .limit(1)
)


def hand_on(connection: Connection, central: Central, pbx: Device, ip: str, handed: CallHandedOn) -> IncomingRoute:
    """As which call the far end goes on at a desk; nobody's unless a colleague of the same team is signed in there, as
    when the list of whom a call may be handed to was made. What the customer said to being recorded goes with him.
    Asked again, since an answer was lost, it is the same call.

    NotFound for a call that this PBX does not carry.
    """
    row = require_carried(connection, pbx, handed.call)
    unheard = connection.execute(_UNHEARD, {"call": handed.call, "desk": handed.desk}).scalar_one_or_none()
    if unheard is not None:
        return show_again(connection, IncomingRoute(call=unheard, desk=handed.desk, card=row.customer))
    there = {"desk": handed.desk, "team": row.team, "now": now()}
    colleague = connection.execute(_THERE, there).scalar_one_or_none()
    if colleague is None:
        facts = {"card": row.customer, "why": "nobody is there", "desk": handed.desk, "pbx": pbx.id}
        _tell(connection, central, ip, Act.CALL_REFUSED, handed.call, facts)
        return IncomingRoute()
    return go_on(connection, central, pbx, ip, row, colleague, handed.desk)


def go_on(
    connection: Connection,
    central: Central,
    pbx: Device,
    ip: str,
    carried: Row[*tuple[Any, ...]],
    person: Identifier,
    desk: Identifier,
    queue: Queue | None = None,
) -> IncomingRoute:
    """What :func:`require_carried` found goes on with ``person`` at ``desk``, out of ``queue`` where it waited there;
    on record before it rings, and he is told who handed it on."""
    call, moment = make_identifier(), now()
    whose = {"id": call, "customer": carried.customer, "person": person, "device": desk}
    named = {"number": name_call(connection), "handed_from": carried.id}
    connection.execute(insert(incoming_calls).values(**whose, **named, pbx=pbx.id, came_at=moment))
    connection.execute(insert(call_records).values(**whose, way=Way.IN.value, begun_at=moment))
    carry_on(connection, carried.id, call)
    carry_answer(connection, carried.id, call)
    lend_card(connection, central, carried.customer, person, call)
    tell_watchers(connection, {person})
    handed = {"who": carried.name, **({"queue": queue.title} if queue is not None else {})}
    send_notice(connection, [person], InboxKind.CALL_HANDED_ON, call, handed)
    extension = find_table(connection, person, desk)
    facts = {"queue": queue.place} if queue is not None else {}
    facts |= {"extension": extension} if extension else {}
    told = {"card": carried.customer, "person": person, "desk": desk, "pbx": pbx.id, **named, **facts}
    _tell(connection, central, ip, Act.CALL_CAME, call, told)
    route = IncomingRoute(call=call, desk=desk, card=carried.customer)
    return show_route(connection, pbx, route, person, extension)


def require_carried(connection: Connection, pbx: Device, call: Identifier) -> Row[*tuple[Any, ...]]:
    """A call that this PBX carries: its ``id``, its ``customer``, the ``person`` who talks, his ``name`` and ``team``;
    NotFound for any other."""
    row = connection.execute(_CALL.where(is_carried_by(pbx.id)), {"call": call}).one_or_none()
    row = row or connection.execute(_UNTOLD.where(calls.c.pbx == pbx.id), {"call": call}).one_or_none()
    if row is None:
        raise NotFound
    return row


def _tell(connection: Connection, central: Central, ip: str, act: Act, call: Identifier, facts: dict[str, str]) -> None:
    outcome = Outcome.REFUSED if act is Act.CALL_REFUSED else Outcome.DONE
    deed = Deed(act=act, object_kind=ObjectKind.CALL, object_id=call, outcome=outcome, detail=facts)
    record(connection, central.node, deed, ip)
