"""What administrators and security see of desks and people; no customer data (U1)."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from msgspec import Meta, Struct

from protocol.identifiers import Identifier
from protocol.posture import Check, Posture
from protocol.roles import Role
from protocol.times import Instant

ALERTS_PAGE = 200
"""Alerts in one answer."""


class DeviceState(StrEnum):
    """Whether a desk may work."""

    ENROLLED = "enrolled"
    REVOKED = "revoked"
    FROZEN = "frozen"


class DeviceKind(StrEnum):
    """What a device was enrolled as."""

    DESK = "desk"
    WITNESS = "witness"
    """Follows the log from outside; nobody signs in on it."""
    PBX = "pbx"
    """Places the calls, and is the only one that learns a number to call; nobody signs in on it."""


class AccountState(StrEnum):
    """Whether a person may sign in."""

    ACTIVE = "active"
    LOCKED = "locked"
    FROZEN = "frozen"
    DISABLED = "disabled"


class DeviceRow(Struct, frozen=True, kw_only=True):
    """One desk. ``posture`` is its last word on its machine, None where it gave none; ``unmet`` the checks that policy
    demands of it and that do not hold."""

    id: Identifier
    name: str
    platform: str
    state: DeviceState
    enrolled_at: Instant
    certificate_until: Instant
    seen_at: Instant | None
    events: int
    posture: Posture | None = None
    posture_at: Instant | None = None
    unmet: tuple[Check, ...] = ()


class PersonRow(Struct, frozen=True, kw_only=True):
    """One account."""

    id: Identifier
    username: str
    name: str
    role: Role
    team: str
    state: AccountState
    signed_in_at: Instant | None


class AlertRow(Struct, frozen=True, kw_only=True):
    """Something security must look at."""

    seq: int
    at: Instant
    kind: str
    about: str
    facts: dict[str, str]


class AccountAct(StrEnum):
    """What may be done to an account."""

    UNLOCK = "unlock"
    FREEZE = "freeze"
    UNFREEZE = "unfreeze"


class AccountChange(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Change an account's state, with a reason for the record. Needs a step-up."""

    act: AccountAct
    reason: Annotated[str, Meta(min_length=2, max_length=200)]


class DeviceRevocation(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Shut a desk out, with a reason for the record. Needs a step-up."""

    reason: Annotated[str, Meta(min_length=2, max_length=200)]


class TicketRequest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Ask for an enrolment ticket for a desk to be called ``device_name``. Needs a step-up."""

    device_name: Annotated[str, Meta(min_length=1, max_length=64)]


class TicketAnswer(Struct, frozen=True, kw_only=True):
    """The ticket's text, shown once."""

    ticket: str
    expires_at: Instant
