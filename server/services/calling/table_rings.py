"""Calls that come in, or are handed on, at the telephone on an agent's table (D1, U2).

They ring there while his desk asks what does. Their records are those of every call that comes in: of what the desk
tells, and of what the PBX tells where the desk does not.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, insert, select, update

from protocol.call_records import Ending
from protocol.events import Act, Deed, ObjectKind, Outcome
from protocol.identifiers import Identifier
from protocol.incoming import IncomingRoute
from protocol.table_calls import EndedBy, TableAwaited, TableCall, TablePhone, TablesState, TableStage, TableTold
from protocol.times import Instant, after, now
from server.services.call_policy import TableVoice
from server.services.callers import Caller, Device
from server.services.calling.extensions import find_extension
from server.services.calling.joined import end_joins
from server.services.calling.lending import return_cards
from server.services.calling.presence import note_heard, tell_watchers
from server.services.calling.records import stop_help
from server.services.calling.table_facts import (
    count_sessions,
    count_talk_s,
    describe_voice,
    is_silent,
    may_talk,
    name_place,
)
from server.services.central import Central
from server.services.policy import load_policy
from server.services.trail import record
from server.store.call_tables import call_records, extensions, incoming_calls, presence, table_rings
from server.store.tables import devices, people

_ASKED_WITHIN_S = 30
"""A desk asks every 20 s at least; one that does not has calls of its own, or none."""
_LEARNS_WITHIN_S = 5
"""A desk that hears that it rings asks what rings next, at once; one that does not is gone."""
_ON_THE_WAY_S = 10
"""So long a PBX may not know yet of a call that it was given."""
_UNDER_WAY = table_rings.c.ended_at.is_(None)
_ASKED = (
    select(presence.c.table_at)
    .where(presence.c.person == table_rings.c.person, presence.c.device == table_rings.c.device)
    .correlate(table_rings)
    .scalar_subquery()
    .label("desk_asked_at")
)
_RING = (
    select(
        table_rings,
        table_rings.c.came_at.label("placed_at"),
        count_sessions(table_rings),
        _ASKED,
        incoming_calls.c.number,
        incoming_calls.c.customer,
        people.c.state.label("person_state"),
        devices.c.state.label("device_state"),
    )
    .join(incoming_calls, incoming_calls.c.id == table_rings.c.call)
    .join(people, people.c.id == table_rings.c.person)
    .join(devices, devices.c.id == table_rings.c.device)
)


def find_table(connection: Connection, person: Identifier, desk: Identifier) -> str | None:
    """The telephone that rings for a person in the place of his desk: his own, while that desk asks for it."""
    asked = presence.c.table_at >= after(now(), seconds=-_ASKED_WITHIN_S)
    found = (
        select(extensions.c.extension)
        .join(presence, presence.c.person == extensions.c.person)
        .where(extensions.c.person == person, presence.c.device == desk, asked)
    )
    return connection.execute(found).scalar_one_or_none()


def show_route(
    connection: Connection, pbx: Device, route: IncomingRoute, person: Identifier, extension: str | None
) -> IncomingRoute:
    """``route`` by way of a telephone on a table, which is on record from now on; as it is where that is None."""
    if extension is None:
        return route
    moment = now()
    whose = {"call": route.call, "person": person, "device": route.desk, "extension": extension, "pbx": pbx.id}
    connection.execute(insert(table_rings).values(**whose, came_at=moment, heard_at=moment, is_sealed=False))
    return _name_table(connection, route, extension)


def show_again(connection: Connection, route: IncomingRoute) -> IncomingRoute:
    """A ``route`` whose answer was lost, as it was."""
    found = select(table_rings.c.extension).where(table_rings.c.call == route.call)
    extension = connection.execute(found).scalar_one_or_none()
    return _name_table(connection, route, extension) if extension is not None else route


def _name_table(connection: Connection, route: IncomingRoute, extension: str) -> IncomingRoute:
    may_be_clear = load_policy(connection).calls.table_voice is TableVoice.MAY_BE_CLEAR
    named = {"call": route.call, "desk": route.desk, "card": route.card}
    return IncomingRoute(**named, extension=extension, may_be_clear=may_be_clear)


def note_waiting(connection: Connection, caller: Caller, awaited: TableAwaited) -> None:
    """A desk asks what rings at its person's table, or asks no more."""
    if not awaited.is_over:
        note_heard(connection, caller)
    _note_asked(connection, caller.person.id, caller.device.id, None if awaited.is_over else now())


