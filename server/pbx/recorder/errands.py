"""The recorder's errands to Central: which calls, their keys, and the pieces on their way (C1)."""

from __future__ import annotations

import threading
import time
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from typing import TypeVar

import msgspec
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from protocol.errors import VeildeskError
from protocol.identifiers import Identifier
from protocol.recording_refusals import RecordingGone
from protocol.recordings import (
    PiecesTaken,
    RecorderState,
    RecordingKey,
    RecordingOrders,
    RecordingPieces,
    RecordingRequest,
    open_key,
)
from protocol.refusals import InvalidRequest
from protocol.road import CentralNonsense
from server.pbx.media import MediaRelay, MediaUnavailable
from server.pbx.place import PbxPlace
from server.pbx.recorder.ear import Begin, Ear, Stop
from server.pbx.recorder.spool import Spool
from server.pbx.telling import Teller, hinders, say_to_administrator
from server.services.counting import say_count
from server.witness.road import Road

Answer = TypeVar("Answer")
_POLL_S, _AGAIN_S = 10, 1.0
_LAST_S = 5.0
"""So long the end waits for a Central that may not answer."""
_REFRESH_S = 3600.0
_FORGET_S = 5 * 3600.0
"""Central names no call for longer than four hours."""
RTPENGINE = "rtpengine"
_RING_S = 330.0
"""So long a call is waited for that was handed on and that nobody has taken yet."""


class Recorder:
    """``media``: rtpengine's control port. ``teller``: where it says what hinders it."""

    def __init__(self, place: PbxPlace, media: tuple[str, int], teller: Teller) -> None:
        self._place, self._pbx, self._refresh_at = place, place.card.id, 0.0
        self._asking, self._bringing = place.open_road(), place.open_road()
        self._card, self._media, self._teller = place.card, media, teller
        self._relay = MediaRelay(media)
        self._spool = Spool(place.folder / "pieces")
        self._waiting, self._stopped = threading.Event(), threading.Event()
        self._ends: SimpleQueue[None] = SimpleQueue()
        self._ear = Ear(media, self._spool, self._waiting.set)
        self._known: dict[Identifier, float] = {}
        self._ringing: dict[Identifier, float] = {}
        """Calls to begin with once they are taken, and since when they are wanted."""

    def introduce(self) -> str:
        """What it is and waits for, as it starts."""
        waiting = len(self._spool.list_recordings())
        left = f"; pieces of {say_count(waiting, 'recording')} wait to be brought" if waiting else ""
        host, port = self._media
        return (
            f"{self._card.name} ({self._card.id}) records what {self._card.central} asks for, "
            f"of rtpengine at {host}:{port}{left}."
        )

    def run(self) -> None:
        """Record what Central orders, until :meth:`stop`. Then every recording ends as it is; what waits is brought, if
        Central takes it within seconds, and by the next recorder of this folder if not."""
        ear = threading.Thread(target=self._ear.run, name="ear")
        bringer = threading.Thread(target=self._bring_all, name="pieces", daemon=True)
        for thread in (ear, bringer, threading.Thread(target=self._ask, name="orders", daemon=True)):
            thread.start()
        self._ends.get()
        self._ear.order(None)
        ear.join()
        self._stopped.set()
        self._waiting.set()
        bringer.join(_LAST_S)

    def stop(self) -> None:
        """Have :meth:`run` return. From any thread, or a signal's handler: in one, an Event that its own thread waits
        for would wait for ever."""
        self._ends.put(None)

    def _ask(self) -> None:
        while not self._stopped.is_set():
            limit = time.monotonic() - _FORGET_S
            self._known = {call: since for call, since in self._known.items() if since > limit}
            try:
                self._refresh()
                state = RecorderState(calls=(*self._known, *self._ringing), wait_s=1 if self._ringing else _POLL_S)
                orders = _send(self._asking, "/v1/recordings/orders", state, RecordingOrders)
                for call in orders.stop:
                    self._ringing.pop(call, None)
                    if self._known.pop(call, None) is not None:
                        self._ear.order(Stop(call))
                self._ringing |= dict.fromkeys(orders.begin, time.monotonic())
                for call in tuple(self._ringing):
                    self._begin(call)
            except (VeildeskError, MediaUnavailable) as error:
                self._tell(error)
                self._stopped.wait(_AGAIN_S)
            else:
                self._teller.clear(RTPENGINE)

    def _refresh(self) -> None:
        """Look each hour after the certificate that both roads show Central."""
        if time.monotonic() >= self._refresh_at:
            self._refresh_at = time.monotonic() + _REFRESH_S
            with suppress(VeildeskError, OSError):  # there are 30 days to try it again
                self._place.refresh(self._asking, self._bringing)

    def _begin(self, call: Identifier) -> None:
        """Record a call that was taken; one that rings still may be taken soon."""
        if self._relay.joins(call):
            with suppress(RecordingGone):  # the customer took his yes back meanwhile
                self._ear.order(self._ask_for_key(call))
        elif time.monotonic() - self._ringing[call] < _RING_S:
            return
        del self._ringing[call]
        self._known[call] = time.monotonic()

    def _ask_for_key(self, call: Identifier) -> Begin:
        key = X25519PrivateKey.generate()
        public = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        given = _send(self._asking, "/v1/recordings", RecordingRequest(call=call, public_key=public), RecordingKey)
        return Begin(call, given.recording, open_key(given.sealed, key, given.recording, self._pbx))

    def _tell(self, error: VeildeskError | MediaUnavailable) -> None:
        """What hinders, that the road has not told; there is nothing of a call in it."""
        if isinstance(error, MediaUnavailable):
            host, port = self._media
            look = "Look whether it runs ('systemctl status veildesk-rtpengine') and listens there."
            self._teller.hinder(RTPENGINE, f"rtpengine does not answer at {host}:{port}. {look}")
        elif not hinders(error):
            self._teller.say(say_to_administrator(error))

    def _bring_all(self) -> None:
        self._waiting.set()
        while not self._stopped.is_set():
            self._waiting.wait()
            self._waiting.clear()
            while not self._bring() and not self._stopped.wait(_AGAIN_S):
                continue
        self._bring()

    def _bring(self) -> bool:
        """Bring what waits; whether Central took it all."""
        for recording in self._spool.list_recordings():
            while pieces := self._spool.read(recording):
                try:
                    taken = _send(self._bringing, "/v1/recordings/pieces", RecordingPieces(pieces=pieces), PiecesTaken)
                except InvalidRequest as error:  # one before them is lost, so they could never be heard
                    self._tell(error)
                    self._spool.drop(recording)
                    break
                except VeildeskError as error:
                    self._tell(error)
                    return False
                if recording in taken.gone:
                    self._spool.drop(recording)
                    break
                for piece in pieces:
                    self._spool.let_go(piece)
        return True


def _send(road: Road, path: str, asked: msgspec.Struct, kind: type[Answer]) -> Answer:
    """What Central answers; what it refuses with, or what the road raises."""
    try:
        return msgspec.json.decode(road.post(path, msgspec.json.encode(asked), "application/json"), type=kind)
    except msgspec.MsgspecError as error:
        raise CentralNonsense from error


def make_recorder(state: Path, media: tuple[str, int], teller: Teller) -> Recorder:
    """The recorder of an enrolled PBX; DataFolderWrong."""
    return Recorder(PbxPlace(state, teller), media, teller)
