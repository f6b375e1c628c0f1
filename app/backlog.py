"""How long a desk may go on without delivering its trail, and what stops then (D7)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from protocol.times import parse_instant
from protocol.trail import TrailOverdue

if TYPE_CHECKING:
    from protocol.sessions import DeskPolicy
    from secure_store.journal import Backlog


def find_overdue(backlog: Backlog, policy: DeskPolicy) -> TrailOverdue | None:
    """What to tell when more waits for Central than policy allows, or for longer; None while it is within limits.

    An event from the future (the clock went back since) counts as overdue once it lies further off than the limit.
    """
    if backlog.since is None:
        return None
    waited_s = abs((datetime.now(UTC) - parse_instant(backlog.since)).total_seconds())
    if backlog.count <= policy.backlog_limit and waited_s <= policy.backlog_limit_s:
        return None
    return TrailOverdue(waiting=str(backlog.count), hours=str(int(waited_s // 3600)))


def require_delivery(backlog: Backlog, policy: DeskPolicy) -> None:
    """TrailOverdue where :func:`find_overdue` finds it: nothing of a customer's is opened then."""
    overdue = find_overdue(backlog, policy)
    if overdue:
        raise overdue
