"""How long the person has done nothing and Central has said nothing, and when that locks the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.session_state import LockReason
from app.uptime import read_uptime

if TYPE_CHECKING:
    from protocol.sessions import DeskPolicy


class Attention:
    """Two stop-watches that also run while the machine sleeps. Any thread."""

    def __init__(self) -> None:
        self._touched = self._heard = read_uptime()

    def touch(self) -> None:
        """The person did something."""
        self._touched = read_uptime()

    def hear(self, ago_s: float = 0.0) -> None:
        """Central answered, ``ago_s`` seconds ago."""
        self._heard = read_uptime() - ago_s

    @property
    def idle_s(self) -> float:
        """Seconds since the person did something."""
        return read_uptime() - self._touched

    @property
    def silence_s(self) -> float:
        """Seconds since Central answered."""
        return read_uptime() - self._heard

    def judge(self, policy: DeskPolicy) -> LockReason | None:
        """Why the desk has to lock now, or None."""
        if self.idle_s >= policy.idle_lock_s:
            return LockReason.IDLE
        return LockReason.OFFLINE_TOO_LONG if self.silence_s >= policy.offline_limit_s else None
