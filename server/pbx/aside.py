"""Where a call's other side is while nobody talks to it: at what voice of rtpengine's, and whether it hears a tone."""

from __future__ import annotations

from contextlib import suppress

from server.pbx.leg import Leg
from server.pbx.media import MediaRelay, MediaUnavailable, Side
from server.pbx.waiting import Waiting


class Aside:
    """Of one call, and of sippy's thread. Nothing is true of it before :meth:`begin`."""

    def __init__(self, relay: MediaRelay) -> None:
        self._relay = relay
        self._leg: Leg | None = None
        self._waiting: Waiting | None = None
        self._at: tuple[str, Side] | None = None

    @property
    def is_settling(self) -> bool:
        """Whether who waits has not taken yet what he is to hear."""
        return self._waiting is not None and not self._waiting.is_settled

    @property
    def waits(self) -> bool:
        """Whether somebody waits."""
        return self._waiting is not None

    def begin(self, leg: Leg, name: str, opposite: Side, announcement: str) -> Waiting:
        """``leg``, whose voice is at rtpengine's ``name``, opposite whom, is to wait. ``announcement``: as for
        :class:`~server.pbx.waiting.Waiting`."""
        self._leg, self._at = leg, (name, opposite)
        waiting = self._waiting = Waiting(self._relay, leg, announcement, self._note)
        waiting.mixed.on_refused = self.end
        return waiting

    def is_at(self, name: str) -> bool:
        """Whether his voice is still at rtpengine's ``name``."""
        return self._at is not None and self._at[0] == name

    def end(self) -> None:
        """Nobody waits any more: no tone, and what he says of his voice is for the desk again."""
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            waiting.close()
            if self._leg is not None:
                self._leg.mixed = None

    def forget(self) -> None:
        """His voice is somewhere else by now."""
        at, self._at = self._at, None
        if at is not None:
            self._relay.forget(at[0])

    def stay(self) -> tuple[str, Side] | None:
        """He is not to be led elsewhere: no tone, and where his voice stays."""
        waiting, self._waiting = self._waiting, None
        if waiting is not None and self._at is not None:
            with suppress(MediaUnavailable):
                waiting.fall_silent()
        return self._at

    def _note(self, waiting: Waiting) -> None:
        """His voice goes to where he waits."""
        self.forget()
        self._at = (waiting.mixed.name, Side.MIXER)
