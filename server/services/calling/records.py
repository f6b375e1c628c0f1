"""What became of a call: its record, written from its desk's events in the transaction that takes them (D1, D7).

As with outcomes (decision 004) the desk's journal is the source, and nothing that a desk writes stops its batch.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Connection, Row, bindparam, insert, select, update

from protocol.call_records import CallDetail, EndDetail, Ending, HeldDetail, Way
from protocol.events import Act, Event, Outcome
from protocol.identifiers import Identifier
from protocol.times import Instant, parse_instant
from server.services.calling.joined import end_joins, end_unshown
from server.services.calling.lending import return_cards
from server.services.central import Central
from server.services.naming import name_device, name_person
from server.services.notices import raise_alert
from server.services.sessions import was_there
from server.store.call_tables import (
    call_records,
    calls,
    help_requests,
    incoming_calls,
    joins,
    table_calls,
    table_rings,
)
from server.store.tables import card_feed, customers

Detail = TypeVar("Detail", bound=CallDetail)
_RECORD = select(call_records).where(call_records.c.id == bindparam("call"))
_LEAVE = select(calls.c.person, calls.c.device, calls.c.customer).where(calls.c.id == bindparam("call"))
_CAME = select(incoming_calls.c.person, incoming_calls.c.device).where(incoming_calls.c.id == bindparam("call"))
_PLACED = select(calls.c.person, calls.c.device).join(table_calls).where(calls.c.id == bindparam("call"))
"""Whose a call is that runs over a telephone on a table: Central's PBX tells of it."""
_AT_TABLE = select(table_rings.c.call).where(table_rings.c.ended_at.is_(None))
"""Calls that came in and are on at a telephone on a table, whatever becomes of the desk beside it."""
_NO_HELP = (
    update(help_requests)
    .where(
        help_requests.c.person == bindparam("who"),
        help_requests.c.call == bindparam("wanted"),
        help_requests.c.over_at.is_(None),
    )
    .values(over_at=bindparam("at"))
)
"""Help that was asked for in a call is wanted no longer when it is over."""
_LENT_AT = (
    select(card_feed.c.call)
    .join(call_records, call_records.c.id == card_feed.c.call)
    .where(call_records.c.device == bindparam("device"), card_feed.c.gone.is_(False))
)
"""The calls at a desk for which cards are lent."""
_JOINED_AT = (
    select(joins.c.call)
    .join(call_records, call_records.c.id == joins.c.call)
    .where(call_records.c.device == bindparam("device"), joins.c.ended_at.is_(None))
)
_LONGEST = 36
"""Characters of a call's identifier: PostgreSQL takes no longer one, and would refuse a desk's whole batch."""
_CUSTOMER = select(customers.c.id).where(customers.c.id == bindparam("card"))


def note_call(connection: Connection, central: Central, event: Event) -> None:
    """Write what an event says into its call's record, once.

    An event that names a call which its actor did not make or take at its desk, or whose detail is not a call's, stays
    an event, and security is alerted.
    """
    placed = connection.execute(_PLACED, {"call": event.object_id}).one_or_none()
    if placed is not None:  # its record is made of what the PBX says, and goes on where its desk is gone
        is_own = placed.device == event.device and (placed.person == event.actor or not event.actor)
    else:
        is_own = _TOLD[event.act](connection, event)
    if not is_own:
        facts = {"actor": event.actor, "device": event.device, "act": event.act.value}
        facts |= {"who": name_person(connection, event.actor), "places": name_device(connection, event.device)}
        raise_alert(connection, central.node, "call-not-recorded", event.object_id, facts, caused_by=event.device)
    elif event.act in _ENDS:
        joined = _list_joined(connection, event)
        end_joins(connection, central, joined)
        if event.act is Act.DESK_STARTED:
            end_unshown(connection, central, joined)
        return_cards(connection, central, *_list_over(connection, event))


def stop_help(connection: Connection, person: Identifier, call: Identifier, at: Instant) -> None:
    """A call is over, and so is the help that was asked for in it."""
    connection.execute(_NO_HELP, {"who": person, "wanted": call, "at": at})


def _begin_out(connection: Connection, event: Event) -> bool:
    if event.outcome is not Outcome.DONE:  # something at the desk came between, and nothing was dialled
        return True
    detail = _read(event, CallDetail)
    leave = connection.execute(_LEAVE, {"call": event.object_id}).one_or_none()
    if detail is None or detail.way is not Way.OUT or leave is None:
        return False
    if (leave.person, leave.device) != (event.actor, event.device):
        return False
    return _begin(connection, event, Way.OUT, leave.customer)


def _begin_in(connection: Connection, event: Event) -> bool:
    detail = _read(event, CallDetail)
    if detail is None or detail.way is not Way.IN or not was_there(connection, event.actor, event.device):
        return False
    if len(event.object_id) > _LONGEST:
        return False
    came = connection.execute(_CAME, {"call": event.object_id}).one_or_none()
    if came is not None:  # the record began when Central chose this desk
        return (came.person, came.device) == (event.actor, event.device)
    card = connection.execute(_CUSTOMER, {"card": detail.card}).scalar_one_or_none()
    return _begin(connection, event, Way.IN, card)


