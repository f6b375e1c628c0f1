"""A supervisor hears a call, or comes into it, by the telephone on his own table: its PBX rings that first (D1, U1).

Whom it lets in, and whom it puts out, is asked and told as of a softphone's (:mod:`server.services.calling.joined`).
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, insert, select, update

from protocol.call_records import Ending
from protocol.call_refusals import CallTokenRefused, CallUnderWay
from protocol.events import Act, Deed, ObjectKind, Outcome
from protocol.identifiers import Identifier
from protocol.joining import JoinEnd, JoinKind, JoinRoute
from protocol.refusals import NotFound
from protocol.roles import Role
from protocol.table_calls import EndedBy, TableCall, TableOrder, TablesState, TableStage, TableTold
from protocol.times import Instant, now
from server.services.call_policy import TableVoice
from server.services.callers import Caller, Device
from server.services.calling.joined import JOIN, end_join, find_fault, is_unwanted, spend_join
from server.services.calling.table_facts import describe_voice, is_over_due
from server.services.calling.tokens import refuse_at_desk
from server.services.central import Central
from server.services.policy import load_policy
from server.services.trail import record
from server.services.transactions import Kept
from server.store.call_tables import joins, table_calls, table_joins

_ORDER = tuple(TableStage)
_BEFORE_TAKEN = frozenset({TableStage.ASKED, TableStage.PLACED, TableStage.TABLE})
_UNDER_WAY = table_joins.c.ended_at.is_(None)
_CALL = JOIN.join(table_joins, table_joins.c.join == joins.c.id).add_columns(
    table_joins.c.extension,
    table_joins.c.stage,
    table_joins.c.asked_at,
    table_joins.c.placed_at,
    table_joins.c.heard_at,
    table_joins.c.is_sealed,
    table_joins.c.cut,
    table_joins.c.ended_at.label("table_ended_at"),
    table_joins.c.ending,
    table_joins.c.ended_by,
)


def ask(connection: Connection, central: Central, caller: Caller, row: Row[Any], extension: str) -> TableCall:
    """Have the caller's telephone rung for the join of a token, ``row``, on record first. CallTokenRefused,
    CallUnderWay; asked again with the same token, it is the same."""
    fault = find_fault(row, row.pbx, caller.device.id)
    if row.joiner != caller.person.id:
        fault = fault or "another person"
    elif fault == "used" and (asked := look_at(connection, caller, row.id)) is not None:
        return asked  # its answer was lost
    busy = (table_calls.c.extension == extension) & table_calls.c.ended_at.is_(None)
    is_busy = connection.execute(select(table_calls.c.call).where(busy)).first() is not None
    if not fault and (is_busy or is_in_use(connection, extension)):
        raise CallUnderWay
    if fault or spend_join(connection, row) is None:
        refuse_at_desk(connection, central, caller, None, fault or "not wanted")
        raise Kept(CallTokenRefused())
    asked_for = {"join": row.id, "extension": extension, "stage": TableStage.ASKED.value}
    connection.execute(insert(table_joins).values(**asked_for, asked_at=now(), is_sealed=False))
    made = _get(connection, row.id)
    _record(connection, central, made, TableStage.ASKED, Outcome.DONE, {}, caller.ip)
    return _show(made)


def is_in_use(connection: Connection, extension: str) -> bool:
    """Whether somebody hears a call at a telephone, or is about to."""
    rows = connection.execute(_CALL.where(_UNDER_WAY, table_joins.c.extension == extension))
    return any(not is_over_due(row) for row in rows)


def look_at(connection: Connection, caller: Caller, join: Identifier) -> TableCall | None:
    """How a join of the caller's goes on; None where it is none of these."""
    row = _find(connection, join, joins.c.joiner == caller.person.id)
    return _show(row) if row is not None else None


def show(connection: Connection, join: Identifier) -> TableCall | None:
    """The same, whosever it is."""
    row = _find(connection, join)
    return _show(row) if row is not None else None


def find_under_way(connection: Connection, join: Identifier) -> Row[Any] | None:
    """One that is not over."""
    return _find(connection, join, _UNDER_WAY)


def hang_up(connection: Connection, central: Central, caller: Caller, join: Identifier) -> bool:
    """End one of the caller's from his desk; False where it is none of these."""
    row = _find(connection, join, joins.c.joiner == caller.person.id)
    if row is None:
        return False
    if row.table_ended_at is None and row.placed_at is None:
        end_at_table(connection, central, row, Ending.GIVEN_UP, EndedBy.DESK)
    elif row.table_ended_at is None and not row.cut:
        _write(connection, row, cut=EndedBy.DESK.value)
    return True


