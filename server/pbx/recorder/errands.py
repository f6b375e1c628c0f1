"""The recorder's errands to Central: which calls, their keys, and the pieces on their way (C1)."""

from __future__ import annotations

import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
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
from server.witness.road import Road

Answer = TypeVar("Answer")
_POLL_S, _AGAIN_S = 10, 1.0
_REFRESH_S = 3600.0
_FORGET_S = 5 * 3600.0
"""Central names no call for longer than four hours."""


class Recorder:
    """Runs until :meth:`stop`. ``media``: rtpengine's control port."""

    def __init__(self, place: PbxPlace, media: tuple[str, int]) -> None:
        self._place, self._pbx, self._refresh_at = place, place.card.id, 0.0
        self._asking, self._bringing = place.open_road(), place.open_road()
        self._relay = MediaRelay(media)
        self._spool = Spool(place.folder / "pieces")
        self._waiting, self._stopped = threading.Event(), threading.Event()
        self._ear = Ear(media, self._spool, self._waiting.set)
        self._known: dict[Identifier, float] = {}
        self._said = ""

    def run(self) -> None:
        """Record what Central orders."""
        ear = threading.Thread(target=self._ear.run, name="ear")
        ear.start()
        threading.Thread(target=self._ask, name="orders", daemon=True).start()
        self._waiting.set()
        while not self._stopped.is_set():
            self._waiting.wait()
            self._waiting.clear()
            while not self._bring() and not self._stopped.wait(_AGAIN_S):
                continue
        self._ear.order(None)
        ear.join()
        self._bring()

    def stop(self) -> None:
        """End every recording as it is, bring what waits if Central is there, and return from :meth:`run`."""
        self._stopped.set()
        self._waiting.set()

    def _ask(self) -> None:
        while not self._stopped.is_set():
            limit = time.monotonic() - _FORGET_S
            self._known = {call: since for call, since in self._known.items() if since > limit}
            try:
                self._refresh()
                state = RecorderState(calls=tuple(self._known), wait_s=_POLL_S)
                orders = _send(self._asking, "/v1/recordings/orders", state, RecordingOrders)
                for call in orders.stop:
                    self._ear.order(Stop(call))
                    del self._known[call]
                for call in orders.begin:
                    self._begin(call)
            except (VeildeskError, MediaUnavailable) as error:
                self._say(error)
                self._stopped.wait(_AGAIN_S)
            else:
                self._said = ""

    def _refresh(self) -> None:
        """Look each hour after the certificate that both roads show Central."""
        if time.monotonic() >= self._refresh_at:
            self._refresh_at = time.monotonic() + _REFRESH_S
            with suppress(VeildeskError, OSError):  # there are 30 days to try it again
                self._place.refresh(self._asking, self._bringing)

    def _begin(self, call: Identifier) -> None:
        """Ask for a key for a call whose voice passes here, and record it."""
        if self._relay.carries(call):
            key = X25519PrivateKey.generate()
            public = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
            try:
                given = _send(
                    self._asking, "/v1/recordings", RecordingRequest(call=call, public_key=public), RecordingKey
                )
            except RecordingGone:  # the customer took his yes back meanwhile
                return
            opened = open_key(given.sealed, key, given.recording, self._pbx)
            self._ear.order(Begin(call, given.recording, opened))
        self._known[call] = time.monotonic()

    def _say(self, error: VeildeskError | MediaUnavailable) -> None:
        """Say what hinders, once for as long as it does; there is nothing of a call in it."""
        words = error.say() if isinstance(error, VeildeskError) else "rtpengine does not answer"
        if words != self._said:
            self._said = words
            print(f"Recorder: {words}", file=sys.stderr, flush=True)  # noqa: T201 - the service's own log

    def _bring(self) -> bool:
        """Bring what waits; whether Central took it all."""
        for recording in self._spool.list_recordings():
            while pieces := self._spool.read(recording):
                try:
                    taken = _send(self._bringing, "/v1/recordings/pieces", RecordingPieces(pieces=pieces), PiecesTaken)
                except InvalidRequest as error:  # one before them is lost, so they could never be heard
                    self._say(error)
                    self._spool.drop(recording)
                    break
                except VeildeskError as error:
                    self._say(error)
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


def make_recorder(state: Path, media: tuple[str, int]) -> Recorder:
    """The recorder of an enrolled PBX; DataFolderWrong."""
    return Recorder(PbxPlace(state), media)
