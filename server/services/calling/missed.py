"""Calls that nobody took, for those whose customers called: until they are called back, or seen to otherwise (D1)."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, exists, or_, select, update

from protocol.call_records import Way
from protocol.events import Act, Deed
from protocol.incoming import MOST_MISSED, MissedCall, MissedSeen
from protocol.times import after, now
from server.services.acts import record_act
from server.services.callers import Caller
from server.services.central import Central
from server.store.call_tables import call_records, incoming_calls
from server.store.tables import customers

_KEPT_DAYS = 7
_SPOKEN = exists().where(
    call_records.c.customer == incoming_calls.c.customer,
    call_records.c.begun_at > incoming_calls.c.missed_at,
    or_(call_records.c.way == Way.OUT.value, call_records.c.answered_at.is_not(None)),
)
"""He was called since, or called again and was answered."""
_MISSED = (
    select(incoming_calls.c.id, incoming_calls.c.customer, incoming_calls.c.missed_at)
    .join(customers, customers.c.id == incoming_calls.c.customer)
    .where(
        customers.c.assigned_to == bindparam("holder"),
        incoming_calls.c.missed_at > bindparam("since"),
        incoming_calls.c.seen_at.is_(None),
        ~_SPOKEN,
    )
    .order_by(incoming_calls.c.missed_at.desc(), incoming_calls.c.id)
    .limit(MOST_MISSED)
)
_IS_OWN = exists().where(customers.c.id == incoming_calls.c.customer, customers.c.assigned_to == bindparam("holder"))


def list_missed(connection: Connection, caller: Caller) -> tuple[MissedCall, ...]:
    """Of the caller's own customers and the last seven days, newest first."""
    kept = {"holder": caller.person.id, "since": after(now(), days=-_KEPT_DAYS)}
    rows = connection.execute(_MISSED, kept).all()
    return tuple(MissedCall(call=row.id, card=row.customer, at=row.missed_at) for row in rows)


def see_to(connection: Connection, central: Central, caller: Caller, seen: MissedSeen) -> None:
    """List these no more, on record. Another's are left as they are, and so are ones that nobody knows."""
    named = incoming_calls.c.id.in_(seen.calls) & _IS_OWN
    listed = named & incoming_calls.c.missed_at.is_not(None) & incoming_calls.c.seen_at.is_(None)
    gone = connection.execute(update(incoming_calls).where(listed).values(seen_at=now()), {"holder": caller.person.id})
    facts = {"calls": str(gone.rowcount)}
    deed = Deed(act=Act.MISSED_SEEN, actor=caller.person.id, role=caller.person.role, detail=facts)
    record_act(connection, central.node, deed, caller.ip)
