"""What who waits in a queue hears: an announcement of the company's, or the tone by which a telephone rings (D1).

rtpengine plays it, in a call of voice that is nobody's but the waiting one's: no desk is in it, and no recorder or
listener has a copy of it.
"""

from __future__ import annotations

import math
import secrets
import struct
from collections.abc import Callable
from contextlib import suppress

from protocol.g711 import SILENCE
from server.pbx.blending import encode_a_law
from server.pbx.leg import Leg
from server.pbx.media import MediaRelay, MediaUnavailable, Side
from server.pbx.mixed_leg import MixedLeg
from server.pbx.voice import VoiceUnusable

_RATE = 8000
_HERTZ, _ON_S, _OFF_S = 450, 1, 4
"""The ring-back tone of China's telephone network (GB/T 3380)."""
_AMPLITUDE = 4000
_A_LAW = 6


class Waiting:
    """Of one who waits. ``settled`` is told when his voice goes here. Of sippy's thread."""

    def __init__(self, relay: MediaRelay, leg: Leg, announcement: str, settled: Callable[[Waiting], None]) -> None:
        self._relay, self._leg, self._announcement, self._settled = relay, leg, announcement, settled
        self.mixed = MixedLeg(relay, secrets.token_hex(12), leg, Side.MIXER, speaks=False)
        self.mixed.on_answered = self._play
        self.is_settled = False
        """Whether the one who waits has answered where his voice goes to, so that something else may be asked."""

    @property
    def host(self) -> str:
        """An address of this machine's on the waiting one's side; VoiceUnusable where nothing was said of voice."""
        if self._leg.voice is None:
            raise VoiceUnusable("no description")
        return self._leg.voice.address

    def close(self) -> None:
        """He waits no more, and hears nothing of it any more."""
        self._relay.forget(self.mixed.name)
        self._close_post()

    def fall_silent(self) -> None:
        """He hears nothing of it any more, and his voice stays where it is; MediaUnavailable."""
        self._close_post()
        self._relay.stop_playing(self.mixed.name, self._leg.side)

    def _close_post(self) -> None:
        if self.mixed.post is not None:
            self.mixed.post.close()

    def _play(self) -> None:
        self.is_settled = True
        self._settled(self)
        sounds: tuple[bytes | str, ...] = (self._announcement, RING_BACK) if self._announcement else (RING_BACK,)
        for sound in sounds:
            with suppress(MediaUnavailable):  # a file that rtpengine cannot read: a tone is better than nothing
                self._relay.play(self.mixed.name, self._leg.side, sound)
                return


def write_wav(voice: bytes) -> bytes:
    """A WAV file of A-law, 8,000 samples a second."""
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, _A_LAW, 1, _RATE, _RATE, 1, 8)
    data = struct.pack("<4sI", b"data", len(voice)) + voice
    return struct.pack("<4sI4s", b"RIFF", 4 + len(form) + len(data), b"WAVE") + form + data


def _make_ring_back() -> bytes:
    tone = (int(_AMPLITUDE * math.sin(2 * math.pi * _HERTZ * n / _RATE)) for n in range(_ON_S * _RATE))
    return write_wav(bytes(map(encode_a_law, tone)) + bytes([SILENCE]) * (_OFF_S * _RATE))


RING_BACK = _make_ring_back()
