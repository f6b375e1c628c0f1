"""What Central has of a call over a telephone on a table, and how it writes each step and its end (U2)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Row, func, select, update

from protocol.call_records import Ending
from protocol.cards import CardState
from protocol.events import Act, Deed, ObjectKind, Outcome
from protocol.identifiers import Identifier
from protocol.table_calls import EndedBy, TableStage
from protocol.times import now
from server.services.calling.joined import end_joins
from server.services.calling.presence import tell_watchers
from server.services.calling.records import stop_help
from server.services.calling.table_facts import (
    count_sessions,
    count_talk_s,
    is_over_due,
    may_talk,
    name_place,
)
from server.services.central import Central
from server.services.trail import record
from server.store.call_tables import call_records, calls, table_calls
from server.store.tables import consents, customers, devices, people

_FAILED = frozenset({Ending.PBX_LOST, Ending.CENTRAL_BUSY})
UNDER_WAY = table_calls.c.ended_at.is_(None)
"""It is not over."""
_AGREED = (
    select(func.count())
    .where(
        consents.c.customer == calls.c.customer,
        consents.c.purpose == calls.c.purpose,
        consents.c.withdrawn_at.is_(None),
    )
    .correlate(calls)
    .scalar_subquery()
    .label("agreed")
)
CALL = (
    select(
        calls,
        _AGREED,
        count_sessions(calls),
        people.c.state.label("person_state"),
        people.c.role,
        devices.c.state.label("device_state"),
        customers.c.state.label("card_state"),
        table_calls.c.extension,
        table_calls.c.stage,
        table_calls.c.asked_at,
        table_calls.c.placed_at,
        table_calls.c.heard_at,
        table_calls.c.is_sealed,
        table_calls.c.cut,
        table_calls.c.handed_to,
        table_calls.c.ended_at,
        table_calls.c.ending,
        table_calls.c.ended_by,
        call_records.c.answered_at,
    )
    .join(table_calls, table_calls.c.call == calls.c.id)
    .join(call_records, call_records.c.id == calls.c.id)
    .join(people, people.c.id == calls.c.person)
    .join(devices, devices.c.id == calls.c.device)
    .join(customers, customers.c.id == calls.c.customer)
)


def find_under_way(connection: Connection, call: Identifier) -> Row[Any] | None:
    """One that is not over."""
    return connection.execute(CALL.where(calls.c.id == call, UNDER_WAY)).one_or_none()


def find_end(row: Row[Any]) -> EndedBy | None:
    """Who wants that a call ends."""
    if row.cut:
        return EndedBy(row.cut)
    if not may_talk(row):
        return EndedBy.CENTRAL
    if row.stage == TableStage.TALKING.value:  # nobody is cut off, and his desk is told
        return None
    return EndedBy.CENTRAL if row.card_state == CardState.STOPPED.value or not row.agreed else None


def end_lost(connection: Connection, central: Central, rows: Iterable[Row[Any]]) -> None:
    """End those of ``rows`` that are :func:`~server.services.calling.table_facts.is_over_due`."""
    for row in list(rows):
        if is_over_due(row):
            end_call(connection, central, row, Ending.PBX_LOST, EndedBy.PBX)


def go_on(
    connection: Connection, central: Central, row: Row[Any], stage: TableStage, facts: dict[str, str], ip: str
) -> None:
    """A call has come to a stage, on record."""
    connection.execute(update(table_calls).where(table_calls.c.call == row.id).values(stage=stage.value))
    tell_watchers(connection, {row.person})
    record_stage(connection, central, row, stage, Outcome.DONE, facts, ip)


def end_call(
    connection: Connection, central: Central, row: Row[Any], ending: Ending, by: EndedBy, ip: str = ""
) -> None:
    """A call is over: by its record, for whoever helps or listens, and on record."""
    moment = now()
    ended = {"ended_at": moment, "ending": ending.value, "ended_by": by.value, "stage": TableStage.ENDED.value}
    connection.execute(update(table_calls).where(table_calls.c.call == row.id).values(**ended))
    kept = connection.execute(select(call_records).where(call_records.c.id == row.id)).one()
    talk_s = count_talk_s(kept.answered_at, moment) if kept.answered_at is not None else 0
    values = {"ended_at": moment, "ending": ending.value, "talk_s": talk_s}
    connection.execute(update(call_records).where(call_records.c.id == row.id).values(**values))
    stop_help(connection, row.person, row.id, moment)
    end_joins(connection, central, [row.id])
    tell_watchers(connection, {row.person})
    outcome = Outcome.FAILED if ending in _FAILED else Outcome.DONE
    facts = {"ending": ending.value, "by": by.value, "talk_s": str(talk_s), **name_place(row, ending)}
    record_stage(connection, central, row, TableStage.ENDED, outcome, facts, ip)


def record_stage(
    connection: Connection,
    central: Central,
    row: Row[Any],
    stage: TableStage,
    outcome: Outcome,
    facts: dict[str, str],
    ip: str = "",
) -> None:
    """Central's own event of a step."""
    deed = describe(Act.TABLE_CALL_TOLD, row, outcome, {"stage": stage.value, **facts})
    record(connection, central.node, deed, ip)


def describe(act: Act, row: Row[Any], outcome: Outcome, facts: dict[str, str]) -> Deed:
    """Central's own word; whose call it is is named in it, since nobody signs in on a PBX."""
    of_call = {"number": row.number, "card": row.customer, "person": row.person, "extension": row.extension}
    return Deed(
        act=act,
        object_kind=ObjectKind.CALL,
        object_id=row.id,
        field=row.field,
        purpose=row.purpose,
        outcome=outcome,
        detail={**of_call, **facts},
    )
