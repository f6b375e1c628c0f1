"""The event journal of a desk: one chain a device, durable before an act shows its effect (D7, decision 002)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from protocol.checkpoints import Checkpoint
from protocol.delivery import LogView, Receipt
from protocol.events import (
    GENESIS,
    MAX_BATCH,
    Act,
    Deed,
    Event,
    Hash,
    Outcome,
    decode_event,
    decode_next,
    encode_event,
    hash_event,
    place_deed,
    show_nul,
)
from protocol.following import Demand, Evidence, check_inclusion, follow
from protocol.identifiers import Identifier, make_identifier
from protocol.keeping import VaultDamaged, VaultForeign
from protocol.notes import VerifierKey
from protocol.remembering import LogMemory
from protocol.times import Instant, now
from protocol.trail import JournalSetBack, LogInconsistent, ReceiptInvalid
from secure_store.database import Database
from secure_store.file_lock import FileLock
from secure_store.folder import DeskFolder
from secure_store.journal_anchor import Anchor, JournalAnchor
from secure_store.journal_file import open_journal_file
from secure_store.journal_pruning import prune_events, read_cut
from secure_store.journal_schema import SCHEMA_VERSION, RowForm
from secure_store.keyring_store import DeviceKeyring
from secure_store.log_memory import (
    keep_evidence,
    list_evidence,
    read_demand,
    read_held,
    recall,
    remember,
    write_demand,
)

if TYPE_CHECKING:
    from sqlite3 import Connection

_ROOM = 1_000
"""Pages, after which SQLite begins the log anew."""


class Backlog(Struct, frozen=True):
    """The events that Central has not receipted: how many, and when the oldest happened (None without any)."""

    count: int
    since: Instant | None


class JournalHead(Struct, frozen=True):
    """The last event: its ``seq`` (0 in an empty journal) and its hash, the next one's ``prev``."""

    seq: int
    hash: Hash


