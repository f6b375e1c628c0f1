"""A place at the mixer: a socket beside rtpengine's, by which one of a call speaks, hears, or both."""

from __future__ import annotations

import secrets
import socket
from contextlib import suppress

from protocol.g711 import SILENCE
from server.pbx.blending import PCMA, PCMU, TO_MU_LAW, write_packet
from server.pbx.mixer.playout import FRAME, Playout

_LARGEST = 2048
_MOST_AT_ONCE = 16
_QUIET = bytes([SILENCE]) * FRAME


class Post:
    """One who is connected. ``speaks``: whether the others hear him: from the socket of one who does not, what comes is
    read and dropped. ``hears``: whether he is sent anything. Bound before the mixer has it, and the mixer's thread's
    from then on."""

    def __init__(self, taken: socket.socket, *, speaks: bool, hears: bool) -> None:
        self.socket, self.speaks, self.hears = taken, speaks, hears
        self.codec = PCMA
        self._playout = Playout()
        self._source, self._place = secrets.randbelow(2**32), 0
        self._buffer = memoryview(bytearray(_LARGEST))
        self.socket.setblocking(False)

    @classmethod
    def bind(cls, host: str, *, speaks: bool, hears: bool) -> Post:
        """A new one on an address of this machine's; OSError."""
        made = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        try:
            made.bind((host, 0))
        except OSError:
            made.close()
            raise
        return cls(made, speaks=speaks, hears=hears)

    @property
    def address(self) -> tuple[str, int]:
        """Where it is spoken to."""
        host, port = self.socket.getsockname()
        return host, port

    def connect(self, host: str, port: int, codec: int) -> None:
        """Where rtpengine is; deaf to everybody else from now on. OSError."""
        self.socket.connect((host, port))
        self.codec = codec

    def listen(self) -> bytes | None:
        """What he says in these 20 ms, A-law; None for nothing."""
        with suppress(OSError):
            for _ in range(_MOST_AT_ONCE):
                count = self.socket.recv_into(self._buffer)
                if self.speaks:
                    self._playout.hear(self._buffer[:count])
        return self._playout.take() if self.speaks else None

    def say(self, frame: bytes | None) -> None:
        """Send 20 ms of A-law, or of silence."""
        voice = frame or _QUIET
        if self.codec == PCMU:
            voice = voice.translate(TO_MU_LAW)
        packet = write_packet(self.codec, self._place, self._place * FRAME, self._source, voice)
        self._place += 1
        with suppress(OSError):  # nobody is there yet, or any more
            self.socket.send(packet)

    def close(self) -> None:
        """Be gone."""
        self.socket.close()
