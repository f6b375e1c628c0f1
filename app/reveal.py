"""Seeing one value: asked for with a reason, proven, decided, opened once, shown for seconds, gone (D3, S1, A1, A4)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from protocol.fields import FieldKind
    from protocol.identifiers import Identifier
    from protocol.reveals import Reveal
    from secure_store.secret import Secret


class CloseReason(StrEnum):
    """Why a shown value went away."""

    TIME_UP = "time-up"
    ASKED = "asked"
    FOCUS_LOST = "focus-lost"
    LOCKED = "locked"
    CARD_LEFT = "card-left"
    FAULT = "fault"


class RevealHandle:
    """A request under way. ``reveal`` is its latest known state; the one-time key stays inside."""

    reveal: Reveal


@dataclass(frozen=True, eq=False)
class ShownReveal:
    """A value to paint (UTF-8 in ``secret``) and the request it came by. Give it back with RevealService.closed."""

    secret: Secret
    reveal: Reveal


class RevealService:
    def request(
        self,
        card_id: Identifier,
        field: FieldKind,
        purpose: str,
        reason: str,
        password: bytearray,
        code: str = "",
        *,
        break_glass: bool = False,
    ) -> RevealHandle: ...
    def wait(self, handle: RevealHandle, timeout_s: float = 25) -> Reveal: ...
    def cancel(self, handle: RevealHandle) -> None: ...
    def collect(self, handle: RevealHandle) -> ShownReveal: ...
    def closed(self, shown: ShownReveal, reason: CloseReason, shown_ms: int) -> None: ...
