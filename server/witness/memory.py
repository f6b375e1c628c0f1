"""What a witness has seen: the newest checkpoint it believed, and evidence of what it could not believe (A7).

One process at a time has it open: two could each go on from the same checkpoint, to two histories.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

import msgspec

from protocol.administration import DataFolderWrong
from protocol.checkpoints import Checkpoint, read_checkpoint
from protocol.delivery import LogView
from protocol.following import Evidence
from protocol.notes import read_note
from protocol.times import now
from server.settings import write_private

_FILE, _EVIDENCE, _SHOWN = "seen.db", "evidence", "checkpoint"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS seen (size INTEGER PRIMARY KEY, note TEXT NOT NULL, at TEXT NOT NULL) STRICT;
CREATE TRIGGER IF NOT EXISTS seen_goes_forward BEFORE INSERT ON seen
WHEN new.size <= (SELECT max(size) FROM seen)
BEGIN SELECT raise(ABORT, 'a checkpoint is left for a later one only'); END;
CREATE TRIGGER IF NOT EXISTS seen_never_changes BEFORE UPDATE ON seen
BEGIN SELECT raise(ABORT, 'a checkpoint is left for a later one only'); END;
CREATE TRIGGER IF NOT EXISTS newest_stays BEFORE DELETE ON seen
WHEN old.size = (SELECT max(size) FROM seen)
BEGIN SELECT raise(ABORT, 'the newest checkpoint stays'); END;
"""


class WitnessMemory:
    """Opened on a witness's folder; DataFolderWrong while another process has it open, or when it is damaged."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._database = sqlite3.connect(folder / _FILE, timeout=0, isolation_level=None)
        try:
            self._claim()
        except sqlite3.DatabaseError as error:
            self._database.close()
            busy = "locked" in str(error)
            raise DataFolderWrong(
                folder=str(folder),
                reason="another witness has it open" if busy else f"{_FILE} cannot be used ({error})",
                remedy="Stop the other one first." if busy else "Keep it, tell security, and enrol a new witness.",
            ) from error

    def _claim(self) -> None:
        self._database.execute("PRAGMA locking_mode=EXCLUSIVE")
        self._database.execute("PRAGMA synchronous=FULL")
        self._database.execute("BEGIN EXCLUSIVE")
        self._database.execute("COMMIT")
        self._database.executescript(_SCHEMA)

    @property
    def note(self) -> str:
        """The newest checkpoint that was believed, as the note that Central signed; empty before the first."""
        found = self._database.execute("SELECT note FROM seen ORDER BY size DESC LIMIT 1").fetchone()
        return found[0] if found else ""

    @property
    def held(self) -> Checkpoint | None:
        """The same, read."""
        note = self.note
        return read_checkpoint(read_note(note).text) if note else None

    def remember(self, checkpoint: Checkpoint, note: str) -> None:
        """Hold to ``checkpoint`` from now on; durable when this returns, and only then may it be cosigned."""
        held = self.held
        if held is None or checkpoint.size > held.size:
            self._database.execute("INSERT INTO seen VALUES (?, ?, ?)", (checkpoint.size, note, now()))
            self._database.execute("DELETE FROM seen WHERE size < ?", (checkpoint.size,))

    def show(self, note: str) -> Path:
        """Put ``note`` into the file that other witnesses compare themselves with; where it is."""
        path = self._folder / _SHOWN
        write_private(path, note.encode())
        path.chmod(0o644)
        return path

    def accuse(self, view: LogView, reason: str, held: str) -> Path:
        """Keep ``view`` and the checkpoint it contradicts, as a file; where it is."""
        at = now()
        folder = self._folder / _EVIDENCE
        folder.mkdir(mode=0o700, exist_ok=True)
        path = folder / f"{at.replace(':', '')}.json"
        evidence = Evidence(at=at, reason=reason, held=held, offered=view)
        write_private(path, msgspec.json.format(msgspec.json.encode(evidence)))
        return path

    def list_evidence(self) -> list[tuple[Path, Evidence]]:
        """What was kept as evidence, oldest first; DataFolderWrong when it cannot be read."""
        found = []
        for path in sorted((self._folder / _EVIDENCE).glob("*.json")):
            try:
                found.append((path, msgspec.json.decode(path.read_bytes(), type=Evidence)))
            except (msgspec.MsgspecError, UnicodeDecodeError) as error:
                raise DataFolderWrong(
                    folder=str(self._folder), reason=f"{path.name} is no evidence", remedy="Keep it, and tell security."
                ) from error
        return found

    def close(self) -> None:
        """Let another process open it."""
        self._database.close()
