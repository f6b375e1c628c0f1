"""The tables of calls (D1)."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, String, Table

from server.store.tables import Id, Moment, metadata

calls = Table(
    "calls",  # a token's hash, never a token; ``routed_at`` and ``pbx`` once a PBX was given the number
    metadata,
    Column("id", Id, primary_key=True),
    Column("number", String(16), nullable=False, unique=True),
    Column("token_hash", String(64), nullable=False, unique=True),
    Column("person", ForeignKey("people.id"), nullable=False),
    Column("device", ForeignKey("devices.id"), nullable=False),
    Column("customer", ForeignKey("customers.id"), nullable=False),
    Column("field", String(16), nullable=False),
    Column("purpose", String(64), nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("presented_at", Moment),
    Column("routed_at", Moment),
    Column("pbx", ForeignKey("devices.id")),
    Index(None, "customer", "routed_at"),
)
