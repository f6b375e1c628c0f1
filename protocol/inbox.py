"""The inbox: what concerns the caller now, by long poll."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from protocol.times import Instant

MAX_WAIT_S = 25


class InboxKind(StrEnum):
    """Why the desk should look."""

    APPROVAL_WANTED = "approval-wanted"
    APPROVAL_SETTLED = "approval-settled"
    """A request that was waiting has been decided, cancelled or has expired."""
    REVEAL_DECIDED = "reveal-decided"
    CARDS_CHANGED = "cards-changed"
    CONSENT_WITHDRAWN = "consent-withdrawn"
    POLICY_CHANGED = "policy-changed"
    ACCOUNT_FROZEN = "account-frozen"
    SESSION_ENDED = "session-ended"
    DEVICE_REVOKED = "device-revoked"
    CALL_MISSED = "call-missed"
    """A customer called, and nobody took the call; ``facts`` name the call."""
    CALL_HANDED_ON = "call-handed-on"
    """A call rings for this person that a teammate handed to him; ``ref`` is the call, ``facts`` name who did (``who``)
    and the queue in which it waited (``queue``), where it did."""
    ALERT = "alert"
    TEAM_CHANGED = "team-changed"
    """Somebody's state or day on the wall that the person is looking at; only the newest one is kept."""
    HELP_WANTED = "help-wanted"
    """An agent asks this supervisor, among others, for help; ``facts`` name him."""
    HELP_TAKEN = "help-taken"
    """A supervisor comes; ``facts`` name him."""
    CALL_INSPECTED = "call-inspected"
    """A call of the person's was judged; ``facts``: its short name and the score."""
    INSPECTION_ANSWERED = "inspection-answered"
    """An agent answered to an inspection that this person made, or of one of his people; ``facts`` name him."""
    JOINED = "joined"
    """Somebody is about to hear a call of this person's: ``ref`` is his joining, ``facts`` name him, the call and
    whether he speaks. The desk shows it and says so before he is let in."""
    LEFT = "left"
    """He hears it no longer; ``ref`` as before."""


class InboxItem(Struct, frozen=True, kw_only=True):
    """One notice; ``ref`` names the thing it is about, ``facts`` hold short masked words."""

    seq: int
    kind: InboxKind
    at: Instant
    ref: str = ""
    facts: dict[str, str] = {}


class InboxPage(Struct, frozen=True, kw_only=True):
    """Notices after ``after``, oldest first, at most 200; ``next`` goes into the next ``after``."""

    items: tuple[InboxItem, ...]
    next: int
