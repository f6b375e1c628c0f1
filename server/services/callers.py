"""Who is asking: the device that signed, and the person whose session it carries (A6)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import NamedTuple

from msgspec import Struct
from sqlalchemy import Connection, select, update

from protocol.identifiers import Identifier
from protocol.oversight import AccountState, DeviceKind, DeviceState
from protocol.refusals import (
    AccountFrozen,
    AccountLocked,
    DeviceFrozen,
    DeviceRefused,
    Forbidden,
    NotFound,
    SessionEnded,
    SessionLocked,
)
from protocol.roles import Role
from protocol.sessions import Person
from protocol.times import format_instant, now, parse_instant
from server.services.policy import Policy, load_policy
from server.store.statements import Statement
from server.store.tables import devices, people, sessions

_ACTIVITY_GRAIN_S = 30.0
_BY_TOKEN = Statement(
    "SELECT s.id, s.device, s.active_at, s.expires_at, s.ended_at, d.state, "
    "p.id, p.username, p.name, p.role, p.team, t.title, p.state, p.must_change_password, p.public_key, "
    "p.wrong_proofs FROM sessions s JOIN people p ON p.id = s.person JOIN teams t ON t.id = p.team "
    "JOIN devices d ON d.id = s.device WHERE s.token_hash = :token_hash"
)
_BY_ID = Statement("SELECT name, public_key, state, kind FROM devices WHERE id = :device")


class _Session(NamedTuple):
    """What stands behind a token, in the order in which it is asked for."""

    session: Identifier
    device: Identifier
    active_at: str
    expires_at: str
    ended_at: str | None
    device_state: str
    id: Identifier
    username: str
    name: str
    role: str
    team: str
    team_title: str
    state: str
    must_change_password: bool
    public_key: bytes
    wrong_proofs: int


class Device(Struct, frozen=True):
    """A desk, or a witness, that may speak."""

    id: Identifier
    name: str
    public_key: bytes
    kind: DeviceKind = DeviceKind.DESK


class Caller(Struct, frozen=True, kw_only=True):
    """A signed-in person at a desk, and the policy in force. ``idle_s``: since his last activity, in seconds;
    ``password_key``: what his proofs are checked with; ``wrong_proofs``: in a row so far.

    ``path`` and ``body`` are the request's, for a step-up proof to be bound to.
    """

    device: Device
    session: Identifier
    person: Person
    team_id: str
    must_change_password: bool
    password_key: bytes
    wrong_proofs: int
    expires_at: str
    idle_s: float
    policy: Policy
    ip: str
    method: str
    path: str
    body: bytes
    step_up: str


class SignedRequest(Struct, frozen=True, kw_only=True):
    """A request whose signature held. ``device`` is None for enrolment, and where no signature is asked for."""

    device: Device | None
    ip: str
    method: str
    path: str
    body: bytes
    token: str
    step_up: str


class TokenElsewhere(SessionEnded):
    """The token belongs to ``session``, which another desk opened. To whoever asks it is a session that has ended."""

    def __init__(self, session: Identifier) -> None:
        super().__init__()
        self.session = session


def find_device(connection: Connection, device: Identifier, *, frozen: bool = False) -> Device:
    """A device that may speak; DeviceRefused for one that is unknown or revoked, DeviceFrozen for a frozen one unless
    it may speak ``frozen``."""
    rows = _BY_ID.ask(connection, {"device": device})
    if not rows:
        raise DeviceRefused
    name, public_key, state, kind = rows[0]
    if not (frozen and state == DeviceState.FROZEN.value):
        _check_device(state)
    return Device(device, name, bytes(public_key), DeviceKind(kind))


def require_device(request: SignedRequest) -> Device:
    """The device that signed; DeviceRefused where only a ticket did."""
    if request.device is None:
        raise DeviceRefused
    return request.device


def require_desk(request: SignedRequest) -> Device:
    """The desk that signed; DeviceRefused for a ticket, and for a witness, on which nobody works."""
    device = require_device(request)
    if device.kind is not DeviceKind.DESK:
        raise DeviceRefused
    return device


def require_pbx(request: SignedRequest) -> Device:
    """The PBX that signed; DeviceRefused for a ticket, Forbidden for any other device."""
    device = require_device(request)
    if device.kind is not DeviceKind.PBX:
        raise Forbidden
    return device


def find_caller(connection: Connection, request: SignedRequest, *, awake: bool = True) -> Caller:
    """The person behind the request's token.

    SessionEnded for a token that is unknown or over, TokenElsewhere for another device's; SessionLocked (unless
    ``awake`` is False) for one that slept; AccountLocked, AccountFrozen; DeviceRefused or DeviceFrozen when that
    happened since the request came in.
    """
    device = require_device(request)
    found = _BY_TOKEN.ask(connection, {"token_hash": hash_token(request.token)})
    if not found:
        raise SessionEnded
    row = _Session(*found[0])
    if row.device != device.id:
        raise TokenElsewhere(row.session)
    _check_device(row.device_state)
    if row.state == AccountState.FROZEN.value:
        raise AccountFrozen
    if row.state == AccountState.LOCKED.value:
        raise AccountLocked
    if row.ended_at is not None or row.expires_at <= now() or row.state != AccountState.ACTIVE.value:
        raise SessionEnded
    policy, idle_s = load_policy(connection), count_idle_s(row.active_at)
    if awake and idle_s > policy.desk.idle_lock_s:
        raise SessionLocked
    return Caller(
        device=device,
        session=row.session,
        person=Person(id=row.id, username=row.username, name=row.name, role=Role(row.role), team=row.team_title),
        team_id=row.team,
        must_change_password=bool(row.must_change_password),
        password_key=row.public_key,
        wrong_proofs=row.wrong_proofs,
        expires_at=row.expires_at,
        idle_s=idle_s,
        policy=policy,
        ip=request.ip,
        method=request.method,
        path=request.path,
        body=request.body,
        step_up=request.step_up,
    )


def check_standing(connection: Connection, device: Device, person: Identifier) -> None:
    """AccountFrozen or AccountLocked for somebody who was stopped; NotFound for one who never worked at ``device``."""
    row = connection.execute(
        select(people.c.state)
        .join(sessions, sessions.c.person == people.c.id)
        .where(people.c.id == person, sessions.c.device == device.id)
        .limit(1)
    ).one_or_none()
    if row is None:
        raise NotFound
    if row.state == AccountState.LOCKED.value:
        raise AccountLocked
    if row.state != AccountState.ACTIVE.value:
        raise AccountFrozen


def is_activity_stale(caller: Caller) -> bool:
    """Whether the session's last activity is old enough to be written anew."""
    return caller.idle_s > _ACTIVITY_GRAIN_S


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
    return format_instant(datetime.now(UTC) + timedelta(seconds=seconds))


def _check_device(state: str) -> None:
    if state == DeviceState.REVOKED.value:
        raise DeviceRefused
    if state == DeviceState.FROZEN.value:
        raise DeviceFrozen
