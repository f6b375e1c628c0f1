"""What concerns the person now, by long poll: approvals, decisions, freezes, changed cards."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.central import CentralClient
    from app.session import SessionKeeper
    from protocol.inbox import InboxItem


class InboxListener:
    def __init__(self, central: CentralClient, keeper: SessionKeeper) -> None: ...
    def on_item(self, listener: Callable[[InboxItem], None]) -> None: ...
    def start(self) -> None: ...
    def stop(self, timeout_s: float = 1) -> None: ...
    @property
    def silence_s(self) -> float: ...
