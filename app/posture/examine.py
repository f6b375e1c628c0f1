"""All checks of this system, one after the other; a check that fails says unknown, and the rest go on."""

from __future__ import annotations

import logging
import sys

from app.faults import name_fault
from app.posture.anywhere import look_at_keyring, look_at_memory, look_at_vpn
from app.posture.finding import Finding, Look, Subject, find_unknown
from protocol.posture import Check, Posture

_log = logging.getLogger(__name__)


def examine(subject: Subject) -> tuple[Finding, ...]:
    """What was found, in the order of :class:`protocol.posture.Check`. Some tenths of a second at most, but for a
    service that does not answer (5 s each); not for the GUI thread."""
    looks = _choose_looks()
    return tuple(_look(check, looks[check], subject) for check in Check if check in looks)


def sum_up(findings: tuple[Finding, ...]) -> Posture:
    """What of it goes to Central."""
    return Posture(checks={finding.check: finding.standing for finding in findings})


def _look(check: Check, look: Look, subject: Subject) -> Finding:
    try:
        return look(subject)
    except Exception as error:  # OSError, ValueError, and whatever a service's library raises
        _log.info("%s could not be looked at: %s", check.value, name_fault(error))
        return find_unknown(check)


def _choose_looks() -> dict[Check, Look]:
    shared = {Check.MEMORY: look_at_memory, Check.KEYRING: look_at_keyring, Check.VPN: look_at_vpn}
    if sys.platform == "win32":
        from app.posture.windows.looks import LOOKS

        return {**shared, **LOOKS}
    if sys.platform == "linux":
        from app.posture.linux.looks import LOOKS

        return {**shared, **LOOKS}
    return dict(shared)
