"""Who is asking: the device that signed, and the person whose session it carries (A6)."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256

from msgspec import Struct
from sqlalchemy import Connection, select, update

from protocol.identifiers import Identifier
from protocol.oversight import AccountState, DeviceState
from protocol.refusals import AccountFrozen, AccountLocked, DeviceFrozen, DeviceRefused, SessionEnded, SessionLocked
from protocol.roles import Role
from protocol.sessions import DeskPolicy, Person
from protocol.times import format_instant, now, parse_instant
from server.store.tables import devices, people, sessions, teams

_ACTIVITY_GRAIN_S = 30.0


class Device(Struct, frozen=True):
    """A desk that may speak."""

    id: Identifier
    name: str
    public_key: bytes


class Caller(Struct, frozen=True, kw_only=True):
    """A signed-in person at a desk. ``path`` and ``body`` are the request's, for a step-up proof to be bound to."""

    device: Device
    session: Identifier
    person: Person
    team_id: str
    must_change_password: bool
    expires_at: str
    locked: bool
    ip: str
    method: str
    path: str
    body: bytes
    step_up: str


class SignedRequest(Struct, frozen=True, kw_only=True):
    """A request whose signature held. ``device`` is None for enrolment alone."""

    device: Device | None
    ip: str
    method: str
    path: str
    body: bytes
    token: str
    step_up: str


def find_device(connection: Connection, device: Identifier) -> Device:
    """A device that may speak; DeviceRefused for one that is unknown or revoked, DeviceFrozen for a frozen one."""
    row = connection.execute(
        select(devices.c.name, devices.c.public_key, devices.c.state).where(devices.c.id == device)
    ).one_or_none()
    if row is None or row.state == DeviceState.REVOKED.value:
        raise DeviceRefused
    if row.state == DeviceState.FROZEN.value:
        raise DeviceFrozen
    return Device(device, row.name, bytes(row.public_key))


def require_device(request: SignedRequest) -> Device:
    """The device that signed; DeviceRefused where only a ticket did."""
    if request.device is None:
        raise DeviceRefused
    return request.device


def find_caller(connection: Connection, request: SignedRequest, policy: DeskPolicy, *, awake: bool = True) -> Caller:
    """The person behind the request's token.

    SessionEnded for a token that is unknown, expired or another device's; SessionLocked (unless ``awake`` is False)
    for one that slept; AccountLocked or AccountFrozen.
    """
    device = require_device(request)
    row = connection.execute(
        select(
            sessions.c.id.label("session"),
            sessions.c.device,
            sessions.c.active_at,
            sessions.c.expires_at,
            sessions.c.locked,
            sessions.c.ended_at,
            people,
            teams.c.title.label("team_title"),
        )
        .join(people, people.c.id == sessions.c.person)
        .join(teams, teams.c.id == people.c.team)
        .where(sessions.c.token_hash == hash_token(request.token))
    ).one_or_none()
    if row is None or row.device != device.id:
        raise SessionEnded
    if row.state == AccountState.FROZEN.value:
        raise AccountFrozen
    if row.state == AccountState.LOCKED.value:
        raise AccountLocked
    if row.ended_at is not None or row.expires_at <= now() or row.state != AccountState.ACTIVE.value:
        raise SessionEnded
    locked = row.locked or count_idle_s(row.active_at) > policy.idle_lock_s
    if locked and awake:
        raise SessionLocked
    return Caller(
        device=device,
        session=row.session,
        person=Person(id=row.id, username=row.username, name=row.name, role=Role(row.role), team=row.team_title),
        team_id=row.team,
        must_change_password=row.must_change_password,
        expires_at=row.expires_at,
        locked=locked,
        ip=request.ip,
        method=request.method,
        path=request.path,
        body=request.body,
        step_up=request.step_up,
    )


def is_activity_stale(connection: Connection, caller: Caller) -> bool:
    """Whether the session's last activity is old enough to be written anew."""
    active_at = connection.execute(select(sessions.c.active_at).where(sessions.c.id == caller.session)).scalar_one()
    return count_idle_s(active_at) > _ACTIVITY_GRAIN_S


def note_activity(connection: Connection, caller: Caller) -> None:
    """The person is at work."""
    connection.execute(update(sessions).where(sessions.c.id == caller.session).values(active_at=now()))
    connection.execute(update(devices).where(devices.c.id == caller.device.id).values(seen_at=now()))


def hash_token(token: str) -> str:
    """What is kept of a session's token."""
    return sha256(b"veildesk session\x00" + token.encode()).hexdigest()


def count_idle_s(active_at: str) -> float:
    """Seconds since an Instant."""
    return (datetime.now(UTC) - parse_instant(active_at)).total_seconds()


def find_until(seconds: float) -> str:
    """The Instant that lies ``seconds`` ahead."""
    return format_instant(datetime.fromtimestamp(datetime.now(UTC).timestamp() + seconds, UTC))
