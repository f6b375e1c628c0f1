"""Writing good rows: sealed values, masks, blind index, consents and a place in an agent's queue, in bulk (S1, C2)."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from msgspec import Struct
from sqlalchemy import Connection

from protocol.cards import CardState
from protocol.fields import FieldKind
from protocol.identifiers import make_identifier
from protocol.times import Instant, after
from server.keys.file_keys import FileKeys
from server.keys.records import BlindIndex, seal_record
from server.services.importing.checking import GoodRow
from server.services.registry import CampaignPlan, require_source
from server.store.bulk import Row, find_imported, insert_rows, prepare_bulk
from server.store.database import next_value
from server.store.tables import blind_index, card_feed, consents, customers, record_keys, sealed_fields

FEED = "card_feed"
_INDEXED = ((FieldKind.MOBILE, FieldKind.MOBILE.value), (FieldKind.ID_NUMBER, FieldKind.ID_NUMBER.value))
_COLUMNS = (
    (
        customers,
        (
            "id", "campaign", "source", "assigned_to", "state", "due_at", "fields", "tags", "external_id",
            "imported_at", "retain_until",
        ),
    ),
    (record_keys, ("customer", "kek_version", "wrapped")),
    (sealed_fields, ("customer", "field", "nonce", "ciphertext")),
    (blind_index, ("campaign", "field", "digest", "customer")),
    (consents, ("customer", "purpose", "given_at", "wording", "how")),
    (card_feed, ("person", "customer", "version", "gone")),
)  # fmt: skip
_write = msgspec.json.Encoder().encode


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
    """What became of a batch: rows stored, rows that were there before, rows that stood twice in this file."""

    stored: int
    known: int
    twice: tuple[GoodRow, ...]


class CustomerWriter:
    """Stores batches of rows; one transaction each, the caller's."""

    def __init__(self, keys: FileKeys, destination: Destination) -> None:
        self._keys, self._to = keys, destination
        self._blind = BlindIndex(keys)
        self._retain_until = after(destination.started_at, days=destination.campaign.retention_days)
        self._turn = 0

    def store(self, connection: Connection, rows: Sequence[GoodRow]) -> BatchResult:
        """Store the rows that are new to the campaign; SourceRefused when the source was revoked meanwhile."""
        prepare_bulk(connection)
        require_source(connection, self._to.source)
        self._keys.refresh()  # a rotation may have made a new version, and may be about to destroy the old one
        digests = [self._blind.digest(FieldKind.MOBILE, row.values[FieldKind.MOBILE]) for row in rows]
        present = find_imported(connection, self._to.campaign.id, FieldKind.MOBILE.value, digests)
        fresh: list[tuple[GoodRow, bytes]] = []
        twice: list[GoodRow] = []
        known = 0
        for row, digest in zip(rows, digests, strict=True):
            imported_at = present.get(digest)
            if imported_at is None:
                present[digest] = self._to.started_at
                fresh.append((row, digest))
            elif imported_at == self._to.started_at:
                twice.append(row)
            else:
                known += 1
        if fresh:
            self._insert(connection, fresh)
        return BatchResult(len(fresh), known, tuple(twice))

    def _insert(self, connection: Connection, fresh: Sequence[tuple[GoodRow, bytes]]) -> None:
        version = next_value(connection, FEED, len(fresh))
        to, agents = self._to, self._to.agents
        campaign, started_at = to.campaign.id, to.started_at
        batch: tuple[list[Row], ...] = tuple([] for _ in _COLUMNS)
        people, keys, sealed, blind, agreed, feed = batch
        for row, digest in fresh:
            customer = make_identifier()
            agent = agents[self._turn % len(agents)] if agents else None
            self._turn += 1
            people.append(
                (
                    customer,
                    campaign,
                    to.source,
                    agent,
                    CardState.NEW.value,
                    started_at,
                    _write(row.masked).decode(),
                    _write(row.tags).decode(),
                    row.external_id,
                    started_at,
                    self._retain_until,
                )
            )
            record = seal_record(self._keys, customer, row.values)
            keys.append((customer, record.kek_version, record.wrapped))
            sealed += [(customer, item.field.value, item.nonce, item.ciphertext) for item in record.fields]
            for kind, name in _INDEXED:
                if kind in row.values:
                    mark = digest if kind is FieldKind.MOBILE else self._blind.digest(kind, row.values[kind])
                    blind.append((campaign, name, mark, customer))
            consent = row.consent
            agreed += [(customer, purpose, consent.at, consent.wording, consent.how) for purpose in to.purposes]
            if agent:
                feed.append((agent, customer, version, False))
                version += 1
        for (table, columns), rows in zip(_COLUMNS, batch, strict=True):
            insert_rows(connection, table, columns, rows)