class Journal:
    """The open journal of ``device``. One process has it open (VaultInUse); its methods take any thread.

    Raises StoreUnwritable when an event cannot be made durable, and then the act must not happen; VaultDamaged when
    what is on disk is not a chain.
    """

    def __init__(self, database: Database, lock: FileLock, device: Identifier, anchor: JournalAnchor) -> None:
        self.device, self._anchor = device, anchor
        self._database, self._lock = database, lock
        self._head: JournalHead | None = None
        """The last event on disk, where it is known: nobody else can write to the file."""
        with database.reading() as connection:
            owner = connection.execute("SELECT device FROM desk").fetchone()
            if owner is None:
                raise VaultDamaged(reason="the journal names no desk")
            if owner[0] != device:
                raise VaultForeign
        self._rows = RowForm(database.check_version(SCHEMA_VERSION))

    @classmethod
    def open(cls, folder: DeskFolder, device: Identifier, keyring: DeviceKeyring) -> Journal:
        """Open the desk's journal, or make it when this desk has never had one.

        Raises VaultInUse, VaultForeign, VaultDamaged, VaultTooNew, KeyringMissing or StoreUnwritable.
        """
        path = folder.journal
        lock = FileLock(path.with_suffix(".lock"))
        try:
            database = open_journal_file(path, device, keyring)
            try:
                return cls(database, lock, device, JournalAnchor(keyring, device))
            except BaseException:
                database.close()
                raise
        except BaseException:
            lock.release()
            raise

    def append(self, deed: Deed, ip: str = "") -> Event:
        """Give ``deed`` its place in the chain; the event is on disk when this returns, or StoreUnwritable.

        msgspec.ValidationError, and no event, for a deed outside its limits: a fault of the caller's. U+0000 becomes ␀.
        """
        with self._database.turn:
            event, data = self._place(self._head or self.head(), deed, ip)
            digest = hash_event(data)
            self._head = None  # what is on disk is known again once it is there
            self._database.carry_out(self._rows.insert, self._rows.make(event, data, digest))
            self._head = JournalHead(event.seq, digest)
        return event

    def head(self) -> JournalHead:
        """The last event's place and hash."""
        with self._database.reading() as connection:
            return _read_head(connection)

    def waiting(self) -> int:
        """How many events Central has not receipted yet."""
        with self._database.reading() as connection:
            return _read_head(connection).seq - _read_upto(connection)

    def backlog(self) -> Backlog:
        """How many events wait, and since when."""
        with self._database.reading() as connection:
            upto = _read_upto(connection)
            count, oldest = _read_head(connection).seq - upto, _read_bytes(connection, upto + 1, 1)
        return Backlog(count, _decode(oldest[0]).at if oldest else None)

    def set_back(self) -> JournalSetBack | None:
        """What to tell when this file is an older copy than the keyring knows; None when it is not. KeyringMissing."""
        anchor = self._anchor.read()
        if anchor is None:
            return None
        with self._database.reading() as connection:
            head, cut = _read_head(connection), read_cut(connection)
            kept = _read_hash(connection, anchor.seq)
        if kept == anchor.hash or (cut.seq >= anchor.seq and head.seq > anchor.seq):
            return None
        return JournalSetBack(present=str(head.seq), known=str(anchor.seq))

    def hold_head(self) -> None:
        """Have the keyring remember the last event though Central has not got it, so that an older copy of the file is
        noticed that lacks events which nobody else has seen. KeyringMissing."""
        head = self._head or self.head()
        self._hold(Anchor(head.seq, head.hash))

    def _hold(self, anchor: Anchor) -> None:
        """Only ever further: an older copy that goes on must not pass for the journal that it was."""
        known = self._anchor.read()
        if known is None or (anchor.seq > known.seq and self.set_back() is None):
            self._anchor.write(anchor)

    def prune(self, before: Instant) -> int:
        """Let go of delivered events that happened before ``before``; how many. The chain's head always stays."""
        with self._database.writing() as connection:
            return prune_events(connection, before, _read_upto(connection))

    def delivered_upto(self) -> int:
        """The ``seq`` up to which Central has receipted; 0 when none."""
        with self._database.reading() as connection:
            return _read_upto(connection)

    def delivered_hash(self, seq: int) -> Hash | None:
        """The hash of an event that Central has receipted; None for any other, and for one that was let go."""
        with self._database.reading() as connection:
            return _read_hash(connection, seq) if seq <= _read_upto(connection) else None

    def undelivered(self) -> tuple[int, list[bytes]]:
        """The first waiting event's ``seq`` and the bytes of up to ``MAX_BATCH`` events from it on, oldest first."""
        with self._database.reading() as connection:
            first = _read_upto(connection) + 1
            return first, _read_bytes(connection, first, MAX_BATCH)

    def events_from(self, seq: int, limit: int = MAX_BATCH) -> list[bytes]:
        """The bytes from ``seq`` on, delivered or not: what Central asks for when it names a gap (409)."""
        with self._database.reading() as connection:
            return _read_bytes(connection, seq, limit)

    def mark_delivered(self, receipt: Receipt, log: VerifierKey) -> None:
        """Take Central's receipt, once it proves that ``log`` holds these events; the same again changes nothing.

        The events go on waiting on ReceiptInvalid (not of this desk's own bytes, or not next), and on everything that
        :func:`protocol.following.follow` raises; what is LogInconsistent is kept as evidence and reported.
        """
        with self._accusing(receipt.log), self._database.writing() as connection:
            upto = _read_upto(connection)
            if not 1 <= receipt.first_seq <= min(upto + 1, receipt.last_seq):
                raise ReceiptInvalid
            count = receipt.last_seq - receipt.first_seq + 1
            own = _read_bytes(connection, receipt.first_seq, count)
            if len(own) != count:
                raise ReceiptInvalid
            checkpoint = self._follow(connection, receipt.log, log)
            check_inclusion(receipt, own, checkpoint)
            remember(connection, checkpoint, receipt.log.checkpoint)
            if receipt.last_seq <= upto:
                return
            row = (receipt.last_seq, msgspec.json.encode(receipt))
            connection.execute("INSERT INTO receipts VALUES (?, ?)", row)
            connection.execute("UPDATE delivery SET upto = ?", (receipt.last_seq,))
        self._hold(Anchor(receipt.last_seq, hash_event(own[-1])))

    def follow_log(self, view: LogView, log: VerifierKey) -> None:
        """Hold to a newer checkpoint, with nothing to deliver. Raises as :meth:`mark_delivered` does."""
        with self._accusing(view), self._database.writing() as connection:
            remember(connection, self._follow(connection, view, log), view.checkpoint)

    def log_size(self) -> int:
        """The size of the newest checkpoint that this desk believed; 0 before the first."""
        with self._database.reading() as connection:
            held = read_held(connection)
            return held.size if held else 0

    def demand_cosignatures(self, demand: Demand) -> None:
        """Believe a checkpoint from now on only with these cosignatures; every change is an event."""
        with self._database.writing() as connection:
            present = read_demand(connection)
            if demand != present:
                write_demand(connection, demand)
                detail = {"from": str(present.needed), "to": str(demand.needed)}
                names = " ".join(witness.name for witness in demand.witnesses)
                detail["witnesses"] = names[:2000]
                self._append(connection, Deed(act=Act.LOG_TRUST_CHANGED, detail=detail))

    def accuse(self, view: LogView, error: LogInconsistent) -> None:
        """Keep ``view`` as evidence, for good, and write the event that reports it; once for the same checkpoint."""
        reason = error.facts.get("reason", "")
        with self._database.writing() as connection:
            if keep_evidence(connection, view, reason):
                deed = Deed(act=Act.LOG_REFUSED, outcome=Outcome.REFUSED, detail={"reason": reason[:2000]})
                self._append(connection, deed)

    def evidence(self) -> list[Evidence]:
        """The views of the log that this desk could not believe, oldest first."""
        with self._database.reading() as connection:
            return list_evidence(connection)

    def recall(self, name: str, log_key: str) -> LogMemory:
        """What this desk, called ``name``, remembers of the log whose vkey is ``log_key``."""
        with self._database.reading() as connection:
            return recall(connection, self.device, name, log_key)

    @contextmanager
    def _accusing(self, view: LogView) -> Iterator[None]:
        try:
            yield
        except LogInconsistent as error:
            self.accuse(view, error)
            raise

    @staticmethod
    def _follow(connection: Connection, view: LogView, log: VerifierKey) -> Checkpoint:
        return follow(read_held(connection), view, log, read_demand(connection))

    def _append(self, connection: Connection, deed: Deed) -> None:
        """Append within a transaction, which may yet be undone."""
        self._head = None
        event, data = self._place(_read_head(connection), deed)
        connection.execute(self._rows.insert, self._rows.make(event, data, hash_event(data)))

    def _place(self, head: JournalHead, deed: Deed, ip: str = "") -> tuple[Event, bytes]:
        event = place_deed(
            deed, identifier=make_identifier(), device=self.device, seq=head.seq + 1, at=now(), ip=ip, prev=head.hash
        )
        data = encode_event(event)
        shown = show_nul(event, data)
        if shown is not event:
            event, data = shown, encode_event(shown)
        decode_next(data)  # a deed outside its limits must fail here, not at Central, where it would block the rest
        return event, data

    def pending_for(self, object_id: str) -> list[Event]:
        """The waiting events about one object, oldest first, so that a desk can show what Central does not yet."""
        if not object_id:
            return []
        with self._database.reading() as connection:
            found = connection.execute(
                "SELECT bytes FROM events WHERE seq > ? AND instr(bytes, ?) ORDER BY seq",
                (_read_upto(connection), msgspec.json.encode(object_id)),
            ).fetchall()
        return [event for (data,) in found if (event := _decode(data)).object_id == object_id]

    def list_about(self, object_id: str) -> list[Event]:
        """The events about one object that are kept here, delivered or not, oldest first; walks the whole journal."""
        with self._database.reading() as connection:
            found = connection.execute(
                "SELECT bytes FROM events WHERE instr(bytes, ?) ORDER BY seq", (msgspec.json.encode(object_id),)
            ).fetchall()
        return [event for (data,) in found if (event := _decode(data)).object_id == object_id]

    def back_to(self, acts: frozenset[Act]) -> list[Event]:
        """The latest events, newest first, up to the first of ``acts``, which is left out; all when there is none."""
        found: list[Event] = []
        with self._database.reading() as connection:
            for (data,) in connection.execute("SELECT bytes FROM events ORDER BY seq DESC"):
                event = _decode(data)
                if event.act in acts:
                    break
                found.append(event)
        return found

    def verify(self) -> int:
        """Walk the chain that is kept; the number of events, or VaultDamaged naming the first that does not fit."""
        with self._database.reading() as connection:
            cut = read_cut(connection)
        prev, expected = cut.hash, cut.seq + 1
        while batch := self.events_from(expected):
            for data in batch:
                event = _decode(data)
                if event.seq != expected or event.prev != prev or event.device != self.device:
                    raise VaultDamaged(reason=f"event {expected} does not follow the one before")
                prev, expected = hash_event(data), expected + 1
        return expected - 1 - cut.seq

    def make_room(self) -> None:
        """Have the space on disk that events are written into before they move to their place: an append that need not
        wait until a file has grown takes half as long. StoreUnwritable when there is none, and all is as before."""
        self._database.make_room(_ROOM)

    def close(self) -> None:
        """Close the file and let another process open it; safe to call twice."""
        self._database.close()
        self._lock.release()

    def __enter__(self) -> Journal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _read_head(connection: Connection) -> JournalHead:
    found = connection.execute("SELECT seq, bytes FROM events ORDER BY seq DESC LIMIT 1").fetchone()
    return JournalHead(found[0], hash_event(found[1])) if found else JournalHead(0, GENESIS)


def _read_hash(connection: Connection, seq: int) -> Hash | None:
    found = connection.execute("SELECT bytes FROM events WHERE seq = ?", (seq,)).fetchone()
    return hash_event(found[0]) if found else None


def _read_upto(connection: Connection) -> int:
    return int(connection.execute("SELECT upto FROM delivery").fetchone()[0])


def _read_bytes(connection: Connection, first: int, limit: int) -> list[bytes]:
    found = connection.execute("SELECT bytes FROM events WHERE seq >= ? ORDER BY seq LIMIT ?", (first, limit))
    return [data for (data,) in found]


def _decode(data: bytes) -> Event:
    try:
        return decode_event(data)
    except msgspec.MsgspecError as error:
        raise VaultDamaged(reason="an event in the journal cannot be read") from error