def note_named(connection: Connection, pbx: Device, state: TablesState) -> None:
    """The PBX has these."""
    its = select(joins.c.id).where(joins.c.pbx == pbx.id, joins.c.id.in_([*state.on, *state.over]))
    heard = table_joins.c.join.in_(its)
    connection.execute(update(table_joins).where(heard, _UNDER_WAY).values(heard_at=now()))


def list_known(connection: Connection, pbx: Device, state: TablesState) -> set[Identifier]:
    """Of the calls that a PBX has on, those that are such joins, and on."""
    mine = (joins.c.pbx == pbx.id) & _UNDER_WAY & table_joins.c.join.in_(state.on)
    found = select(table_joins.c.join).join(joins, joins.c.id == table_joins.c.join).where(mine)
    return set(connection.execute(found).scalars())


def end_silent(connection: Connection, central: Central, limit: Instant) -> None:
    """Put on record that those are over of which no PBX has told since ``limit``."""
    for row in connection.execute(_CALL.where(_is_silent_since(limit))).all():
        end_at_table(connection, central, row, Ending.PBX_LOST, EndedBy.PBX)


def end_at_table(
    connection: Connection, central: Central, row: Row[Any], ending: Ending, by: EndedBy, ip: str = ""
) -> None:
    """It is over, on record; and so is the join, unless its PBX tells of that by itself."""
    _write(connection, row, ended_at=now(), ending=ending.value, ended_by=by.value, stage=TableStage.ENDED.value)
    outcome = Outcome.FAILED if ending is Ending.PBX_LOST else Outcome.DONE
    facts = {"ending": ending.value, "by": by.value}
    _record(connection, central, row, TableStage.ENDED, outcome, facts, ip)
    if ending is Ending.PBX_LOST or TableStage(row.stage) in _BEFORE_TAKEN:  # else the PBX tells of the join itself
        end_join(connection, central, ip, row, JoinEnd.FAILED if ending is Ending.PBX_LOST else JoinEnd.LEFT)


def has_silent(connection: Connection, limit: Instant) -> bool:
    """Whether :func:`end_silent` would end any."""
    return connection.execute(select(table_joins.c.join).where(_is_silent_since(limit)).limit(1)).first() is not None


def has_orders(connection: Connection, pbx: Device, state: TablesState, since: Instant) -> bool:
    """Whether :func:`give_orders` would give any, or has something to write."""
    rows = _list_of(connection, pbx, state)
    return any(row.placed_at is None or _is_gone(row, state, since) or _find_end(connection, row) for row in rows)


def give_orders(
    connection: Connection, central: Central, pbx: Device, state: TablesState, since: Instant
) -> tuple[list[Identifier], list[Identifier]]:
    """Which a PBX is to place, and which to end. One that it had before it asked, ``since``, and does not name, is
    over."""
    ring: list[Identifier] = []
    over: list[Identifier] = []
    for row in _list_of(connection, pbx, state):
        why = _find_end(connection, row)
        if _is_gone(row, state, since) or (row.placed_at is None and is_over_due(row)):
            end_at_table(connection, central, row, Ending.PBX_LOST, EndedBy.PBX)
        elif row.placed_at is None and why is not None:
            end_at_table(connection, central, row, Ending.GIVEN_UP, why)
        elif row.placed_at is None:
            ring.append(row.id)
        elif why is not None:
            _write(connection, row, cut=why.value)
            over.append(row.id)
    return ring, over


def place(connection: Connection, central: Central, pbx: Device, ip: str, join: Identifier) -> TableOrder:
    """Which telephone to ring, once; NotFound for one that this PBX may not place any more."""
    row = _find(connection, join, joins.c.pbx == pbx.id)
    if row is None or row.table_ended_at is not None or row.placed_at is not None or _find_end(connection, row):
        raise NotFound
    moment = now()
    _write(connection, row, placed_at=moment, heard_at=moment, stage=TableStage.PLACED.value)
    _record(connection, central, row, TableStage.PLACED, Outcome.DONE, {}, ip)
    may_be_clear = load_policy(connection).calls.table_voice is TableVoice.MAY_BE_CLEAR
    return TableOrder(call=row.id, extension=row.extension, may_be_clear=may_be_clear)


