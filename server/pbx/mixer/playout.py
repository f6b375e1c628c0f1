"""One voice on its way into the mix: what came, in order of coming, a little of it kept back against jitter."""

from __future__ import annotations

from server.pbx.blending import read_packet

FRAME = 160
"""Samples of 20 ms."""
_BEGIN, _MOST, _LEFT = 2 * FRAME, 8 * FRAME, 3 * FRAME


class Playout:
    """Of one thread. It keeps no time: what a clock that is too fast heaps up is cut, and where nothing is left it is
    silent until two frames have come. Reordered packets are played as they come: both ends are on one machine."""

    def __init__(self) -> None:
        self._waiting = bytearray()
        self._plays = False

    def hear(self, packet: memoryview) -> None:
        """A packet; one that is no voice is left."""
        read = read_packet(packet)
        if read is None:
            return
        self._waiting += read[2]
        if len(self._waiting) > _MOST:
            del self._waiting[:-_LEFT]

    def take(self) -> bytes | None:
        """The next 20 ms, A-law; None for silence."""
        if len(self._waiting) < (FRAME if self._plays else _BEGIN):
            self._plays = False
            return None
        self._plays = True
        frame = bytes(self._waiting[:FRAME])
        del self._waiting[:FRAME]
        return frame