def _note_asked(connection: Connection, person: Identifier, desk: Identifier, at: Instant | None) -> None:
    mine = (presence.c.person == person) & (presence.c.device == desk)
    connection.execute(update(presence).where(mine).values(table_at=at))


def find_ring(connection: Connection, caller: Caller) -> TablePhone:
    """The caller's telephone, and the call there that came in and is not over."""
    mine = (table_rings.c.person == caller.person.id) & (table_rings.c.device == caller.device.id)
    latest = _RING.where(mine, _UNDER_WAY).order_by(table_rings.c.came_at.desc()).limit(1)
    row = connection.execute(latest).one_or_none()
    extension = find_extension(connection, caller.person.id)
    if row is None or is_silent(row):
        return TablePhone(extension=extension)
    return TablePhone(extension=extension, call=row.call, card=row.customer)


def look_at(connection: Connection, caller: Caller, call: Identifier) -> TableCall | None:
    """How a call of the caller's goes on; None where it is none of these."""
    row = _find(connection, call, table_rings.c.person == caller.person.id)
    return _show(row) if row is not None else None


def show(connection: Connection, call: Identifier) -> TableCall | None:
    """How a call goes on, whosever it is; None where it is none of these."""
    row = connection.execute(_RING.where(table_rings.c.call == call)).one_or_none()
    return _show(row) if row is not None else None


def _show(row: Row[Any]) -> TableCall:
    is_over, talks = row.ended_at is not None, row.answered_at is not None
    return TableCall(
        call=row.call,
        stage=TableStage.ENDED if is_over else TableStage.TALKING if talks else TableStage.TABLE,
        is_sealed=row.is_sealed,
        is_answered=talks,
        ending=Ending(row.ending) if row.ending else None,
        by=EndedBy(row.ended_by) if row.ended_by else None,
    )


def find_under_way(connection: Connection, call: Identifier) -> Row[Any] | None:
    """One that is not over."""
    return _find(connection, call, _UNDER_WAY)


def hang_up(connection: Connection, caller: Caller, call: Identifier) -> bool:
    """Have the PBX end a call of the caller's; False where it is none of these."""
    row = _find(connection, call, table_rings.c.person == caller.person.id)
    if row is not None and row.ended_at is None and not row.cut:
        _cut(connection, row, EndedBy.DESK)
    return row is not None


def note_named(connection: Connection, pbx: Device, state: TablesState) -> None:
    """The PBX has these calls."""
    heard = table_rings.c.call.in_([*state.on, *state.over]) & (table_rings.c.pbx == pbx.id)
    connection.execute(update(table_rings).where(heard, _UNDER_WAY).values(heard_at=now()))


def list_known(connection: Connection, pbx: Device, state: TablesState) -> set[Identifier]:
    """Of the calls that a PBX has on, those that are."""
    mine = (table_rings.c.pbx == pbx.id) & _UNDER_WAY & table_rings.c.call.in_(state.on)
    return set(connection.execute(select(table_rings.c.call).where(mine)).scalars())


def end_silent(connection: Connection, central: Central, limit: Instant) -> None:
    """Put on record that those are over of which no PBX has told since ``limit``."""
    for row in connection.execute(_RING.where(_UNDER_WAY, table_rings.c.heard_at < limit)).all():
        end_ring(connection, central, row, Ending.PBX_LOST, EndedBy.PBX)


def end_ring(
    connection: Connection, central: Central, row: Row[Any], ending: Ending, by: EndedBy, ip: str = ""
) -> None:
    """A call is over: by its record, for whoever helps or listens, and on record."""
    moment = now()
    mine = update(table_rings).where(table_rings.c.call == row.call)
    connection.execute(mine.values(ended_at=moment, ending=ending.value, ended_by=by.value))
    kept = connection.execute(select(call_records).where(call_records.c.id == row.call)).one()
    if kept.ended_at is None:
        values: dict[str, object] = {"ended_at": moment}
        if kept.answered_at is not None:  # what nobody took is missed, and its desk says how it went
            values |= {"ending": ending.value, "talk_s": count_talk_s(kept.answered_at, moment)}
        connection.execute(update(call_records).where(call_records.c.id == row.call).values(**values))
    stop_help(connection, row.person, row.call, moment)
    end_joins(connection, central, [row.call])
    return_cards(connection, central, row.call)  # also where its desk, which is not believed before, said so first
    tell_watchers(connection, {row.person})
    facts = {"ending": ending.value, "by": by.value, **name_place(row, ending)}
    _record(connection, central, row, TableStage.ENDED, facts, ip)


