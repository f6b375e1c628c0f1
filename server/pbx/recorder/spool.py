"""Pieces on their way to Central: ciphertext, in files that are let go once Central has them.

The keys that open them are nowhere here, so a piece that waits is as good as noise to whoever takes the disk.
"""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path

from protocol.identifiers import Identifier
from protocol.recordings import MOST_AT_ONCE, RecordingPiece

_LAST, _HALF = ".last", ".part"


class Spool:
    """A folder of pieces, one folder for each recording. Any thread."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for left in folder.glob(f"*/*{_HALF}"):  # of a recorder that ended while it wrote
            left.unlink()
        for place in folder.iterdir():
            with suppress(OSError):  # pieces wait there
                place.rmdir()

    def add(self, piece: RecordingPiece) -> None:
        """Keep a piece until Central has it; OSError when the disk does not take it."""
        place = self._folder / piece.recording
        place.mkdir(mode=0o700, exist_ok=True)
        name = f"{piece.number:08d}{_LAST if piece.last else ''}"
        half = place / f"{name}{_HALF}"
        half.write_bytes(piece.sealed)
        half.rename(place / name)

    def list_recordings(self) -> list[Identifier]:
        """Recordings of which pieces wait, the oldest first."""
        return sorted(place.name for place in self._folder.iterdir() if place.is_dir())

    def read(self, recording: Identifier) -> tuple[RecordingPiece, ...]:
        """The next pieces of a recording that wait."""
        place = self._folder / recording
        try:
            names = sorted(name for name in (file.name for file in place.iterdir()) if not name.endswith(_HALF))
            return tuple(_read(recording, place / name) for name in names[:MOST_AT_ONCE])
        except FileNotFoundError:  # dropped meanwhile
            return ()

    def let_go(self, piece: RecordingPiece) -> None:
        """Central has it."""
        place = self._folder / piece.recording
        (place / f"{piece.number:08d}{_LAST if piece.last else ''}").unlink(missing_ok=True)
        if piece.last:
            with suppress(OSError):
                place.rmdir()

    def drop(self, recording: Identifier) -> None:
        """Nothing of it is wanted."""
        shutil.rmtree(self._folder / recording, ignore_errors=True)


def _read(recording: Identifier, file: Path) -> RecordingPiece:
    return RecordingPiece(
        recording=recording, number=int(file.stem), last=file.suffix == _LAST, sealed=file.read_bytes()
    )
