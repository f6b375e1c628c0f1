"""Looks whether a call's voice still flows: every ten seconds, one look at a time (decision 015)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from sippy.Core.EventDispatcher import ED2
from sippy.Time.Timeout import Timeout

from server.pbx.leg import Leg
from server.pbx.watch import VoiceWatch

_LOOK_S = 10.0


class VoiceLooks:
    """Of one call. ``find`` says by which name rtpengine knows its voice at that moment, and who talks there; ``gone``
    is told that one whose silence means something is not heard any more. Of sippy's thread."""

    def __init__(
        self, watch: VoiceWatch, find: Callable[[], tuple[str, Iterable[Leg | None]]], gone: Callable[[], None]
    ) -> None:
        self._watch, self._find, self._gone = watch, find, gone
        self._timer: Any = None
        self._is_looking = False

    def begin(self) -> None:
        """Look from now on; nothing where it does."""
        if self._timer is None:
            self._timer = Timeout(self._look, _LOOK_S, -1)

    def end(self) -> None:
        """Look no more; what an earlier look finds counts for nothing."""
        if self._timer is not None:
            self._timer.cancel()
        self._gone = lambda: None

    def _look(self) -> None:
        name, legs = self._find()
        sides = tuple(leg.side for leg in legs if leg is not None and leg.is_watched)
        if sides and not self._is_looking:
            self._is_looking = True
            self._watch.look(name, sides, lambda gone: ED2.callFromThread(self._hear, name, gone))

    def _hear(self, name: str, gone: bool) -> None:
        """What was found of the voice that had ``name``; by now the call may have another."""
        self._is_looking = False
        if gone and name == self._find()[0]:
            self._gone()
