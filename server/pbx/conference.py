"""A call of three: agent, far end and who joined, each sent the voices of the others (D1).

Once a call's voice runs through the mixer it stays there, whoever leaves, so that no voice is moved twice.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable

from server.pbx.bridge import Bridge
from server.pbx.leg import Leg
from server.pbx.media import MediaRelay, Side
from server.pbx.mixed_leg import MixedLeg
from server.pbx.mixer.mixer import Mixer, Room
from server.pbx.voice import VoiceUnusable


class Conference:
    """Of one call, from who first joins it to the call's end, or to its being handed on. Of sippy's thread."""

    def __init__(self, mixer: Mixer, relay: MediaRelay, call: Bridge) -> None:
        self._mixer, self._relay, self._call = mixer, relay, call
        self._room = Room()
        self._far = secrets.token_hex(12)
        self._mixed: list[MixedLeg] = []
        self._is_over = False
        self.on_refused: Callable[[], None] = call.hang_up
        """Told that one of the call's own two is not to be moved here: he goes on as he was."""

    def let_in(self, joining: Bridge) -> None:
        """Take who joins, then move the call's own two, the far end first, so that its packets come to another port
        than the mixer's. The agent's desk is told nothing. VoiceUnusable, MediaUnavailable, OSError."""
        mixed = MixedLeg(self._relay, joining.name, joining.caller, joining.opposite, speaks=True)
        joining.admit(mixed)
        self._seat(mixed)
        if len(self._mixed) == 1 and self._call.called is not None and mixed.post is not None:
            self._move(self._call.called, self._far, Side.MIXER, mixed.post.address[0])

    def keep_together(self, name: str, opposite: Side) -> None:
        """Have the call's own two hear each other here, of whom the far end stays at rtpengine's voice of ``name``,
        opposite whom it was. Raises as :meth:`let_in`."""
        called, self._far = self._call.called, name
        if called is None or called.voice is None:
            raise VoiceUnusable("nobody to talk to")
        self._move(called, name, opposite, called.voice.address)

    def let_out(self, joining: Bridge) -> None:
        """Who joined has left; the call goes on."""
        if joining.caller.mixed in self._mixed:
            self._unseat(joining.caller.mixed)

    def close(self) -> None:
        """The call is over, or is somebody else's."""
        self._is_over = True
        for mixed in tuple(self._mixed):
            self._unseat(mixed)
        self._relay.forget(self._far)

    def _move(self, leg: Leg, name: str, side: Side, host: str) -> None:
        mixed = MixedLeg(self._relay, name, leg, side, speaks=True)

        def go_on() -> None:
            mixed.on_answered = lambda: None
            if self._is_over:
                return
            self._seat(mixed)
            if leg is self._call.called:  # of the call's own name rtpengine, and a recorder, know the agent's end
                self._move(self._call.caller, self._call.name, Side.FAR, host)

        mixed.on_answered, mixed.on_refused = go_on, self.on_refused
        self._call.move(leg, mixed, host)

    def _seat(self, mixed: MixedLeg) -> None:
        if mixed.post is not None:
            self._mixed.append(mixed)
            self._mixer.add(self._room, mixed.post)

    def _unseat(self, mixed: MixedLeg | None) -> None:
        if mixed is not None and mixed.post is not None:
            self._mixed.remove(mixed)
            self._mixer.remove(self._room, mixed.post)
