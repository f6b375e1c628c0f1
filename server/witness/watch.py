"""One look at Central's log: its checkpoint, the proof that it goes on from the one before, the cosignature (A7)."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Protocol

import msgspec
from msgspec import Struct

from protocol.checkpoints import Checkpoint, cosign, find_cosignatures, open_checkpoint
from protocol.delivery import LogView
from protocol.errors import VeildeskError
from protocol.following import follow
from protocol.merkle import EMPTY_ROOT, Interval, prove_consistency
from protocol.notes import read_note, write_note
from protocol.refusals import NotFound
from protocol.remembering import read_seen
from protocol.road import CentralNonsense
from protocol.tiles import TilePath, find_width, list_tiles, read_hash, write_path
from protocol.trail import CheckpointInvalid, LogInconsistent
from server.witness.memory import WitnessMemory
from server.witness.place import WitnessPlace

_TEXT = "text/plain; charset=utf-8"


class Source(Protocol):
    """Where a log is read and cosignatures are left: :class:`server.witness.road.Road`."""

    def fetch(self, path: str) -> bytes:
        """What stands at a path of Central's."""

    def post(self, path: str, body: bytes, media_type: str) -> bytes:
        """Central's answer to a body."""


class Alarm(Exception):
    """The log is not the one that was seen before, or the witness's memory is not; both checkpoints are in ``file``."""

    def __init__(self, reason: str, file: Path) -> None:
        super().__init__(reason)
        self.reason, self.file = reason, file


class Look(Struct, frozen=True):
    """What a look found: the checkpoint, of which Central has the cosignature, and what else is to be told."""

    checkpoint: Checkpoint
    remarks: tuple[str, ...] = ()


class Watch:
    """Follows the log for one witness; ``peers`` are files with checkpoints that others saw."""

    def __init__(self, place: WitnessPlace, memory: WitnessMemory, source: Source, peers: Sequence[Path] = ()) -> None:
        self._place, self._memory, self._source, self._peers = place, memory, source, peers
        self._handed_in = -1

    def look(self) -> Look:
        """Look once. Alarm, with the evidence kept, when it is another history, an older state, or not what others saw;
        or when this witness has signed more than it remembers.

        Raises what the road raises, CheckpointInvalid for what the log's key did not sign, and what Central refuses a
        cosignature with; the checkpoint is held to all the same.
        """
        held, log = self._memory.held, self._place.log
        note = self._source.fetch("/log/checkpoint").decode("utf-8", "replace")
        offered, _ = open_checkpoint(note, log)
        fresh = self._follow(note, offered, held, self._memory.note)
        remarks = tuple(self._compare_peers(note, fresh))
        if fresh.size != self._handed_in:
            self._compare_itself(held)
        self._memory.remember(fresh, note)
        if fresh.size != self._handed_in:
            self._cosign(note)
            self._handed_in = fresh.size
        return Look(fresh, remarks)

    def _follow(self, note: str, offered: Checkpoint, held: Checkpoint | None, held_note: str) -> Checkpoint:
        """``offered`` once it is proven to go on from ``held``; Alarm, with both notes kept, when it is not."""
        view = LogView(checkpoint=note, consistency=())
        try:
            view = self._prove(note, offered, held.size if held else 0)
            return follow(held, view, self._place.log)
        except LogInconsistent as error:
            reason = error.facts["reason"]
            raise Alarm(reason, self._memory.accuse(view, reason, held_note)) from error

    def _prove(self, note: str, offered: Checkpoint, size: int) -> LogView:
        """The proof that the tree of ``size`` leaves begins the offered one, out of the offered one's own tiles."""
        if size > offered.size:
            return LogView(checkpoint=note, consistency=())
        wanted = prove_consistency(size, offered.size)
        whole: list[Interval] = [(0, offered.size)] if offered.size else []
        tiles = self._fetch_tiles([*wanted, *whole], offered.size)
        try:
            proof = tuple(read_hash(interval, tiles, {}) for interval in wanted)
            root = read_hash(whole[0], tiles, {}) if whole else EMPTY_ROOT
        except ValueError as error:
            raise LogInconsistent(reason=f"{error}, though it has {offered.size} events") from error
        if root != offered.root:
            raise LogInconsistent(reason=f"its tiles are not those of its checkpoint of {offered.size} events")
        return LogView(checkpoint=note, consistency=proof)

    def _fetch_tiles(self, intervals: Iterable[Interval], size: int) -> dict[tuple[int, int], bytes]:
        tiles = {}
        for level, place in list_tiles(intervals):
            path = write_path(TilePath(place, find_width((level, place), size)))
            try:
                tiles[level, place] = self._source.fetch(f"/log/tile/{level}/{path}")
            except NotFound as error:
                raise LogInconsistent(reason=f"it does not show the tiles of its {size} events") from error
        return tiles

    def _compare_peers(self, note: str, fresh: Checkpoint) -> Iterable[str]:
        """What is to be told of the peers; Alarm when one of them saw another history."""
        for path in self._peers:
            try:
                seen = read_seen(path.read_bytes())
                other, _ = open_checkpoint(seen, self._place.log)
            except (OSError, ValueError, CheckpointInvalid) as error:
                reason = error.facts["reason"] if isinstance(error, VeildeskError) else str(error)
                yield f"{path} cannot be compared: {reason}"
                continue
            if other.size > fresh.size:
                yield f"{path} has seen {other.size:,} events, and Central shows {fresh.size:,} here"
                continue
            self._follow(note, fresh, other, seen)

    def _compare_itself(self, held: Checkpoint | None) -> None:
        """Alarm when Central has a signature of this witness's over more than it remembers: its folder was set back, or
        copied, and nobody can say what else it has forgotten. What it signs it has remembered before."""
        try:
            notes = msgspec.json.decode(self._source.fetch("/log/cosigned"), type=tuple[str, ...])
        except msgspec.MsgspecError as error:
            raise CentralNonsense from error
        for note in notes:
            signed, lines = open_checkpoint(note, self._place.log)
            if not find_cosignatures(lines, [self._place.key]):
                continue
            size = held.size if held else 0
            if signed.size > size or (held and signed.size == size and signed.root != held.root):
                reason = f"this witness remembers {size} events, and has signed {signed.size}: its memory was set back"
                view = LogView(checkpoint=note, consistency=())
                raise Alarm(reason, self._memory.accuse(view, reason, self._memory.note))

    def _cosign(self, note: str) -> None:
        signed = read_note(note)
        line = cosign(signed.text, int(time.time()), self._place.key, self._place.private)
        (own, *_) = signed.find(self._place.log)
        cosigned = write_note(signed.text, (own, line))
        self._memory.show(cosigned)
        self._source.post("/log/cosignatures", cosigned.encode(), _TEXT)
