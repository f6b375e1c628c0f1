"""The tables of the Merkle log beside the events (U2, A7)."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from server.store.tables import Counter, Id, Moment, metadata

tiles = Table(
    "tiles",
    metadata,
    Column("level", Integer, primary_key=True, autoincrement=False),
    Column("place", Counter, primary_key=True, autoincrement=False),
    Column("hashes", LargeBinary, nullable=False),
)

log_head = Table(
    "log_head",
    metadata,
    Column("one", Integer, CheckConstraint("one = 1"), primary_key=True, autoincrement=False),
    Column("size", Counter, nullable=False),
    Column("edge", LargeBinary, nullable=False),
)

checkpoints = Table(
    "checkpoints",
    metadata,
    Column("size", Counter, primary_key=True, autoincrement=False),
    Column("root", LargeBinary(32), nullable=False),
    Column("note", Text, nullable=False),
    Column("published_at", Moment, nullable=False),
)

cosignatures = Table(
    "cosignatures",  # ``witness``: as protocol.notes.name_key writes it; ``line``: as it stands in the note
    metadata,
    Column("size", ForeignKey("checkpoints.size"), primary_key=True),
    Column("witness", String(200), primary_key=True),
    Column("line", Text, nullable=False),
    Column("received_at", Moment, nullable=False),
)

signed_heads = Table(
    "signed_heads",  # a batch's last event as its desk signed it (protocol.delivery.write_head_message)
    metadata,
    Column("device", Id, primary_key=True),
    Column("last_seq", BigInteger, primary_key=True),
    Column("first_seq", BigInteger, nullable=False),
    Column("head", String(64), nullable=False),
    Column("signature", LargeBinary, nullable=False),
)

prunings = Table(
    "prunings",  # the events before ``upto`` are not kept any longer; the newest row counts
    metadata,
    Column("upto", Counter, primary_key=True, autoincrement=False),
    Column("received_before", Moment, nullable=False),
    Column("begun_at", Moment, nullable=False),
)

pruned_events = Table(
    "pruned_events",  # ``hash``: SHA-256 over the event's bytes, the ``prev`` of its device's next event
    metadata,
    Column("log_index", Counter, primary_key=True, autoincrement=False),
    Column("device", Id, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("hash", LargeBinary(32), nullable=False),
    UniqueConstraint("device", "seq"),
)
