"""The tables of recorded calls (C1, S1, X2)."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, LargeBinary, String, Table

from server.store.tables import Id, Moment, metadata

recording_consents = Table(
    "recording_consents",  # a customer's yes in a call, and to what; ``withdrawn_at`` by a no, or later
    metadata,  # ``said_in``: the call in which he said it, where this one was handed on from there
    Column("call", ForeignKey("call_records.id"), primary_key=True),
    Column("said_in", ForeignKey("call_records.id")),
    Column("customer", ForeignKey("customers.id"), nullable=False),
    Column("wording", String(16), nullable=False),
    Column("agreed_at", Moment, nullable=False),
    Column("withdrawn_at", Moment),
    Column("recorded", Boolean, nullable=False, server_default="1"),
    Column("overheard", Boolean, nullable=False, server_default="0"),
    Index(None, "customer"),
    Index(None, "agreed_at"),
    Index(None, "said_in"),
)

recordings = Table(
    "recordings",  # ``wrapped`` is its key under the customer's record key, and NULL once it is destroyed
    metadata,
    Column("id", Id, primary_key=True),
    Column("call", ForeignKey("call_records.id"), nullable=False),
    Column("customer", ForeignKey("customers.id"), nullable=False),
    Column("pbx", ForeignKey("devices.id"), nullable=False),
    Column("wrapped", LargeBinary),
    Column("begun_at", Moment, nullable=False),
    Column("pieces", Integer, nullable=False, server_default="0"),
    Column("ended_at", Moment),
    Column("destroyed_at", Moment),
    Index(None, "call"),
    Index(None, "customer"),
    Index(None, "destroyed_at", "begun_at"),
)

recording_pieces = Table(
    "recording_pieces",  # ciphertext alone
    metadata,
    Column("recording", ForeignKey("recordings.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("last", Boolean, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)

listenings = Table(
    "listenings",  # somebody's leave to hear a call at one desk; ``given``: pieces that were given out to it
    metadata,
    Column("id", Id, primary_key=True),
    Column("call", ForeignKey("call_records.id"), nullable=False),
    Column("person", ForeignKey("people.id"), nullable=False),
    Column("device", ForeignKey("devices.id"), nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("given", Integer, nullable=False, server_default="0"),
    Index(None, "person", "made_at"),
)
