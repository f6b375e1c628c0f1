"""What desks say of their machines: the last word of each is kept, worse ones are on record, and policy may demand it.

It is a desk's own word. It shows machines that were forgotten; a desk that somebody has rebuilt says what he likes.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec
from sqlalchemy import Connection, select, update

from protocol.events import Act, Deed, ObjectKind
from protocol.identifiers import Identifier
from protocol.posture import NAMES, Check, Posture, PostureUnmet, Standing, list_checks
from protocol.times import now
from server.services.notices import raise_alert
from server.services.posture_policy import PosturePolicy
from server.services.trail import record
from server.store.tables import devices

_KEPT = select(devices.c.name, devices.c.platform, devices.c.posture)


def note_posture(
    connection: Connection, node: str, device: Identifier, posture: Posture | None, rule: PosturePolicy, ip: str
) -> None:
    """Keep what a desk says; None where it says nothing, so that no older word speaks for it."""
    row = connection.execute(_KEPT.where(devices.c.id == device)).one()
    body = None if posture is None else msgspec.to_builtins(posture)
    connection.execute(update(devices).where(devices.c.id == device).values(posture=body, posture_at=now()))
    before = read_posture(row.posture)
    worse = (posture or Posture(checks={})).list_worse(before) if before else ()
    if not worse:
        return
    detail = {check.value: (posture.find(check) if posture else Standing.UNKNOWN).value for check in worse}
    deed = Deed(act=Act.DEVICE_WEAKENED, object_kind=ObjectKind.DEVICE, object_id=device, detail=detail)
    record(connection, node, deed, ip)
    demanded = [check for check in worse if check in rule.must_hold]
    if demanded:
        facts = {"checks": name_checks(demanded), "desk": device}
        raise_alert(connection, node, "posture-worse", row.name, facts, caused_by=device)


def require_posture(connection: Connection, rule: PosturePolicy, device: Identifier) -> None:
    """PostureUnmet unless the desk's last word meets ``rule``."""
    if not rule.must_hold:
        return
    row = connection.execute(_KEPT.where(devices.c.id == device)).one()
    unmet = find_unmet(rule, read_posture(row.posture), row.platform)
    if unmet:
        raise PostureUnmet(check=name_checks(unmet))


def find_unmet(rule: PosturePolicy, posture: Posture | None, platform: str) -> tuple[Check, ...]:
    """The checks of this system that ``rule`` demands and that are not ok; all of them where nothing was said."""
    demanded = [check for check in list_checks(platform) if check in rule.must_hold]
    return tuple(check for check in demanded if posture is None or not posture.holds(check))


def read_posture(stored: Any) -> Posture | None:
    """What is kept; None for a word of another version, which counts as none."""
    try:
        return msgspec.convert(stored, type=Posture) if stored else None
    except msgspec.ValidationError:
        return None


def name_checks(checks: Iterable[Check]) -> str:
    """For a sentence."""
    return ", ".join(NAMES[check] for check in checks)