def give_taken(connection: Connection, central: Central, pbx: Device, ip: str, join: Identifier) -> JoinRoute | None:
    """The telephone was taken: which call to join; None where it is none of these. CallTokenRefused, which ends it,
    for one that Central would put out by now."""
    row = _find(connection, join, joins.c.pbx == pbx.id)
    if row is None:
        return None
    if row.table_ended_at is not None or TableStage(row.stage) not in _BEFORE_TAKEN or _find_end(connection, row):
        if not row.cut:
            _write(connection, row, cut=EndedBy.CENTRAL.value)
        raise Kept(CallTokenRefused())
    _write(connection, row, stage=TableStage.TAKEN.value)
    _record(connection, central, row, TableStage.TAKEN, Outcome.DONE, {}, ip)
    return JoinRoute(id=row.id, call=row.call, kind=JoinKind(row.kind))


def note_told(connection: Connection, central: Central, pbx: Device, ip: str, told: TableTold) -> bool:
    """It goes on as its PBX says, on record; False where it is none of these. What comes late or twice changes
    nothing."""
    row = _find(connection, told.call, joins.c.pbx == pbx.id)
    if row is None:
        return False
    if row.table_ended_at is not None or _ORDER.index(told.stage) <= _ORDER.index(TableStage(row.stage)):
        return True
    if told.stage is TableStage.ENDED:
        by = told.by or EndedBy.PBX
        if by is EndedBy.DESK and row.cut:
            by = EndedBy(row.cut)
        end_at_table(connection, central, row, told.ending or Ending.PBX_LOST, by, ip)
        return True
    _write(connection, row, stage=told.stage.value, is_sealed=told.is_sealed)
    voice = describe_voice(is_sealed=told.is_sealed) if told.stage is TableStage.TALKING else {}
    _record(connection, central, row, told.stage, Outcome.DONE, voice, ip)
    return True


def _find(connection: Connection, join: Identifier, *which: ColumnElement[bool]) -> Row[Any] | None:
    return connection.execute(_CALL.where(table_joins.c.join == join, *which)).one_or_none()


def _get(connection: Connection, join: Identifier) -> Row[Any]:
    return connection.execute(_CALL.where(table_joins.c.join == join)).one()


def _is_silent_since(limit: Instant) -> ColumnElement[bool]:
    return _UNDER_WAY & (func.coalesce(table_joins.c.heard_at, table_joins.c.asked_at) < limit)


def _list_of(connection: Connection, pbx: Device, state: TablesState) -> list[Row[Any]]:
    """Those of a PBX that are not over, without those whose end it is about to tell."""
    rows = connection.execute(_CALL.where(joins.c.pbx == pbx.id, _UNDER_WAY))
    return [row for row in rows if row.id not in state.over]


def _is_gone(row: Row[Any], state: TablesState, since: Instant) -> bool:
    return row.placed_at is not None and row.id not in state.on and bool(row.placed_at < since)


def _find_end(connection: Connection, row: Row[Any]) -> EndedBy | None:
    """Who wants that it ends; once he is in the call, or waits to be let in, the PBX is told so of the join itself."""
    if row.cut:
        return EndedBy(row.cut)
    if TableStage(row.stage) not in _BEFORE_TAKEN:
        return None
    return EndedBy.CENTRAL if is_unwanted(connection, load_policy(connection), row) else None


def _write(connection: Connection, row: Row[Any], **values: object) -> None:
    connection.execute(update(table_joins).where(table_joins.c.join == row.id).values(**values))


def _show(row: Row[Any]) -> TableCall:
    return TableCall(
        call=row.id,
        stage=TableStage(row.stage),
        is_sealed=row.is_sealed,
        ending=Ending(row.ending) if row.ending else None,
        by=EndedBy(row.ended_by) if row.ended_by else None,
    )


def _record(
    connection: Connection,
    central: Central,
    row: Row[Any],
    stage: TableStage,
    outcome: Outcome,
    facts: dict[str, str],
    ip: str,
) -> None:
    """Central's own event of a step, in the name of him who joins."""
    of_join = {"mode": row.kind, "join": row.id, "number": row.number or "", "card": row.customer or ""}
    deed = Deed(
        act=Act.TABLE_CALL_TOLD,
        actor=row.joiner,
        role=Role.SUPERVISOR,
        object_kind=ObjectKind.CALL,
        object_id=row.call,
        outcome=outcome,
        detail={**of_join, "person": row.person, "extension": row.extension, "stage": stage.value, **facts},
    )
    record(connection, central.node, deed, ip)