def _begin(connection: Connection, event: Event, way: Way, card: str | None) -> bool:
    if connection.execute(_RECORD, {"call": event.object_id}).one_or_none() is not None:
        return False
    begun = insert(call_records).values(
        id=event.object_id, way=way.value, person=event.actor, device=event.device, customer=card, begun_at=event.at
    )
    connection.execute(begun)
    return True


def _answer(connection: Connection, event: Event) -> bool:
    row = _find(connection, event)
    if row is None or _read(event, CallDetail) is None:
        return False
    if row.answered_at is None and row.ended_at is None:
        _write(connection, row, answered_at=event.at)
    return True


def _hold(connection: Connection, event: Event) -> bool:
    row, detail = _find(connection, event), _read(event, HeldDetail)
    if row is None or detail is None:
        return False
    if detail.on == "yes":
        if row.held_since is None and row.ended_at is None:
            _write(connection, row, held_since=event.at)
    elif row.held_since is not None:
        _write(connection, row, held_since=None, held_s=_count_held(row, event))
    return True


def _end(connection: Connection, event: Event) -> bool:
    detail = _read(event, EndDetail)
    if detail is None:
        return False
    row = _find_own(connection, event) if detail.ending is Ending.DESK_LOST else _find(connection, event)
    if row is None:
        return False
    if detail.ending is Ending.DESK_LOST and connection.execute(_AT_TABLE.where(table_rings.c.call == row.id)).first():
        return True
    unmet = row.way == Way.IN.value and row.answered_at is None and not row.ending
    if row.ended_at is None or unmet:  # a PBX's word that nobody took it may have come first
        stop_help(connection, row.person, event.object_id, event.at)
        _write(
            connection,
            row,
            ended_at=event.at,
            ending=detail.ending.value,
            talk_s=int(detail.talk_s),
            held_since=None,
            held_s=_count_held(row, event),
        )
    return True


def _end_lost(connection: Connection, event: Event) -> bool:
    """A desk that starts has no call on: one that is not over ended when the desk did, and nobody saw how."""
    lost = (call_records.c.device == event.device) & call_records.c.ended_at.is_(None)
    at_table = select(table_calls.c.call).where(table_calls.c.ended_at.is_(None))
    lost &= call_records.c.id.not_in(at_table.union(_AT_TABLE))  # a telephone does not end with its desk
    connection.execute(update(call_records).where(lost).values(ended_at=event.at, held_since=None))
    return True


_TOLD: dict[Act, Callable[[Connection, Event], bool]] = {
    Act.CALL_DIALLED: _begin_out,
    Act.CALL_RANG: _begin_in,
    Act.CALL_ANSWERED: _answer,
    Act.CALL_HELD: _hold,
    Act.CALL_ENDED: _end,
    Act.DESK_STARTED: _end_lost,
}
TOLD = frozenset(_TOLD)
"""The acts that say something of a call."""


_ENDS = frozenset({Act.CALL_ENDED, Act.DESK_STARTED})


def _list_joined(connection: Connection, event: Event) -> Sequence[str]:
    """The call that is over by an event, or, where a desk starts, all at it that somebody hears."""
    if event.act is Act.CALL_ENDED:
        return (event.object_id,)
    return connection.execute(_JOINED_AT, {"device": event.device}).scalars().all()


def _list_over(connection: Connection, event: Event) -> Sequence[str]:
    """The calls that are over by an event: one, or, where a desk starts, all that ever were at it."""
    over: Sequence[str] = (event.object_id,)
    if event.act is not Act.CALL_ENDED:
        over = connection.execute(_LENT_AT, {"device": event.device}).scalars().all()
    on = set(connection.execute(_AT_TABLE.where(table_rings.c.call.in_(over))).scalars())
    return [call for call in over if call not in on]


def _find(connection: Connection, event: Event) -> Row[Any] | None:
    row = connection.execute(_RECORD, {"call": event.object_id}).one_or_none()
    return row if row is not None and (row.person, row.device) == (event.actor, event.device) else None


def _find_own(connection: Connection, event: Event) -> Row[Any] | None:
    """The call of the event's desk, which speaks for itself here: nobody has signed in at it."""
    row = connection.execute(_RECORD, {"call": event.object_id}).one_or_none()
    return row if row is not None and row.device == event.device and not event.actor else None


def _read(event: Event, kind: type[Detail]) -> Detail | None:
    try:
        return msgspec.convert(event.detail, type=kind)
    except msgspec.ValidationError:
        return None


def _write(connection: Connection, row: Row[Any], **values: Any) -> None:
    connection.execute(update(call_records).where(call_records.c.id == row.id).values(**values))


def _count_held(row: Row[Any], event: Event) -> int:
    """Seconds on hold so far; a desk whose clock is nowhere adds none."""
    if row.held_since is None:
        return int(row.held_s)
    try:
        span = parse_instant(event.at) - parse_instant(row.held_since)
    except ValueError:
        return int(row.held_s)
    return int(row.held_s) + max(0, round(span.total_seconds()))
