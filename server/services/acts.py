"""Recording what people do at Central, under the eyes of the watch (U2, U3).

:mod:`server.services.trail` writes Central's own word; this writes a person's act and looks at it at once.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from sqlalchemy import Connection

from protocol.events import Act, Deed, ObjectKind
from protocol.identifiers import Identifier
from protocol.refusals import AccountFrozen
from protocol.times import Instant, now
from server.services.anomalies.watch import watch_events
from server.services.policy import Policy
from server.services.trail import record
from server.services.transactions import Kept


class _SeenDeed(Struct, frozen=True, kw_only=True):
    """A deed as the watch sees it, before it has its place in the trail."""

    act: Act
    actor: str
    device: Identifier
    ip: str
    at: Instant
    object_kind: ObjectKind
    object_id: str
    detail: dict[str, str]


def record_act(connection: Connection, node: str, deed: Deed, ip: str = "") -> None:
    """Append ``deed`` to this node's own chain. When it is the one too many, its actor is stopped: what was written is
    kept, and the act ends in AccountFrozen."""
    record(connection, node, deed, ip)
    if _watch(connection, node, (deed,), ip, None):
        raise Kept(AccountFrozen())


def record_acts(
    connection: Connection, node: str, tried: Sequence[Deed], done: Sequence[Deed], ip: str, policy: Policy
) -> None:
    """Append what a person tried and what came of it, at once.

    When it is the one too many, nothing comes of it: what was tried is kept, and it ends in AccountFrozen.
    """
    stopped = _watch(connection, node, (*tried, *done), ip, policy)
    deeds = tried if stopped else (*tried, *done)
    for deed in deeds:
        record(connection, node, deed, ip if deed.actor else "")
    if stopped:
        raise Kept(AccountFrozen())


def _watch(connection: Connection, node: str, deeds: Sequence[Deed], ip: str, policy: Policy | None) -> bool:
    seen = [
        _SeenDeed(
            act=deed.act,
            actor=deed.actor,
            device=node,
            ip=ip,
            at=now(),
            object_kind=deed.object_kind,
            object_id=deed.object_id,
            detail=deed.detail,
        )
        for deed in deeds
        if deed.actor
    ]
    if not seen:
        return False
    return not watch_events(connection, node, seen, policy).isdisjoint(deed.actor for deed in seen)
