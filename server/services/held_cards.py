"""What rules look at of a card before its values are used: whose it is, how it stands, what it came from (D3, D1)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row, bindparam, select

from protocol.identifiers import Identifier
from server.store.tables import campaigns, customers, sources

_CARD = (
    *(customers.c[name] for name in ("id", "assigned_to", "state", "fields", "source")),
    campaigns.c.purposes,
    campaigns.c.calling,
    sources.c.revoked_at.label("source_revoked_at"),
)
_CARD_BY_ID = (
    select(*_CARD)
    .join(campaigns, campaigns.c.id == customers.c.campaign)
    .join(sources, sources.c.id == customers.c.source)
    .where(customers.c.id == bindparam("card"))
)
_LOCKED = _CARD_BY_ID.with_for_update(of=customers)


def load_card(connection: Connection, card: Identifier, *, lock: bool = False) -> Row[Any] | None:
    """The card, None when there is none. With ``lock`` nobody else loads it so until the transaction ends."""
    return connection.execute(_LOCKED if lock else _CARD_BY_ID, {"card": card}).one_or_none()
