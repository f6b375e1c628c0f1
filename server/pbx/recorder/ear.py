"""Hears calls at rtpengine, and seals what it hears, piece by piece; nothing leaves memory unsealed (S1)."""

from __future__ import annotations

import selectors
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue

from protocol.identifiers import Identifier
from protocol.recordings import MOST_PIECES, PIECE_SAMPLES, RATE, RecordingPiece, seal_piece
from server.pbx.copying import describe_copy, open_sockets
from server.pbx.media import MediaRelay, MediaUnavailable
from server.pbx.recorder.mixing import LATEST_S, Lane, mix
from server.pbx.recorder.spool import Spool

_TICK_S = 0.1
_QUIET_S = 2.0
"""After so long without a packet rtpengine is asked whether the call is still there."""
_LARGEST = 2048


@dataclass(frozen=True)
class Begin:
    """Record ``call`` from now on, as ``recording``."""

    call: Identifier
    recording: Identifier
    key: bytes = field(repr=False)


@dataclass(frozen=True)
class Stop:
    """Nothing of ``call`` is wanted any more."""

    call: Identifier


class _Recording:
    """One call that is being recorded."""

    def __init__(self, order: Begin, sockets: tuple[socket.socket, ...], tag: str) -> None:
        self.order, self.sockets, self.tag = order, sockets, tag
        self.lanes = (Lane(), Lane())
        self.began = self.heard = time.monotonic()
        self.number = 0

    @property
    def start(self) -> int:
        """The first sample of the piece that is being filled."""
        return self.number * PIECE_SAMPLES

    def count_due(self) -> int:
        """Samples since it began."""
        return int((time.monotonic() - self.began) * RATE)

    def seal(self, count: int, *, last: bool) -> RecordingPiece:
        """The next piece, of ``count`` samples."""
        voice = mix(*(lane.cut(count) for lane in self.lanes))
        recording, number = self.order.recording, self.number
        sealed = seal_piece(self.order.key, recording, number, voice, last=last)
        voice[:] = bytes(len(voice))
        self.number += 1
        return RecordingPiece(recording=recording, number=number, last=last, sealed=sealed)


class Ear:
    """All recordings, of the one thread that :meth:`run`\\ s. ``told`` is called there after each piece."""

    def __init__(self, media: tuple[str, int], spool: Spool, told: Callable[[], None]) -> None:
        self._relay, self._spool, self._told = MediaRelay(media), spool, told
        self._orders: SimpleQueue[Begin | Stop | None] = SimpleQueue()
        self._selector = selectors.DefaultSelector()
        self._recordings: dict[Identifier, _Recording] = {}
        self._buffer = bytearray(_LARGEST)

    def order(self, order: Begin | Stop | None) -> None:
        """Begin or stop with a call; None: end every recording as it is, and return from :meth:`run`. Any thread."""
        self._orders.put(order)

    def run(self) -> None:
        """Hear, until told to end."""
        while True:
            self._hear(_TICK_S)
            with suppress(Empty):
                while True:
                    order = self._orders.get_nowait()
                    if order is None:
                        self._end_all()
                        return
                    self._obey(order)
            for recording in tuple(self._recordings.values()):
                self._look_at(recording)

    def _hear(self, wait_s: float) -> None:
        for key, _ in self._selector.select(wait_s):
            recording, lane = key.data
            recording.heard = time.monotonic()
            with suppress(OSError), memoryview(self._buffer) as view:
                while True:
                    count = key.fileobj.recv_into(view)  # type: ignore[union-attr]
                    lane.hear(view[:count], recording.count_due(), recording.start)

    def _obey(self, order: Begin | Stop) -> None:
        if isinstance(order, Begin):
            self._begin(order)
        elif (recording := self._recordings.get(order.call)) is not None:
            self._leave(recording)
            self._spool.drop(recording.order.recording)

    def _begin(self, order: Begin) -> None:
        sockets: list[socket.socket] = []
        try:
            tag, description = self._relay.copy(order.call)
            sockets += open_sockets(description)
            self._relay.take_copy(order.call, tag, describe_copy(sockets, description))
        except (MediaUnavailable, OSError):  # the call ended meanwhile, or nobody carries voice
            for each in sockets:
                each.close()
            self._keep(
                RecordingPiece(
                    recording=order.recording,
                    number=0,
                    last=True,
                    sealed=seal_piece(order.key, order.recording, 0, b"", last=True),
                )
            )
            return
        recording = self._recordings[order.call] = _Recording(order, tuple(sockets), tag)
        for each, lane in zip(sockets, recording.lanes, strict=True):
            self._selector.register(each, selectors.EVENT_READ, (recording, lane))

    def _look_at(self, recording: _Recording) -> None:
        while recording.count_due() >= recording.start + PIECE_SAMPLES + int(LATEST_S * RATE):
            if recording.number >= MOST_PIECES - 2:
                self._end(recording)
                return
            if not self._keep(recording.seal(PIECE_SAMPLES, last=False)):
                self._leave(recording)
                return
        if time.monotonic() - recording.heard > _QUIET_S:
            recording.heard = time.monotonic()
            with suppress(MediaUnavailable):
                if not self._relay.carries(recording.order.call):
                    self._end(recording)

    def _end(self, recording: _Recording) -> None:
        self._close(recording)
        with suppress(MediaUnavailable):
            self._relay.leave_copy(recording.order.call, recording.tag)

    def _end_all(self) -> None:
        """Seal what was heard of every call, then leave the copies, as long as rtpengine answers: it may have ended as
        well, and each of many calls would be waited for."""
        left = tuple(self._recordings.values())
        for recording in left:
            self._close(recording)
        with suppress(MediaUnavailable):
            for recording in left:
                self._relay.leave_copy(recording.order.call, recording.tag)
        self._relay.close()

    def _close(self, recording: _Recording) -> None:
        """Hear no more of it, and keep its last piece."""
        self._deafen(recording)
        left = max(0, min(PIECE_SAMPLES, recording.count_due() - recording.start))
        self._keep(recording.seal(left, last=True))

    def _leave(self, recording: _Recording) -> None:
        self._deafen(recording)
        with suppress(MediaUnavailable):
            self._relay.leave_copy(recording.order.call, recording.tag)

    def _deafen(self, recording: _Recording) -> None:
        del self._recordings[recording.order.call]
        for each in recording.sockets:
            self._selector.unregister(each)
            each.close()

    def _keep(self, piece: RecordingPiece) -> bool:
        """Whether the disk took it; where it does not, its recording breaks off, and is not whole at Central."""
        try:
            self._spool.add(piece)
        except OSError:
            return False
        self._told()
        return True
