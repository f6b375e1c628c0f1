"""What a PBX is told of calls over telephones on tables, and what it tells: each is placed once.

A call that a PBX had and does not name any more is over (P3, U2).
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row, select, update

from protocol.call_records import Ending
from protocol.call_refusals import CallTokenRefused
from protocol.calls import CallRoute
from protocol.errors import VeildeskError
from protocol.events import Act, Outcome
from protocol.identifiers import Identifier
from protocol.joining import JoinRoute
from protocol.refusals import NotFound
from protocol.road import OutsideVpn
from protocol.table_calls import (
    EndedBy,
    TableClaim,
    TableOrder,
    TableOrders,
    TablesState,
    TableStage,
    TableTaken,
    TableTold,
)
from protocol.times import Instant, now
from server.services.call_policy import TableVoice
from server.services.callers import Device
from server.services.calling import table_joins, table_rings
from server.services.calling.table_facts import describe_voice, is_over_due
from server.services.calling.table_handing import list_handings
from server.services.calling.table_records import (
    CALL,
    UNDER_WAY,
    describe,
    end_call,
    find_end,
    go_on,
    record_stage,
)
from server.services.calling.tokens import check_again, give_number
from server.services.central import Central
from server.services.policy import load_policy
from server.services.sealed_values import require_key
from server.services.trail import record
from server.services.transactions import Kept
from server.services.vpn import require_vpn
from server.store.call_tables import call_records, calls, table_calls

_ORDER = tuple(TableStage)


def has_orders(connection: Connection, pbx: Device, state: TablesState, since: Instant) -> bool:
    """Whether :func:`give_orders` would give any, or has something to write."""
    waiting = table_calls.c.pbx.is_(None) & UNDER_WAY
    if connection.execute(select(table_calls.c.call).where(waiting).limit(1)).first() is not None:
        return True
    if table_rings.has_orders(connection, pbx, state, since) or table_joins.has_orders(connection, pbx, state, since):
        return True
    if _list_unknown(connection, pbx, state):
        return True
    return any(
        row.id not in state.on or find_end(row) or row.handed_to for row in _list_of(connection, pbx, state, since)
    )


def give_orders(
    connection: Connection, central: Central, pbx: Device, state: TablesState, since: Instant
) -> TableOrders:
    """What a PBX is to do. A call that this PBX had before it asked, ``since`` when it waits, and that it does not
    name, is over; so is one that it names and that is over here, since nobody could hear of it for too long."""
    ring, over = [], _list_unknown(connection, pbx, state)
    for row in _list_of(connection, pbx, state, since):
        if row.id not in state.on:
            end_call(connection, central, row, Ending.PBX_LOST, EndedBy.PBX)
        elif why := find_end(row):
            over.append(row.id)
            connection.execute(update(table_calls).where(table_calls.c.call == row.id).values(cut=why.value))
    for row in connection.execute(CALL.where(table_calls.c.pbx.is_(None), UNDER_WAY)).all():
        if is_over_due(row):
            end_call(connection, central, row, Ending.PBX_LOST, EndedBy.PBX)
        elif why := find_end(row):
            end_call(connection, central, row, Ending.GIVEN_UP, why)
        else:
            ring.append(row.id)
    over += table_rings.give_ends(connection, central, pbx, state, since)
    joining, left = table_joins.give_orders(connection, central, pbx, state, since)
    ring, over = [*ring, *joining], [*over, *left]
    return TableOrders(ring=tuple(ring), end=tuple(over), hand=list_handings(connection, pbx, state.on))


def place(connection: Connection, central: Central, pbx: Device, ip: str, claim: TableClaim) -> TableOrder:
    """Which telephone to ring; a call is given out once, to whoever claims it first. A claim whose answer is lost is
    not made again: the PBX does not name that call, so it is over.

    NotFound for a call that nobody may place any more; OutsideVpn for a PBX that policy gives no customer data to (T2).
    """
    policy = load_policy(connection)
    require_vpn(policy, ip)
    row = connection.execute(CALL.where(calls.c.id == claim.call, table_calls.c.pbx.is_(None))).one_or_none()
    if row is None:
        return table_joins.place(connection, central, pbx, ip, claim.call)
    if row.ended_at is not None or find_end(row) or not _claim(connection, row, pbx):
        raise NotFound
    record_stage(connection, central, row, TableStage.PLACED, Outcome.DONE, {"pbx": pbx.id}, ip)
    may_be_clear = policy.calls.table_voice is TableVoice.MAY_BE_CLEAR
    return TableOrder(call=row.id, extension=row.extension, may_be_clear=may_be_clear)


def note_heard(connection: Connection, pbx: Device, state: TablesState) -> None:
    """The PBX is there, and has these calls."""
    heard = table_calls.c.call.in_([*state.on, *state.over]) & (table_calls.c.pbx == pbx.id)
    connection.execute(update(table_calls).where(heard, UNDER_WAY).values(heard_at=now()))
    table_rings.note_named(connection, pbx, state)
    table_joins.note_named(connection, pbx, state)


def give_taken(
    connection: Connection, central: Central, pbx: Device, ip: str, taken: TableTaken
) -> CallRoute | JoinRoute:
    """The number of a call whose telephone was taken, sealed, once; every rule is looked at again before (P3). For who
    joins a call, which one.

    CallTokenRefused for a call that is not this PBX's, is over, is to end, or was given out; OutsideVpn; what
    :func:`~server.services.calling.tokens.check_again` refuses, which ends the call and is on record.
    """
    require_key(taken.public_key)
    join = table_joins.give_taken(connection, central, pbx, ip, taken.call)
    if join is not None:
        return join
    policy = load_policy(connection)
    row = _find(connection, pbx, taken.call)
    if row is None or row.ended_at is not None or row.routed_at is not None:
        raise CallTokenRefused
    try:
        require_vpn(policy, ip)
        if find_end(row):
            raise CallTokenRefused
        check_again(connection, central, policy.calls, row)
    except (VeildeskError, OutsideVpn) as error:
        why = {"why": error.problem.value, "pbx": pbx.id}
        deed = describe(Act.CALL_REFUSED, row, Outcome.REFUSED, why)
        record(connection, central.node, deed, ip)
        if not row.cut:
            cut = update(table_calls).where(table_calls.c.call == row.id).values(cut=EndedBy.CENTRAL.value)
            connection.execute(cut)
        raise Kept(error) from None
    route = give_number(connection, central, pbx, ip, row, taken.public_key)
    go_on(connection, central, row, TableStage.TAKEN, {}, ip)
    return route


def note_told(connection: Connection, central: Central, pbx: Device, ip: str, told: TableTold) -> None:
    """A call goes on as its PBX says, on record; NotFound for another PBX's. What comes late or twice changes
    nothing."""
    row = _find(connection, pbx, told.call)
    if row is None:
        if not (
            table_rings.note_told(connection, central, pbx, ip, told)
            or table_joins.note_told(connection, central, pbx, ip, told)
        ):
            raise NotFound
        return
    if row.ended_at is not None or _ORDER.index(told.stage) <= _ORDER.index(TableStage(row.stage)):
        return
    if told.stage is TableStage.ENDED:
        ending, by = told.ending or Ending.PBX_LOST, told.by or EndedBy.PBX
        if by is EndedBy.DESK and row.cut:  # as it was told to: who wanted it, Central knows
            by = EndedBy(row.cut)
        end_call(connection, central, row, ending, by, ip)
        return
    if told.stage is TableStage.TALKING:
        begun = (call_records.c.id == row.id) & call_records.c.answered_at.is_(None)
        connection.execute(update(call_records).where(begun).values(answered_at=now()))
        sealed = update(table_calls).where(table_calls.c.call == row.id).values(is_sealed=told.is_sealed)
        connection.execute(sealed)
    voice = describe_voice(is_sealed=told.is_sealed) if told.stage is TableStage.TALKING else {}
    go_on(connection, central, row, told.stage, voice, ip)


def _find(connection: Connection, pbx: Device, call: Identifier) -> Row[Any] | None:
    return connection.execute(CALL.where(calls.c.id == call, table_calls.c.pbx == pbx.id)).one_or_none()


def _list_of(connection: Connection, pbx: Device, state: TablesState, since: Instant) -> list[Row[Any]]:
    """The calls that a PBX had at a moment and that are not over, without those whose end it is about to tell."""
    before = table_calls.c.placed_at < since
    rows = connection.execute(CALL.where(table_calls.c.pbx == pbx.id, before, UNDER_WAY))
    return [row for row in rows if row.id not in state.over]


def _list_unknown(connection: Connection, pbx: Device, state: TablesState) -> list[Identifier]:
    """The calls that a PBX has on and that, as far as Central knows, are not."""
    mine = (table_calls.c.pbx == pbx.id) & UNDER_WAY & table_calls.c.call.in_(state.on)
    known = {*connection.execute(select(table_calls.c.call).where(mine)).scalars()}
    known |= table_rings.list_known(connection, pbx, state) | table_joins.list_known(connection, pbx, state)
    return [call for call in state.on if call not in known]


def _claim(connection: Connection, row: Row[Any], pbx: Device) -> bool:
    """Whether this PBX is the one that places it; two may ask at the same moment."""
    moment = now()
    values = {"pbx": pbx.id, "placed_at": moment, "heard_at": moment, "stage": TableStage.PLACED.value}
    free = (table_calls.c.call == row.id) & table_calls.c.pbx.is_(None) & UNDER_WAY
    return bool(connection.execute(update(table_calls).where(free).values(**values)).rowcount)
