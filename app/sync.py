"""The one loop between the journal, the cards and Central: push events, pull changes; Central wins (D7, T3)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.central import CentralClient
    from app.session import SessionKeeper
    from app.trail import Trail
    from protocol.errors import VeildeskError
    from protocol.identifiers import Identifier
    from protocol.times import Instant
    from secure_store.device import DeviceIdentity


class Connection(StrEnum):
    """How the desk stands with Central."""

    CONNECTING = "connecting"
    ONLINE = "online"
    OFFLINE = "offline"
    UNTRUSTED = "untrusted"
    """Something answers that is not our Central."""
    REFUSED = "refused"
    """Central answers, and refuses this desk or what it sends; ``error`` says why."""


@dataclass(frozen=True)
class SyncStatus:
    """The truth for the status bar. ``waiting``: events not yet receipted; ``cards``: cards on this desk."""

    connection: Connection = Connection.CONNECTING
    latency_ms: float | None = None
    last_sync: Instant | None = None
    waiting: int = 0
    error: VeildeskError | None = None
    cards: int = 0


class SyncLoop:
    def __init__(
        self, identity: DeviceIdentity, central: CentralClient, keeper: SessionKeeper, trail: Trail
    ) -> None: ...
    @property
    def status(self) -> SyncStatus: ...
    def on_status(self, listener: Callable[[SyncStatus], None]) -> None: ...
    def on_cards_changed(self, listener: Callable[[frozenset[Identifier] | None], None]) -> None: ...
    def start(self) -> None: ...
    def stop(self, timeout_s: float = 5) -> None: ...
    def wake(self) -> None: ...
