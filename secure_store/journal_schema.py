"""The tables of a journal, and the triggers that make it append-only (D7, U2).

``events`` has its key and the bytes, and no index: every page that an append touches is encrypted and written before
the act goes on. What is asked by object is asked of the events that wait, and those are few
(``DeskPolicy.backlog_limit``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from protocol.events import Event, Hash

SCHEMA_VERSION = 2
"""A journal of version 1 stays as it is. It keeps of each event its ``id``, its ``object_id`` and its hash besides,
which nobody reads any more, and refuses a row without them."""

SCHEMA = """
CREATE TABLE desk (device TEXT NOT NULL) STRICT;

CREATE TABLE events (
    seq INTEGER PRIMARY KEY,
    bytes BLOB NOT NULL
) STRICT;

CREATE TABLE receipts (
    last_seq INTEGER PRIMARY KEY,
    json BLOB NOT NULL
) STRICT;

CREATE TABLE delivery (one INTEGER PRIMARY KEY CHECK (one = 1), upto INTEGER NOT NULL) STRICT;
INSERT INTO delivery VALUES (1, 0);

CREATE TABLE log_view (one INTEGER PRIMARY KEY CHECK (one = 1), size INTEGER NOT NULL, note TEXT NOT NULL) STRICT;
CREATE TABLE log_demand (one INTEGER PRIMARY KEY CHECK (one = 1), json BLOB NOT NULL) STRICT;
CREATE TABLE log_evidence (id INTEGER PRIMARY KEY, offered TEXT NOT NULL UNIQUE, json BLOB NOT NULL) STRICT;

CREATE TABLE pruned (one INTEGER PRIMARY KEY CHECK (one = 1), seq INTEGER NOT NULL, hash TEXT NOT NULL) STRICT;
INSERT INTO pruned VALUES (1, 0, hex(zeroblob(32)));  -- GENESIS: what the first event follows

CREATE TRIGGER events_only_grow BEFORE INSERT ON events
WHEN new.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM events)
BEGIN SELECT raise(ABORT, 'an event follows the last one'); END;

CREATE TRIGGER events_never_change BEFORE UPDATE ON events
BEGIN SELECT raise(ABORT, 'an event is never changed'); END;

CREATE TRIGGER events_stay BEFORE DELETE ON events
WHEN old.seq > (SELECT upto FROM delivery) OR old.seq = (SELECT max(seq) FROM events)
BEGIN SELECT raise(ABORT, 'an event that was not delivered stays'); END;

CREATE TRIGGER events_go_from_the_start BEFORE DELETE ON events
WHEN old.seq > (SELECT seq FROM pruned)
BEGIN SELECT raise(ABORT, 'a chain is cut at its start only, and the cut is on record'); END;

CREATE TRIGGER pruned_only_advances BEFORE UPDATE ON pruned
WHEN new.seq <= old.seq
  OR new.hash IS NOT (SELECT CAST(bytes AS TEXT) ->> '$.prev' FROM events WHERE seq = new.seq + 1)
BEGIN SELECT raise(ABORT, 'a chain is cut behind an event that it holds'); END;

CREATE TRIGGER pruned_stays BEFORE DELETE ON pruned
BEGIN SELECT raise(ABORT, 'the cut stays on record'); END;

CREATE TRIGGER pruned_is_one BEFORE INSERT ON pruned
BEGIN SELECT raise(ABORT, 'the cut stays on record'); END;

CREATE TRIGGER receipts_never_change BEFORE UPDATE ON receipts
BEGIN SELECT raise(ABORT, 'a receipt is never changed'); END;

CREATE TRIGGER receipts_stay BEFORE DELETE ON receipts
WHEN old.last_seq > (SELECT seq FROM pruned)
BEGIN SELECT raise(ABORT, 'a receipt stays'); END;

CREATE TRIGGER delivery_only_advances BEFORE UPDATE ON delivery
WHEN new.upto < old.upto OR new.upto NOT IN (SELECT last_seq FROM receipts)
BEGIN SELECT raise(ABORT, 'delivery advances by receipts only'); END;

CREATE TRIGGER delivery_stays BEFORE DELETE ON delivery
BEGIN SELECT raise(ABORT, 'delivery advances by receipts only'); END;

CREATE TRIGGER delivery_is_one BEFORE INSERT ON delivery
BEGIN SELECT raise(ABORT, 'delivery advances by receipts only'); END;

CREATE TRIGGER log_view_only_grows BEFORE UPDATE ON log_view
WHEN new.size < old.size OR (new.size = old.size AND new.note <> old.note)
BEGIN SELECT raise(ABORT, 'a checkpoint is left for a later one only'); END;

CREATE TRIGGER log_view_stays BEFORE DELETE ON log_view
BEGIN SELECT raise(ABORT, 'a checkpoint is left for a later one only'); END;

CREATE TRIGGER log_evidence_never_changes BEFORE UPDATE ON log_evidence
BEGIN SELECT raise(ABORT, 'evidence is never changed'); END;

CREATE TRIGGER log_evidence_stays BEFORE DELETE ON log_evidence
BEGIN SELECT raise(ABORT, 'evidence stays'); END;

CREATE TRIGGER desk_never_changes BEFORE UPDATE ON desk
BEGIN SELECT raise(ABORT, 'a journal belongs to one desk'); END;
"""

_INSERTS = {
    1: "INSERT INTO events (seq, bytes, id, object_id, hash) VALUES (?, ?, ?, ?, ?)",
    SCHEMA_VERSION: "INSERT INTO events VALUES (?, ?)",
}


class RowForm:
    """An event's row in a journal of ``version``: ``insert`` is the statement for what :meth:`make` gives."""

    def __init__(self, version: int) -> None:
        self.insert = _INSERTS[version]
        self._is_old = version < SCHEMA_VERSION

    def make(self, event: Event, data: bytes, digest: Hash) -> tuple[object, ...]:
        """The row of ``event``, whose bytes are ``data`` and whose hash is ``digest``.

        The driver binds a ``bytearray`` at once; of ``bytes`` it first asks whether somebody adapts them, by two
        exceptions.
        """
        written = bytearray(data)
        if self._is_old:
            return (event.seq, written, event.id, event.object_id, digest)
        return (event.seq, written)
