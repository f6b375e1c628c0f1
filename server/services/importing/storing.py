"""Writing good rows: sealed values, masks, blind index, consents and a place in an agent's queue, in bulk (S1, C2)."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from sqlalchemy import Connection, insert, select

from protocol.cards import CardState
from protocol.fields import FieldKind
from protocol.identifiers import make_identifier
from protocol.times import Instant, after
from server.keys.file_keys import KeyWrapper
from server.keys.records import BlindIndex, seal_record
from server.services.importing.checking import GoodRow
from server.services.registry import CampaignPlan
from server.store.database import next_value
from server.store.tables import blind_index, card_feed, consents, customers, record_keys, sealed_fields

FEED = "card_feed"
_INDEXED = (FieldKind.MOBILE, FieldKind.ID_NUMBER)
_LOOKED_UP_AT_ONCE = 500


class Destination(Struct, frozen=True):
    """Where the rows of one import go. ``agents`` take turns; none leaves the cards unassigned."""

    campaign: CampaignPlan
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

    def __init__(self, keys: KeyWrapper, destination: Destination) -> None:
        self._keys, self._to = keys, destination
        self._blind = BlindIndex(keys)
        self._turn = 0

    def store(self, connection: Connection, rows: Sequence[GoodRow]) -> BatchResult:
        """Store the rows that are new to the campaign."""
        digests = [self._blind.digest(FieldKind.MOBILE, row.values[FieldKind.MOBILE]) for row in rows]
        present = self._find_present(connection, digests)
        fresh: list[tuple[GoodRow, bytes]] = []
        twice: list[GoodRow] = []
        known = 0
        for row, digest in zip(rows, digests, strict=True):
            imported_at = present.get(digest)
            if imported_at is None:
                present[digest] = self._to.started_at
                fresh.append((row, digest))
            elif imported_at >= self._to.started_at:
                twice.append(row)
            else:
                known += 1
        if fresh:
            self._insert(connection, fresh)
        return BatchResult(len(fresh), known, tuple(twice))

    def _find_present(self, connection: Connection, digests: Sequence[bytes]) -> dict[bytes, Instant]:
        found: dict[bytes, Instant] = {}
        for start in range(0, len(digests), _LOOKED_UP_AT_ONCE):
            rows = connection.execute(
                select(blind_index.c.digest, customers.c.imported_at)
                .join(customers, customers.c.id == blind_index.c.customer)
                .where(
                    blind_index.c.campaign == self._to.campaign.id,
                    blind_index.c.field == FieldKind.MOBILE.value,
                    blind_index.c.digest.in_(digests[start : start + _LOOKED_UP_AT_ONCE]),
                )
            )
            found |= {bytes(digest): imported_at for digest, imported_at in rows}
        return found

    def _insert(self, connection: Connection, fresh: Sequence[tuple[GoodRow, bytes]]) -> None:
        first_version = next_value(connection, FEED, len(fresh))
        plan, started_at = self._to.campaign, self._to.started_at
        retain_until = after(started_at, days=plan.retention_days)
        batch: dict[str, list[dict[str, object]]] = {
            name: [] for name in ("customers", "keys", "sealed", "blind", "consents", "feed")
        }
        for place, (row, digest) in enumerate(fresh):
            customer = make_identifier()
            agent = self._next_agent()
            batch["customers"].append(
                {
                    "id": customer,
                    "campaign": plan.id,
                    "source": self._to.source,
                    "assigned_to": agent,
                    "state": CardState.NEW.value,
                    "due_at": started_at,
                    "fields": row.masked,
                    "tags": row.tags,
                    "external_id": row.external_id,
                    "imported_at": started_at,
                    "retain_until": retain_until,
                }
            )
            self._seal(batch, customer, row, digest)
            batch["consents"] += [
                {
                    "customer": customer,
                    "purpose": purpose.id,
                    "given_at": row.consent.at,
                    "wording": row.consent.wording,
                    "how": row.consent.how,
                }
                for purpose in plan.purposes
            ]
            if agent:
                batch["feed"].append(
                    {"person": agent, "customer": customer, "version": first_version + place, "gone": False}
                )
        tables = (customers, record_keys, sealed_fields, blind_index, consents, card_feed)
        for table, rows in zip(tables, batch.values(), strict=True):
            if rows:
                connection.execute(insert(table), rows)

    def _seal(self, batch: dict[str, list[dict[str, object]]], customer: str, row: GoodRow, digest: bytes) -> None:
        sealed = seal_record(self._keys, customer, row.values)
        batch["keys"].append({"customer": customer, "kek_version": sealed.kek_version, "wrapped": sealed.wrapped})
        batch["sealed"] += [
            {"customer": customer, "field": item.field.value, "nonce": item.nonce, "ciphertext": item.ciphertext}
            for item in sealed.fields
        ]
        for kind in _INDEXED:
            value = row.values.get(kind)
            if value is None:
                continue
            batch["blind"].append(
                {
                    "campaign": self._to.campaign.id,
                    "field": kind.value,
                    "digest": digest if kind is FieldKind.MOBILE else self._blind.digest(kind, value),
                    "customer": customer,
                }
            )

    def _next_agent(self) -> str | None:
        if not self._to.agents:
            return None
        self._turn += 1
        return self._to.agents[self._turn % len(self._to.agents)]


def find_customers(
    connection: Connection, blind: BlindIndex, campaign: str, field: FieldKind, normal_form: str
) -> list[str]:
    """The customers of a campaign that hold a whole value, found without decrypting any."""
    return list(
        connection.execute(
            select(blind_index.c.customer).where(
                blind_index.c.campaign == campaign,
                blind_index.c.field == field.value,
                blind_index.c.digest == blind.digest(field, normal_form),
            )
        ).scalars()
    )
