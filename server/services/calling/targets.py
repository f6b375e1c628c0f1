"""Whom a call may be handed to: queues of policy, and colleagues who are at work (D1)."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, or_, select

from protocol.oversight import AccountState
from protocol.roles import Role
from protocol.telephones import TargetKind, TransferTarget
from protocol.times import now
from server.services.callers import Caller
from server.store.call_tables import presence
from server.store.tables import people, sessions

_CALLERS = (Role.AGENT.value, Role.SUPERVISOR.value)
_AT_WORK = (
    select(people.c.name, sessions.c.device)
    .join(sessions, sessions.c.person == people.c.id)
    .outerjoin(presence, (presence.c.person == people.c.id) & (presence.c.device == sessions.c.device))
    .where(
        people.c.team == bindparam("team"),
        people.c.id != bindparam("caller"),
        people.c.role.in_(_CALLERS),
        people.c.state == AccountState.ACTIVE.value,
        sessions.c.ended_at.is_(None),
        sessions.c.expires_at > bindparam("now"),
        or_(presence.c.person.is_(None), presence.c.paused_at.is_(None) & presence.c.locked_at.is_(None)),
    )
    .order_by(people.c.name, sessions.c.active_at.desc())
)


def list_targets(connection: Connection, caller: Caller) -> tuple[TransferTarget, ...]:
    """Queues first, then colleagues of the caller's team by name, each at the desk where he is signed in; not
    those who pause or whose desk is locked, since they would decline and the customer be lost."""
    queues = [
        TransferTarget(kind=TargetKind.QUEUE, place=queue.place, name=queue.title)
        for queue in caller.policy.desk.phone.queues
    ]
    here = {"team": caller.team_id, "caller": caller.person.id, "now": now()}
    colleagues = [
        TransferTarget(kind=TargetKind.COLLEAGUE, place=row.device, name=row.name)
        for row in connection.execute(_AT_WORK, here)
    ]
    return (*queues, *colleagues)
