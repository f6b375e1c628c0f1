"""Writing good rows: sealed values, masks, blind index, consents and a place in an agent's queue, in bulk (S1, C2)."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from msgspec import Struct
from sqlalchemy import Connection

from protocol.cards import CardState
from protocol.fields import FieldKind
from protocol.times import Instant, after
from server.keys.file_keys import FileKeys
from server.keys.records import wrap_key
from server.services.calling.listed import find_listed
from server.services.importing.sealing import Chunk, SealedRow
from server.services.registry import CampaignPlan, require_source
from server.store.bulk import Row, find_imported, insert_rows, prepare_bulk
from server.store.database import next_value
from server.store.tables import blind_index, card_feed, consents, customers, sealed_records

FEED = "card_feed"
_COLUMNS = (
    (
        customers,
        (
            "id", "campaign", "source", "assigned_to", "state", "due_at", "fields", "tags", "external_id",
            "imported_at", "retain_until",
        ),
    ),
    (sealed_records, ("customer", "kek_version", "wrapped", "sealed")),
    (blind_index, ("campaign", "field", "digest", "customer")),
    (consents, ("customer", "purpose", "given_at", "wording", "how")),
    (card_feed, ("person", "customer", "version", "gone")),
)  # fmt: skip


class Destination(Struct, frozen=True):
    """Where the rows of one import go. ``agents`` take turns; none leaves the cards unassigned.

    ``purposes`` are those of the campaign that the customers agreed to. ``started_at`` is this import's alone.
    """

    campaign: CampaignPlan
    purposes: tuple[str, ...]
    source: str
    agents: tuple[str, ...]
    started_at: Instant


class BatchResult(Struct, frozen=True):
    """What became of a batch: rows stored, rows that were there before, rows that stood in this file already (whether
    stored by it or before), and rows of customers who are on a do-not-call list, which stay out."""

    stored: int
    known: int
    twice: tuple[SealedRow, ...]
    listed: tuple[SealedRow, ...]


class CustomerWriter:
    """Stores batches of rows; one transaction each, the caller's."""

    def __init__(self, keys: FileKeys, destination: Destination) -> None:
        self._keys, self._to = keys, destination
        self._retain_until = after(destination.started_at, days=destination.campaign.retention_days)
        self._turn = 0
        self._met = _Met()

    def store(self, connection: Connection, chunk: Chunk, rows: Sequence[SealedRow]) -> BatchResult:
        """Store the ``rows`` of a chunk that are new to the campaign; SourceRefused when the source was revoked
        meanwhile."""
        prepare_bulk(connection)
        require_source(connection, self._to.source)
        self._keys.refresh()  # a rotation may have made a new version, and may be about to destroy the old one
        digests = [row.digests[0][1] for row in rows]
        unwanted = find_listed(connection, digests)
        present = find_imported(connection, self._to.campaign.id, FieldKind.MOBILE.value, digests)
        fresh: list[SealedRow] = []
        twice: list[SealedRow] = []
        listed: list[SealedRow] = []
        known = 0
        for row, digest in zip(rows, digests, strict=True):
            imported_at = present.get(digest)
            if digest in unwanted:
                listed.append(row)
            elif imported_at is None:
                present[digest] = self._to.started_at
                fresh.append(row)
            elif imported_at == self._to.started_at or not self._met.add(digest):
                twice.append(row)
            else:
                known += 1
        if fresh:
            self._insert(connection, chunk, fresh)
        return BatchResult(len(fresh), known, tuple(twice), tuple(listed))

    def _insert(self, connection: Connection, chunk: Chunk, fresh: Sequence[SealedRow]) -> None:
        version = next_value(connection, FEED, len(fresh))
        to, agents = self._to, self._to.agents
        campaign, started_at, state = to.campaign.id, to.started_at, CardState.NEW.value
        batch: tuple[list[Row], ...] = tuple([] for _ in _COLUMNS)
        people, sealed, blind, agreed, feed = batch
        for row in fresh:
            customer = chunk.customers[row.place]
            agent = agents[self._turn % len(agents)] if agents else None
            self._turn += 1
            people.append(
                (
                    customer,
                    campaign,
                    to.source,
                    agent,
                    state,
                    started_at,
                    row.fields,
                    row.tags,
                    row.external_id,
                    started_at,
                    self._retain_until,
                )
            )
            sealed.append((customer, *wrap_key(self._keys, customer, chunk.key(row.place)), row.sealed))
            for field, digest in row.digests:
                blind.append((campaign, field, digest, customer))
            consent = row.consent
            for purpose in to.purposes:
                agreed.append((customer, purpose, consent.at, consent.wording, consent.how))
            if agent:
                feed.append((agent, customer, version, False))
                version += 1
        blind.sort()  # neighbours in the index go in together
        for (table, columns), rows in zip(_COLUMNS, batch, strict=True):
            insert_rows(connection, table, columns, rows)


class _Met:
    """The customers of before whom this file has named. What does not fit into two megabytes of memory stands in a
    nameless file, which goes with the process: digests alone, as in the blind index."""

    def __init__(self) -> None:
        self._file = sqlite3.connect("", isolation_level=None)
        self._file.execute("PRAGMA journal_mode = OFF")
        self._file.execute("CREATE TABLE met (digest BLOB PRIMARY KEY) WITHOUT ROWID")
        self._file.execute("BEGIN")  # never committed: nothing of it is to last

    def add(self, digest: bytes) -> bool:
        """Whether it is the first time."""
        return self._file.execute("INSERT OR IGNORE INTO met VALUES (?)", (digest,)).rowcount == 1
