"""Two voices into one: A-law or µ-law in (G.711, RFC 3551), A-law out, two seconds at a time."""

from __future__ import annotations

import struct
from itertools import islice

from protocol.g711 import SILENCE, decode_a_law
from protocol.recordings import PIECE_SAMPLES, RATE

PCMU, PCMA = 0, 8
"""Payload types."""
LATEST_S = 0.2
"""So long a packet may come after its time and still be heard; a piece is cut so much later."""
_DRIFT = RATE // 2
"""Samples by which a sender's clock may be off from ours, before it is set anew."""
_HEADER = struct.Struct("!BBHII")


class Lane:
    """One voice, laid out in time: what is not there is silence. Its own thread's."""

    def __init__(self) -> None:
        self._samples = bytearray()
        self._source: int | None = None
        self._first = 0

    def hear(self, packet: memoryview, came: int, start: int) -> None:
        """Lay a packet's voice (RTP, RFC 3550) where it belongs. ``came``: the sample that is due now; ``start``: the
        first one of the piece that is being filled. What is no voice, or comes too late, is left."""
        if len(packet) <= _HEADER.size or packet[0] & 0xDF != 0x80:  # another version, an extension or contributors
            return
        _, kind, _, stamp, source = _HEADER.unpack_from(packet)
        kind &= 0x7F
        if kind not in (PCMU, PCMA):
            return
        voice = packet[_HEADER.size :]
        place = (stamp - self._first + 2**31) % 2**32 - 2**31
        if source != self._source or abs(place - came) > _DRIFT:
            self._source, place = source, came
            self._first = (stamp - came) % 2**32
        if (skipped := start - place) > 0:
            voice, place = voice[skipped:], start
        self._lay(place - start, bytearray(voice) if kind == PCMA else bytearray(voice).translate(_FROM_MU_LAW))

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
    mixed = bytearray([_MIXED[x][y] for x, y in zip(one, other, strict=True)])
    for voice in (one, other):
        voice[:] = bytes(len(voice))
    return mixed


def _decode_mu_law(code: int) -> int:
    code ^= 0xFF
    size = ((code & 0x0F) << 3 | 0x84) << (code >> 4 & 7)
    return 0x84 - size if code & 0x80 else size - 0x84


def _make_encoder() -> bytes:
    """A-law of each 13-bit size, from the loudest negative one on."""
    nearest = sorted((decode_a_law(code), code) for code in range(256))
    found, place = bytearray(), 0
    for size in range(-(2**15), 2**15, 8):
        while place < 255 and abs(nearest[place + 1][0] - size) <= abs(nearest[place][0] - size):
            place += 1
        found.append(nearest[place][1])
    return bytes(found)


_ENCODED = _make_encoder()


def _encode(sample: int) -> int:
    return _ENCODED[max(0, min(len(_ENCODED) - 1, sample + 2**15 >> 3))]


_LINEAR = [decode_a_law(code) for code in range(256)]
_FROM_MU_LAW = bytes(_encode(_decode_mu_law(code)) for code in range(256))
_MIXED = [bytes(_encode(one + other) for other in islice(_LINEAR, 256)) for one in _LINEAR]
