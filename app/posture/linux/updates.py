"""When packages were last changed. It does not say that none is missing: a mirror that stands still looks the same."""

from __future__ import annotations

import time
from pathlib import Path

from app.posture.finding import Fact, Finding, Subject, find_bad, find_ok, find_unknown
from protocol.posture import Check

OLDEST_DAYS = 35
"""Security updates come every week; a month and some days is the longest that a desk may miss them."""
_CHANGED = (
    *("/var/lib/dpkg/status", "/var/lib/rpm/rpmdb.sqlite", "/usr/lib/sysimage/rpm/rpmdb.sqlite"),
    *("/var/lib/pacman/local", "/var/lib/linglong/states.json"),
)
_WAITS = Path("/run/reboot-required")


def look_at_updates(subject: Subject) -> Finding:  # noqa: ARG001 - one shape for all checks
    """The package database's last change, and whether one waits for a restart."""
    moments = [path.stat().st_mtime for path in map(Path, _CHANGED) if path.exists()]
    if not moments:
        return find_unknown(Check.UPDATES)
    days = max(0, int((time.time() - max(moments)) // 86_400))
    if days > OLDEST_DAYS:
        return find_bad(Check.UPDATES, Fact.UPDATES_OLD, [str(days)])
    if _WAITS.exists():
        return find_bad(Check.UPDATES, Fact.RESTART_WAITS)
    return find_ok(Check.UPDATES, Fact.UPDATED, [str(days)])
