"""Desks and people for those who oversee them; no customer data (U1)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row, func, select

from protocol.identifiers import Identifier
from protocol.oversight import AccountAct, AccountChange, AccountState, DeviceKind, DeviceRow, DeviceState, PersonRow
from protocol.posture import Check
from protocol.refusals import Conflict, Forbidden, NotFound
from protocol.roles import Role
from server.services.accounts import set_state
from server.services.callers import Caller
from server.services.central import Central
from server.services.policy import load_policy
from server.services.posture import find_unmet, read_posture
from server.services.posture_policy import PosturePolicy
from server.store.tables import chain_heads, devices, people, teams

_MAY = {
    AccountAct.UNLOCK: (Role.ADMIN, Role.SECURITY),
    AccountAct.FREEZE: (Role.SECURITY,),
    AccountAct.UNFREEZE: (Role.SECURITY,),
}
_FROM = {
    AccountAct.UNLOCK: (AccountState.LOCKED,),
    AccountAct.FREEZE: (AccountState.ACTIVE, AccountState.LOCKED),
    AccountAct.UNFREEZE: (AccountState.FROZEN,),
}
_TO = {
    AccountAct.UNLOCK: AccountState.ACTIVE,
    AccountAct.FREEZE: AccountState.FROZEN,
    AccountAct.UNFREEZE: AccountState.ACTIVE,
}


def list_devices(connection: Connection) -> tuple[DeviceRow, ...]:
    """Every desk, by name."""
    rule = load_policy(connection).posture
    rows = connection.execute(
        select(devices, func.coalesce(chain_heads.c.next_seq, 1).label("next_seq"))
        .join(chain_heads, chain_heads.c.device == devices.c.id, isouter=True)
        .order_by(devices.c.name, devices.c.enrolled_at)
    )
    return tuple(
        DeviceRow(
            id=row.id,
            name=row.name,
            platform=row.platform,
            state=DeviceState(row.state),
            enrolled_at=row.enrolled_at,
            certificate_until=row.certificate_until,
            seen_at=row.seen_at,
            events=row.next_seq - 1,
            posture=read_posture(row.posture),
            posture_at=row.posture_at,
            unmet=_find_unmet(rule, row),
        )
        for row in rows
    )


def _find_unmet(rule: PosturePolicy, row: Row[Any]) -> tuple[Check, ...]:
    """Nobody works on a witness or a PBX, and nothing is demanded of them."""
    if row.kind != DeviceKind.DESK.value:
        return ()
    return find_unmet(rule, read_posture(row.posture), row.platform)


def list_people(connection: Connection) -> tuple[PersonRow, ...]:
    """Every account, by name."""
    rows = connection.execute(
        select(people, teams.c.title).join(teams, teams.c.id == people.c.team).order_by(people.c.username)
    )
    return tuple(
        PersonRow(
            id=row.id,
            username=row.username,
            name=row.name,
            role=Role(row.role),
            team=row.title,
            state=AccountState(row.state),
            signed_in_at=row.signed_in_at,
        )
        for row in rows
    )


def check_change(connection: Connection, caller: Caller, person: Identifier, change: AccountChange) -> None:
    """Forbidden, NotFound or Conflict before the proof is asked for; nobody changes his own account."""
    if caller.person.role not in _MAY[change.act] or caller.person.id == person:
        raise Forbidden
    state = connection.execute(select(people.c.state).where(people.c.id == person)).scalar_one_or_none()
    if state is None:
        raise NotFound
    if state not in _FROM[change.act]:
        raise Conflict(reason=f"the account is {state}")


def change_account(
    connection: Connection, central: Central, caller: Caller, person: Identifier, change: AccountChange
) -> None:
    """Carry a change out."""
    set_state(connection, central.node, person, _TO[change.act], change.reason, caller)
