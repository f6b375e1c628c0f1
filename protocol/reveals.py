"""Asking for one plaintext value, deciding on it, and collecting it once (D3, D9)."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from msgspec import Meta, Struct

from protocol.fields import FieldKind
from protocol.identifiers import Identifier
from protocol.sealing import SealedValue
from protocol.sessions import Person
from protocol.times import Instant


class Verdict(StrEnum):
    """What policy says of a request."""

    ALLOW = "allow"
    APPROVE = "approve"
    DENY = "deny"


class RevealState(StrEnum):
    """The life of a request."""

    WAITING = "waiting"
    READY = "ready"
    REFUSED = "refused"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    COLLECTED = "collected"


class RevealRequest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Ask to see ``field`` of ``card``. ``public_key``: the desk's one-time X25519 key, 32 raw bytes."""

    card: Identifier
    field: FieldKind
    purpose: Annotated[str, Meta(min_length=1, max_length=64)]
    reason: Annotated[str, Meta(min_length=2, max_length=200)]
    public_key: bytes
    break_glass: bool = False
    """A supervisor opens alone, with a second factor; security is alerted and must review."""


class Reveal(Struct, frozen=True, kw_only=True):
    """A request as its maker sees it. ``number`` is its short name for people (``R-2291``). ``sealed`` is given once,
    in the answer to collecting, or in the answer to the request where policy allows at once."""

    id: Identifier
    number: str
    card: Identifier
    field: FieldKind
    purpose: str
    state: RevealState
    made_at: Instant
    expires_at: Instant
    show_s: int
    approvals_needed: int = 0
    approvals_given: int = 0
    can_decide: tuple[str, ...] = ()
    """Names of who can decide and is signed in, for the waiting screen."""
    note: str = ""
    sealed: SealedValue | None = None


class Decision(StrEnum):
    """A supervisor's answer."""

    APPROVE = "approve"
    REFUSE = "refuse"


class PendingApproval(Struct, frozen=True, kw_only=True):
    """What a supervisor needs to decide: who, whom (masked), which field, why, how often today."""

    id: Identifier
    number: str
    requester: Person
    device_name: str
    customer: str
    masked: str
    field: FieldKind
    campaign: str
    purpose: str
    reason: str
    made_at: Instant
    expires_at: Instant
    reveals_today: int
    refused_today: int
    approvals_needed: int
    approvals_given: int


class ApprovalDecision(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Approve or refuse, with a note for the record; a refusal says why."""

    decision: Decision
    note: Annotated[str, Meta(max_length=500)] = ""
