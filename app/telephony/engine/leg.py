"""A call in the engine, and what its end means."""

from __future__ import annotations

import re
from dataclasses import dataclass

from baresip.call import Call
from baresip.stats import CallStats

from app.telephony.engine.words import LegIs
from app.telephony.port import Ending, Quality, Stage
from protocol.identifiers import Identifier

_STATUS = re.compile(r"([3-6]\d\d)(?: |$)")
_ENDINGS = {
    403: Ending.REFUSED,
    408: Ending.NO_ANSWER,
    480: Ending.NO_ANSWER,
    486: Ending.BUSY,
    487: Ending.NO_ANSWER,
    500: Ending.PBX_LOST,
    503: Ending.PBX_LOST,
    504: Ending.CENTRAL_BUSY,
    600: Ending.BUSY,
    603: Ending.DECLINED,
}
"""What the PBX's final answers mean; it gives no others but those that stand for UNREACHABLE."""


@dataclass(eq=False)
class EngineLeg:
    """One call. ``call`` is the stack's, None until it has one."""

    key: str
    call: Call | None = None
    stage: Stage = Stage.DIALLING
    card: Identifier | None = None
    known_as: Identifier | None = None
    incoming: bool = False
    muted: bool = False
    held: bool = False
    far_held: bool = False
    is_sealed: bool = False
    ending: Ending | None = None
    quality: Quality | None = None
    is_given_up: bool = False
    """Whether this desk hung up."""
    is_lost: bool = False
    """Whether it was ended because the PBX was gone too long."""
    is_handed_over: bool = False
    """Whether the far end was asked to talk to somebody else."""
    wants_hold: bool = False
    """What was ordered last, whether it is in force yet or not."""
    settled_at: float = 0.0
    """From when on it may be held, by the event loop's clock."""
    heard: int = 0
    missed: int = 0

    def describe(self) -> LegIs:
        """All there is to say of it."""
        return LegIs(
            key=self.key,
            stage=self.stage,
            card=self.card,
            known_as=self.known_as,
            incoming=self.incoming,
            muted=self.muted,
            held=self.held,
            far_held=self.far_held,
            is_sealed=self.is_sealed,
            ending=self.ending,
            quality=self.quality,
        )

    @property
    def is_talking(self) -> bool:
        """Whether voice goes both ways, as far as this desk is asked."""
        return self.stage is Stage.TALKING and not self.held

    def measure(self, stats: CallStats) -> None:
        """Take what was counted since the last report (RFC 3550)."""
        heard, missed = stats.rx_packets - self.heard, max(0, stats.rx_lost - self.missed)
        self.heard, self.missed = stats.rx_packets, stats.rx_lost
        if heard + missed > 0:
            trip = stats.rtt_ms if stats.rtt_ms > 0 else None
            self.quality = Quality(missed / (heard + missed), stats.rx_jitter_ms, trip)

    def judge(self, text: str) -> Ending:
        """How it ended, by what happened here and by the status code in the stack's word; the rest of that word is the
        far end's and is dropped."""
        was_answered = self.stage is Stage.TALKING or (self.is_sealed and "reset by peer" in text)
        if self.is_lost:
            return Ending.PBX_LOST
        if self.is_given_up:
            return Ending.HUNG_UP if was_answered else Ending.GIVEN_UP
        if self.is_handed_over:
            return Ending.TRANSFERRED
        found = _STATUS.match(text)
        if was_answered:
            lost = "rtp stream" in text or "timed out" in text
            return Ending.PBX_LOST if lost else Ending.FAR_HUNG_UP
        if self.incoming:
            return Ending.NO_ANSWER
        if not found:
            return Ending.PBX_LOST
        return _ENDINGS.get(int(found[1]), Ending.UNREACHABLE)
