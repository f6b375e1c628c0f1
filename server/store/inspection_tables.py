"""The tables of inspections: rows are added to them, and that is all, but for what a customer answered (U2, C1)."""

from __future__ import annotations

from sqlalchemy import JSON, Column, ForeignKey, Index, Integer, String, Table, Text

from server.store.tables import Id, Moment, metadata

consent_answers = Table(
    "consent_answers",  # a customer's last word to the wording in a call, as its desk noted it
    metadata,
    Column("call", ForeignKey("call_records.id"), primary_key=True),
    Column("answer", String(3), nullable=False),
    Column("wording", String(16), nullable=False),
    Column("at", Moment, nullable=False),
    Column("said_in", Id),  # the call before, which went on in this one; NULL where he said it in this one
)

inspection_schemes = Table(
    "inspection_schemes",  # ``campaign`` is empty for the company's own
    metadata,
    Column("campaign", String(64), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("criteria", JSON, nullable=False),
    Column("set_by", String(64), nullable=False),
    Column("set_at", Moment, nullable=False),
)

inspections = Table(
    "inspections",
    metadata,
    Column("call", ForeignKey("call_records.id"), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("id", Id, nullable=False, unique=True),
    Column("scheme", String(71), nullable=False),
    Column("criteria", JSON, nullable=False),
    Column("judged", JSON, nullable=False),
    Column("marks", JSON, nullable=False),
    Column("note", Text, nullable=False),
    Column("score", Integer, nullable=False),
    Column("unmet", JSON, nullable=False),
    Column("unmet_count", Integer, nullable=False),
    Column("inspector", ForeignKey("people.id"), nullable=False),
    Column("at", Moment, nullable=False),
    Index(None, "at"),
)

inspection_answers = Table(
    "inspection_answers",  # an agent's one answer
    metadata,
    Column("call", ForeignKey("call_records.id"), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("person", ForeignKey("people.id"), nullable=False),
    Column("text", Text, nullable=False),
    Column("at", Moment, nullable=False),
)
