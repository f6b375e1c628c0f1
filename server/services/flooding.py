"""A desk that sends more events than people make is told of, and all of them are kept (D7, U3).

Nothing is refused: an event that Central does not take is one that the trail lacks.
"""

from __future__ import annotations

import time

from sqlalchemy import Connection

from protocol.identifiers import Identifier
from protocol.sessions import DeskPolicy
from server.services.callers import Device
from server.services.notices import raise_alert

MOST = 20_000
"""Events of one desk in an hour: a busy one makes some hundreds. One that was offline may bring its whole backlog, so
twice that is allowed, where policy has it larger."""
SPAN_S = 3600.0
_counted: dict[Identifier, tuple[float, int]] = {}
"""When each desk's hour began, by this process's clock, and its events since. A restart begins anew."""


def note_volume(connection: Connection, node: str, policy: DeskPolicy, device: Device, fresh: int) -> None:
    """Count ``fresh`` events of ``device``, and alert security once an hour where they are too many."""
    present = time.monotonic()
    began, before = _counted.get(device.id, (present, 0))
    if present - began >= SPAN_S:
        began, before = present, 0
    count, most = before + fresh, max(MOST, 2 * policy.backlog_limit)
    _counted[device.id] = (began, count)
    if before <= most < count:
        facts = {"desk": device.id, "count": str(count), "threshold": str(most)}
        raise_alert(connection, node, "event-flood", device.name, facts)
