"""What a desk remembers of Central's log: the newest checkpoint it believed, what it demands, what it refused (A7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from protocol.checkpoints import Checkpoint, read_checkpoint
from protocol.delivery import LogView, Receipt
from protocol.errors import VeildeskError
from protocol.events import hash_event
from protocol.following import Demand, Evidence
from protocol.identifiers import Identifier
from protocol.keeping import VaultDamaged
from protocol.notes import read_note
from protocol.remembering import LogMemory
from protocol.times import now

if TYPE_CHECKING:
    from sqlite3 import Connection


def recall(connection: Connection, device: Identifier, name: str, log_key: str) -> LogMemory:
    """All of it that the journal still holds, with the hashes of what was delivered."""
    upto = int(connection.execute("SELECT upto FROM delivery").fetchone()[0])
    events = connection.execute("SELECT seq, bytes FROM events WHERE seq <= ? ORDER BY seq", (upto,)).fetchall()
    receipts = connection.execute("SELECT json FROM receipts ORDER BY last_seq").fetchall()
    return LogMemory(
        written_at=now(),
        device=device,
        name=name,
        log_key=log_key,
        held=read_held_note(connection),
        first_seq=events[0][0] if events else upto + 1,
        hashes=tuple(hash_event(data) for _, data in events),
        receipts=tuple(msgspec.json.decode(data, type=Receipt) for (data,) in receipts),
        evidence=tuple(list_evidence(connection)),
    )


def read_held(connection: Connection) -> Checkpoint | None:
    """The newest checkpoint that was believed; None before the first."""
    note = read_held_note(connection)
    if not note:
        return None
    try:
        return read_checkpoint(read_note(note).text)
    except VeildeskError as error:
        raise VaultDamaged(reason="the checkpoint in the journal cannot be read") from error


def read_held_note(connection: Connection) -> str:
    """The same, as the note that Central signed; empty before the first."""
    found = connection.execute("SELECT note FROM log_view").fetchone()
    return found[0] if found else ""


def remember(connection: Connection, checkpoint: Checkpoint, note: str) -> None:
    """Hold to ``checkpoint`` from now on."""
    connection.execute(
        "INSERT INTO log_view VALUES (1, ?, ?) ON CONFLICT (one) DO UPDATE SET size = excluded.size, "
        "note = excluded.note WHERE excluded.size > log_view.size",
        (checkpoint.size, note),
    )


def read_demand(connection: Connection) -> Demand:
    """Which witnesses' cosignatures a checkpoint needs."""
    found = connection.execute("SELECT json FROM log_demand").fetchone()
    return msgspec.json.decode(found[0], type=Demand) if found else Demand()


def write_demand(connection: Connection, demand: Demand) -> None:
    """Put another demand in force."""
    connection.execute("INSERT OR REPLACE INTO log_demand VALUES (1, ?)", (msgspec.json.encode(demand),))


def keep_evidence(connection: Connection, view: LogView, reason: str) -> bool:
    """Keep what cannot be believed, for good; False when it was kept before."""
    evidence = Evidence(at=now(), reason=reason, held=read_held_note(connection), offered=view)
    kept = connection.execute(
        "INSERT INTO log_evidence (offered, json) VALUES (?, ?) ON CONFLICT DO NOTHING",
        (view.checkpoint, msgspec.json.encode(evidence)),
    )
    return bool(kept.rowcount)


def list_evidence(connection: Connection) -> list[Evidence]:
    """All of it, oldest first."""
    found = connection.execute("SELECT json FROM log_evidence ORDER BY id").fetchall()
    return [msgspec.json.decode(data, type=Evidence) for (data,) in found]
