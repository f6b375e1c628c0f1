"""Where a desk's session stands, and why it sleeps."""

from __future__ import annotations

from enum import StrEnum


class SessionState(StrEnum):
    """Where the desk stands."""

    SIGNED_OUT = "signed-out"
    ACTIVE = "active"
    LOCKED = "locked"
    PASSWORD_CHANGE = "password-change"  # noqa: S105


class LockReason(StrEnum):
    """Why the desk locked."""

    ASKED = "asked"
    IDLE = "idle"
    OFFLINE_TOO_LONG = "offline-too-long"
    """Central has been silent for longer than policy allows; only Central unlocks again."""
    CENTRAL = "central"
    """Central says that the session sleeps."""
    EXPORT_BLOCKED = "export-blocked"
    """A way out was tried (D5)."""
