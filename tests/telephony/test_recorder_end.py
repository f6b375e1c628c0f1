"""The recorder ends when it is told to, whoever else is gone by then, and keeps what Central does not have yet (A8)."""

from __future__ import annotations

import shutil
import socket
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import msgspec
import pytest

from protocol.identifiers import make_identifier
from protocol.recordings import RecordingPiece
from server.pbx.place import PbxPlace
from server.pbx.recorder.errands import Recorder
from server.pbx.recorder.spool import Spool
from server.pbx.telling import Teller
from server.witness import road
from tests.telephony.site import PATIENCE_S
from ui.demo.pbx import DemoPbx


@pytest.fixture
def deaf() -> Iterator[socket.socket]:
    """A Central that takes connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as made:
        made.settimeout(PATIENCE_S)
        yield made


def test_it_does_not_wait_for_a_central_that_never_answers(
    pbx: DemoPbx, deaf: socket.socket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(road, "TIMEOUT_S", 3600.0)
    state = tmp_path / "state"
    shutil.copytree(pbx.folder / "state", state)
    place = PbxPlace(state)
    place.card = msgspec.structs.replace(place.card, central=f"https://127.0.0.1:{deaf.getsockname()[1]}")
    piece = RecordingPiece(recording=make_identifier(), number=0, last=True, sealed=b"sealed")
    Spool(state / "pieces").add(piece)
    recorder = Recorder(place, pbx.media, Teller("Recorder"))
    running = Thread(target=recorder.run, daemon=True)
    running.start()
    asked = [deaf.accept()[0], deaf.accept()[0]]  # for its orders, and with the piece
    recorder.stop()
    running.join(PATIENCE_S)
    assert not running.is_alive()
    assert Spool(state / "pieces").read(piece.recording) == (piece,), "the next one brings it"
    for each in asked:
        each.close()
