"""Two voices into one: A-law or µ-law in (G.711, RFC 3551), A-law out, two seconds at a time."""

from __future__ import annotations

from protocol.g711 import SILENCE
from protocol.recordings import PIECE_SAMPLES, RATE
from server.pbx.blending import blend, read_packet

LATEST_S = 0.2
"""So long a packet may come after its time and still be heard; a piece is cut so much later."""
_DRIFT = RATE // 2
"""Samples by which a sender's clock may be off from ours, before it is set anew."""


class Lane:
    """One voice, laid out in time: what is not there is silence. Its own thread's."""

    def __init__(self) -> None:
        self._samples = bytearray()
        self._source: int | None = None
        self._first = 0

    def hear(self, packet: memoryview, came: int, start: int) -> None:
        """Lay a packet's voice (RTP, RFC 3550) where it belongs. ``came``: the sample that is due now; ``start``: the
        first one of the piece that is being filled. What is no voice, or comes too late, is left."""
        read = read_packet(packet)
        if read is None:
            return
        stamp, source, voice = read
        place = (stamp - self._first + 2**31) % 2**32 - 2**31
        if source != self._source or abs(place - came) > _DRIFT:
            self._source, place = source, came
            self._first = (stamp - came) % 2**32
        if (skipped := start - place) > 0:
            voice, place = voice[skipped:], start
        self._lay(place - start, voice)

    def cut(self, count: int) -> bytearray:
        """The piece's first ``count`` samples, for the caller to wipe; the rest moves up."""
        self._reach(count)
        piece = self._samples[:count]
        rest = self._samples[count:]
        self._samples[:] = bytes(len(self._samples))
        self._samples = rest
        return piece

    def _lay(self, at: int, voice: bytearray) -> None:
        if at + len(voice) > 4 * PIECE_SAMPLES:  # somebody's clock is nowhere
            return
        self._reach(at + len(voice))
        self._samples[at : at + len(voice)] = voice

    def _reach(self, count: int) -> None:
        if len(self._samples) < count:
            self._samples.extend(bytes([SILENCE]) * (count - len(self._samples)))


def mix(one: bytearray, other: bytearray) -> bytearray:
    """Both at once; they are of one length, and are wiped."""
    mixed = bytearray(blend(one, other))
    for voice in (one, other):
        voice[:] = bytes(len(voice))
    return mixed
