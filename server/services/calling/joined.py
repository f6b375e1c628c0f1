"""Who is in a call beside its two: let in and put out by a PBX as Central says, on record (D1, U1, P3)."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, Row, func, select, update

from protocol.cards import CardState
from protocol.events import Act, Deed, ObjectKind, Outcome
from protocol.identifiers import Identifier
from protocol.inbox import InboxKind
from protocol.joining import JoinEnd, JoinKind, JoinOrders, JoinOver, JoinRoute, JoinsState, ListenInRule
from protocol.oversight import AccountState, DeviceState
from protocol.refusals import NotFound
from protocol.roles import Role
from protocol.times import now
from server.services.callers import Device
from server.services.calling.joining import is_agreed
from server.services.central import Central
from server.services.notices import send_notice
from server.services.policy import Policy, load_policy
from server.services.recordings.known import KNOWN, NUMBER
from server.services.trail import record
from server.store.call_tables import call_records, joins, presence
from server.store.tables import customers, devices, people, sessions

JOIN = (
    select(
        joins,
        call_records.c.ended_at.label("call_ended_at"),
        call_records.c.customer,
        NUMBER,
        customers.c.state.label("card_state"),
        people.c.name,
        people.c.state.label("person_state"),
        devices.c.state.label("device_state"),
        presence.c.locked_at,
    )
    .select_from(KNOWN.join(joins, joins.c.call == call_records.c.id))
    .join(people, people.c.id == joins.c.joiner)
    .join(devices, devices.c.id == joins.c.device)
    .join(presence, presence.c.person == joins.c.person, isouter=True)
    .join(customers, customers.c.id == call_records.c.customer, isouter=True)
)
"""Joins, with whose and what they are about."""


def find_fault(row: Row[Any] | None, pbx: Identifier, desk: Identifier) -> str:
    """Why a join's token is not good; empty where it is."""
    if row is None or row.pbx != pbx:
        return "unknown"
    if row.device != desk:
        return "another desk"
    if row.presented_at is not None:
        return "used"
    return "over" if row.expires_at <= now() or row.ended_at is not None else ""


def find_join(connection: Connection, digest: str) -> Row[Any] | None:
    """The join of a token's hash."""
    return connection.execute(JOIN.where(joins.c.token_hash == digest)).one_or_none()


def spend_join(connection: Connection, row: Row[Any]) -> JoinRoute | None:
    """The call to which its token leads, once; None when it was presented already, or Central would put him out."""
    if is_unwanted(connection, load_policy(connection), row):
        return None
    unspent = (joins.c.id == row.id) & joins.c.presented_at.is_(None)
    if not connection.execute(update(joins).where(unspent).values(presented_at=now())).rowcount:
        return None
    return JoinRoute(id=row.id, call=row.call, kind=JoinKind(row.kind))


def list_orders(connection: Connection, pbx: Device, state: JoinsState) -> JoinOrders:
    """Whom to let in and whom to put out, of those that a PBX names. It lets nobody in whose listening is not shown
    to the person in the call, and keeps nobody in whom policy, customer or session keep out."""
    named = set(state.waiting) | set(state.joined)
    rows = connection.execute(JOIN.where(joins.c.id.in_(named), joins.c.pbx == pbx.id)).all()
    policy = load_policy(connection)
    kept = {row.id: row for row in rows if not is_unwanted(connection, policy, row)}
    begin = tuple(join for join in state.waiting if join in kept and kept[join].shown_at is not None)
    return JoinOrders(begin=begin, stop=tuple(sorted(named - set(kept))))


def note_begun(connection: Connection, central: Central, pbx: Device, ip: str, join: Identifier) -> bool:
    """Put on record that a PBX lets somebody in, before it does; whether it may, which was looked at anew."""
    row = connection.execute(JOIN.where(joins.c.id == join, joins.c.pbx == pbx.id)).one_or_none()
    if row is None or row.shown_at is None or is_unwanted(connection, load_policy(connection), row):
        return False
    if row.begun_at is None:
        connection.execute(update(joins).where(joins.c.id == join).values(begun_at=now()))
        _record(connection, central, ip, Act.JOIN_BEGAN, row, Outcome.DONE, {})
    return True


def note_over(connection: Connection, central: Central, pbx: Device, ip: str, over: JoinOver) -> None:
    """Somebody is in a call no longer, or never was. NotFound for another PBX's; nothing when it was said."""
    row = connection.execute(JOIN.where(joins.c.id == over.join, joins.c.pbx == pbx.id)).one_or_none()
    if row is None:
        raise NotFound
    end_join(connection, central, ip, row, over.why)


def end_joins(connection: Connection, central: Central, calls: Collection[Identifier]) -> None:
    """Those of ``calls`` that are over: so is everybody's hearing them, whether their PBX says so or not."""
    over = joins.c.call.in_(calls) & call_records.c.ended_at.is_not(None)
    for row in connection.execute(JOIN.where(over, joins.c.ended_at.is_(None))).all():
        end_join(connection, central, "", row, JoinEnd.CALL_OVER)


def end_unshown(connection: Connection, central: Central, calls: Collection[Identifier]) -> None:
    """The desk of ``calls`` starts, and shows nobody who hears them; they may go on at the table, and nobody hears them
    unseen (D1)."""
    for row in connection.execute(JOIN.where(joins.c.call.in_(calls), joins.c.ended_at.is_(None))).all():
        end_join(connection, central, "", row, JoinEnd.NOT_SHOWN)


def end_join(connection: Connection, central: Central, ip: str, row: Row[Any], why: JoinEnd) -> None:
    """Somebody is in a call no longer, or never was, on record; nothing when it was said."""
    if row.ended_at is not None:
        return
    connection.execute(update(joins).where(joins.c.id == row.id).values(ended_at=now()))
    outcome = Outcome.DONE if row.begun_at is not None else Outcome.FAILED
    _record(connection, central, ip, Act.JOIN_ENDED, row, outcome, {"why": why.value})
    send_notice(connection, [row.person], InboxKind.LEFT, row.id, {"who": row.name, "call": row.call})


def is_unwanted(connection: Connection, policy: Policy, row: Row[Any]) -> bool:
    """Whether Central would put him out: by policy, customer, session, or the call's end."""
    if row.ended_at is not None or row.call_ended_at is not None:
        return True
    if row.person_state != AccountState.ACTIVE.value or row.device_state != DeviceState.ENROLLED.value:
        return True
    mine = (sessions.c.person == row.joiner) & (sessions.c.device == row.device)
    on = select(func.count()).where(mine, sessions.c.ended_at.is_(None), sessions.c.expires_at > now())
    if not connection.execute(on).scalar_one():
        return True
    if row.kind == JoinKind.SPEAK.value:
        return False
    allowed = policy.calls.listen_in is not ListenInRule.NEVER and not row.locked_at  # nobody sees a locked desk's pad
    return not allowed or row.card_state == CardState.STOPPED.value or not is_agreed(connection, row.call)


def _record(
    connection: Connection,
    central: Central,
    ip: str,
    act: Act,
    row: Row[Any],
    outcome: Outcome,
    facts: dict[str, str],
) -> None:
    """Central's own word of what a PBX does, in the name of him who joined."""
    detail = {"mode": row.kind, "join": row.id, "number": row.number or "", "card": row.customer or ""}
    deed = Deed(
        act=act,
        actor=row.joiner,
        role=Role.SUPERVISOR,
        object_kind=ObjectKind.CALL,
        object_id=row.call,
        outcome=outcome,
        detail={**detail, "person": row.person, "pbx": row.pbx, **facts},
    )
    record(connection, central.node, deed, ip)