def has_orders(connection: Connection, pbx: Device, state: TablesState, since: Instant) -> bool:
    """Whether :func:`give_ends` would give any, or has something to write, or one is to be handed on."""
    return any(
        row.call not in state.on or _find_end(row) or row.handed_to for row in _list_of(connection, pbx, state, since)
    )


def give_ends(
    connection: Connection, central: Central, pbx: Device, state: TablesState, since: Instant
) -> list[Identifier]:
    """The calls that a PBX is to end. One that it had before it asked, ``since``, and does not name, is over."""
    ends = []
    for row in _list_of(connection, pbx, state, since):
        if row.call not in state.on:
            end_ring(connection, central, row, Ending.PBX_LOST, EndedBy.PBX)
        elif why := _find_end(row):
            _cut(connection, row, why)
            if _is_unknown(row):  # nor is the next one to ring there
                _note_asked(connection, row.person, row.device, None)
            ends.append(row.call)
    return ends


def note_told(connection: Connection, central: Central, pbx: Device, ip: str, told: TableTold) -> bool:
    """A call goes on as its PBX says, on record; False where it is none of these. What comes late or twice changes
    nothing."""
    row = _find(connection, told.call, table_rings.c.pbx == pbx.id)
    if row is None:
        return False
    if row.ended_at is not None:
        return True
    if told.stage is TableStage.ENDED:
        by = told.by or EndedBy.PBX
        if by is EndedBy.DESK and row.cut:
            by = EndedBy(row.cut)
        end_ring(connection, central, row, told.ending or Ending.PBX_LOST, by, ip)
    elif told.stage is TableStage.TALKING and row.answered_at is None:
        moment = now()
        mine = update(table_rings).where(table_rings.c.call == row.call)
        connection.execute(mine.values(answered_at=moment, is_sealed=told.is_sealed))
        begun = (call_records.c.id == row.call) & call_records.c.answered_at.is_(None)
        connection.execute(update(call_records).where(begun).values(answered_at=moment))
        tell_watchers(connection, {row.person})
        _record(connection, central, row, TableStage.TALKING, describe_voice(is_sealed=told.is_sealed), ip)
    return True


def _find(connection: Connection, call: Identifier, whose: ColumnElement[bool]) -> Row[Any] | None:
    return connection.execute(_RING.where(table_rings.c.call == call, whose)).one_or_none()


def _find_end(row: Row[Any]) -> EndedBy | None:
    """Who wants that a call ends."""
    if row.cut:
        return EndedBy(row.cut)
    return None if may_talk(row) and not _is_unknown(row) else EndedBy.CENTRAL


def _is_unknown(row: Row[Any]) -> bool:
    """Whether it rings beside a desk that is gone, where nobody would see whose call it is."""
    if row.answered_at is not None or after(row.came_at, seconds=_LEARNS_WITHIN_S) >= now():
        return False
    return row.desk_asked_at is None or row.desk_asked_at < row.came_at


def _list_of(connection: Connection, pbx: Device, state: TablesState, since: Instant) -> list[Row[Any]]:
    before = table_rings.c.came_at < after(since, seconds=-_ON_THE_WAY_S)
    mine = (table_rings.c.pbx == pbx.id) & (before | table_rings.c.call.in_(state.on))
    rows = connection.execute(_RING.where(mine, _UNDER_WAY))
    return [row for row in rows if row.call not in state.over]


def _cut(connection: Connection, row: Row[Any], by: EndedBy) -> None:
    connection.execute(update(table_rings).where(table_rings.c.call == row.call).values(cut=by.value))


def _record(
    connection: Connection, central: Central, row: Row[Any], stage: TableStage, facts: dict[str, str], ip: str
) -> None:
    """Central's own word; whose call it is is named in it, since nobody signs in on a PBX."""
    of_call = {"number": row.number or "", "card": row.customer, "person": row.person, "extension": row.extension}
    outcome = Outcome.FAILED if facts.get("ending") == Ending.PBX_LOST.value else Outcome.DONE
    deed = Deed(
        act=Act.TABLE_CALL_TOLD,
        object_kind=ObjectKind.CALL,
        object_id=row.call,
        outcome=outcome,
        detail={**of_call, "stage": stage.value, **facts},
    )
    record(connection, central.node, deed, ip)
