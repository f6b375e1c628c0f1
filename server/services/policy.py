"""The company's policy: who may see what, when, how often; versioned (D3, U1)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Annotated
from zoneinfo import ZoneInfo

import msgspec
from msgspec import Meta, Struct
from sqlalchemy import Connection

from protocol.fields import FieldKind
from protocol.reveals import Verdict
from protocol.roles import Role
from protocol.sessions import DeskPolicy
from protocol.times import format_instant
from server.services.anomaly_rules import AnomalyPolicy
from server.services.call_policy import CallPolicy
from server.services.clocks import Clock, is_between
from server.services.posture_policy import PosturePolicy
from server.store.statements import Found, Statement

NEWEST = Statement("SELECT version, CAST(body AS TEXT) FROM policies ORDER BY version DESC LIMIT 1")
_K, _V = FieldKind, Verdict


def _default_verdicts() -> dict[Role, dict[FieldKind, Verdict]]:
    agent = {_K.NAME: _V.ALLOW, _K.MOBILE: _V.ALLOW, _K.LANDLINE: _V.ALLOW}
    supervisor = {_K.NAME: _V.ALLOW, _K.MOBILE: _V.ALLOW, _K.LANDLINE: _V.ALLOW}
    return {Role.AGENT: agent, Role.SUPERVISOR: supervisor}


class RevealPolicy(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Rules for reveals. A field that ``verdicts`` does not name needs approval; a role it does not name is denied.

    ``opens`` and ``closes`` are clock times in ``time_zone``; equal ones mean all day. ``daily_quota`` counts a
    person's reveals of a day, all fields together. ``_s`` are seconds.
    """

    verdicts: dict[Role, dict[FieldKind, Verdict]] = msgspec.field(default_factory=_default_verdicts)
    daily_quota: Annotated[int, Meta(ge=0, le=100_000)] = 20
    approvals_needed: Annotated[int, Meta(ge=1, le=5)] = 1
    opens: Clock = "08:00"
    closes: Clock = "21:00"
    time_zone: str = "Asia/Shanghai"
    request_life_s: Annotated[int, Meta(ge=30, le=3600)] = 300
    collect_s: Annotated[int, Meta(ge=10, le=600)] = 60
    show_s: Annotated[int, Meta(ge=2, le=60)] = 15


class TrailPolicy(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How long the trail is kept: days from when Central received an event, three years unless a company chooses."""

    keep_days: Annotated[int, Meta(le=36_500)] = 1096


class RecordingPolicy(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whether calls are recorded, after a yes to a wording that says so, and for how many days they are kept (C1, X1).
    ``listen_s``: seconds for which somebody who proved himself may hear one."""

    on: bool = False
    keep_days: Annotated[int, Meta(ge=1, le=3650)] = 180
    listen_s: Annotated[int, Meta(ge=60, le=4 * 3600)] = 3600


class Policy(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All of it."""

    reveal: RevealPolicy = msgspec.field(default_factory=RevealPolicy)
    desk: DeskPolicy = msgspec.field(default_factory=DeskPolicy)
    anomalies: AnomalyPolicy = msgspec.field(default_factory=AnomalyPolicy)
    trail: TrailPolicy = msgspec.field(default_factory=TrailPolicy)
    calls: CallPolicy = msgspec.field(default_factory=CallPolicy)
    recording: RecordingPolicy = RecordingPolicy()
    posture: PosturePolicy = PosturePolicy()
    vpn_ranges: tuple[Annotated[str, Meta(max_length=64)], ...] = ()
    """The VPN's addresses (``10.8.0.0/24``), where ``desk.vpn`` requires one: customer data goes nowhere else (T2)."""


def judge(policy: RevealPolicy, role: Role, field: FieldKind) -> Verdict:
    """What policy says when ``role`` asks to see ``field``."""
    known = policy.verdicts.get(role)
    return Verdict.DENY if known is None else known.get(field, Verdict.APPROVE)


def is_open(policy: RevealPolicy, moment: datetime) -> bool:
    """Whether reveals are open at an aware ``moment``."""
    return is_between(policy.opens, policy.closes, moment.astimezone(ZoneInfo(policy.time_zone)))


def find_day_start(policy: RevealPolicy, moment: datetime) -> str:
    """The Instant at which ``moment``'s day began, where the company is."""
    local = moment.astimezone(ZoneInfo(policy.time_zone))
    return format_instant(local.replace(hour=0, minute=0, second=0, microsecond=0).astimezone(UTC))


def load_policy(connection: Connection) -> Policy:
    """The policy in force; the default before any was set. Its version stands in ``desk``."""
    return read_policy(NEWEST.ask(connection))


def read_policy(found: Sequence[Found]) -> Policy:
    """As :func:`load_policy`, by what ``NEWEST`` found."""
    return _read_policy(*found[0]) if found else Policy()


@lru_cache(maxsize=8)
def _read_policy(version: int, body: str) -> Policy:
    """Once for many requests: each asks for the policy in force, and it changes seldom."""
    policy = msgspec.json.decode(body, type=Policy)
    return msgspec.structs.replace(policy, desk=msgspec.structs.replace(policy.desk, version=version))
