"""Calls over the telephone on an agent's table: asked for by his desk, placed by a PBX, on record as it tells (P3, U2).

A desk that is gone ends no call. What ends one before the customer talks is a withdrawal, and at any time a person who
has signed out or is not to work any more, or a PBX that does not name the call.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from protocol.call_records import Ending, Way
from protocol.call_refusals import CallTokenRefused, CallUnderWay, NoExtension
from protocol.events import Act, Deed, ObjectKind
from protocol.identifiers import Identifier
from protocol.refusals import NotFound
from protocol.table_calls import (
    EndedBy,
    PlacedCall,
    TableCall,
    TableCallWanted,
    TableStage,
)
from protocol.times import now
from server.services.acts import record_act
from server.services.callers import Caller
from server.services.calling import table_joins, table_rings
from server.services.calling.extensions import find_extension
from server.services.calling.joined import find_join
from server.services.calling.presence import tell_watchers
from server.services.calling.table_facts import count_talk_s, is_over_due
from server.services.calling.table_records import (
    CALL,
    UNDER_WAY,
    end_call,
    end_lost,
)
from server.services.calling.tokens import find_fault, find_token, hash_token, refuse_at_desk, spend
from server.services.central import Central
from server.services.transactions import Kept
from server.store.call_tables import call_records, calls, table_calls


def ask_for_table(connection: Connection, central: Central, caller: Caller, wanted: TableCallWanted) -> TableCall:
    """Have the call of a token placed over the caller's own telephone, on record first.

    NoExtension, CallUnderWay (one call at a time on one telephone), CallTokenRefused. Asked again with the same token,
    it is the same call; given up, none is placed, and the same call ends.
    """
    extension = find_extension(connection, caller.person.id)
    if extension is None:
        raise NoExtension
    row = find_token(connection, wanted.token)
    if row is None and (join := find_join(connection, hash_token(wanted.token))) is not None:
        return table_joins.ask(connection, central, caller, join, extension)
    fault = find_fault(row, caller.device.id)
    if row is not None and row.person != caller.person.id:
        fault = fault or "another person"
    elif row is not None and fault == "used" and _find_own(connection, caller, row.id) is not None:
        if wanted.is_given_up:
            hang_up(connection, central, caller, row.id)
        return look_at(connection, caller, row.id)  # its answer was lost
    if row is None or fault:
        refuse_at_desk(connection, central, caller, row, fault)
        raise Kept(CallTokenRefused())
    if wanted.is_given_up:
        spend(connection, row)
        return TableCall(call=row.id, stage=TableStage.ENDED, ending=Ending.GIVEN_UP, by=EndedBy.DESK)
    end_lost(connection, central, connection.execute(CALL.where(UNDER_WAY, table_calls.c.extension == extension)))
    if connection.execute(CALL.where(UNDER_WAY, table_calls.c.extension == extension)).first() is not None or (
        table_joins.is_in_use(connection, extension)
    ):
        raise CallUnderWay
    if not spend(connection, row):
        refuse_at_desk(connection, central, caller, row, "used")
        raise Kept(CallTokenRefused())
    moment = now()
    placing = {"call": row.id, "person": row.person, "extension": extension, "asked_at": moment, "is_sealed": False}
    connection.execute(insert(table_calls).values(stage=TableStage.ASKED.value, **placing))
    if connection.execute(select(call_records.c.id).where(call_records.c.id == row.id)).one_or_none() is None:
        whose = {"id": row.id, "customer": row.customer, "person": row.person, "device": row.device}
        connection.execute(insert(call_records).values(way=Way.OUT.value, begun_at=moment, **whose))
    tell_watchers(connection, {row.person})
    deed = Deed(
        act=Act.TABLE_CALL_TOLD,
        actor=caller.person.id,
        role=caller.person.role,
        object_kind=ObjectKind.CALL,
        object_id=row.id,
        detail={"number": row.number, "card": row.customer, "stage": TableStage.ASKED.value, "extension": extension},
    )
    record_act(connection, central.node, deed, caller.ip)
    return TableCall(call=row.id, stage=TableStage.ASKED)


def find_placed(connection: Connection, caller: Caller) -> PlacedCall | None:
    """The call that the caller's desk had placed at his telephone and that is on, as far as anybody knows; none that is
    about to end."""
    mine = (calls.c.person == caller.person.id) & (calls.c.device == caller.device.id)
    latest = CALL.where(mine, UNDER_WAY).order_by(table_calls.c.asked_at.desc()).limit(1)
    row = connection.execute(latest).one_or_none()
    if row is None or row.cut or is_over_due(row):
        return None
    return PlacedCall(
        call=row.id,
        card=row.customer,
        number=row.number,
        stage=TableStage(row.stage),
        is_sealed=row.is_sealed,
        talk_s=count_talk_s(row.answered_at, now()) if row.answered_at is not None else 0,
    )


def look_at(connection: Connection, caller: Caller, call: Identifier) -> TableCall:
    """How a call of the caller's goes on; NotFound for another's."""
    row = _find_own(connection, caller, call)
    if row is not None:
        return _show(row)
    found = table_rings.look_at(connection, caller, call) or table_joins.look_at(connection, caller, call)
    if found is None:
        raise NotFound
    return found


def show(connection: Connection, call: Identifier) -> TableCall:
    """How a call goes on, whosever it is; NotFound where there is none."""
    row = connection.execute(CALL.where(calls.c.id == call)).one_or_none()
    if row is not None:
        return _show(row)
    found = table_rings.show(connection, call) or table_joins.show(connection, call)
    if found is None:
        raise NotFound
    return found


def hang_up(connection: Connection, central: Central, caller: Caller, call: Identifier) -> None:
    """End a call of the caller's from his desk, whatever its stage; nothing when it is over. NotFound for another's."""
    row = _find_own(connection, caller, call)
    if row is None:
        if not (
            table_rings.hang_up(connection, caller, call) or table_joins.hang_up(connection, central, caller, call)
        ):
            raise NotFound
        return
    if row.ended_at is not None:
        return
    if row.placed_at is None:
        end_call(connection, central, row, Ending.GIVEN_UP, EndedBy.DESK)
    elif not row.cut:
        connection.execute(update(table_calls).where(table_calls.c.call == call).values(cut=EndedBy.DESK.value))


def _find_own(connection: Connection, caller: Caller, call: Identifier) -> Row[Any] | None:
    return connection.execute(CALL.where(calls.c.id == call, calls.c.person == caller.person.id)).one_or_none()


def _show(row: Row[Any]) -> TableCall:
    return TableCall(
        call=row.id,
        stage=TableStage(row.stage),
        is_sealed=row.is_sealed,
        is_answered=row.answered_at is not None,
        ending=Ending(row.ending) if row.ending else None,
        by=EndedBy(row.ended_by) if row.ended_by else None,
    )
