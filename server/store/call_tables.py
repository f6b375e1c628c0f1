"""The tables of calls (D1)."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, LargeBinary, String, Table

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

call_records = Table(
    "call_records",  # what the desks' events say of a call, also of one that came in; ``calls`` is Central's own word
    metadata,
    Column("id", Id, primary_key=True),
    Column("way", String(3), nullable=False),
    Column("person", ForeignKey("people.id"), nullable=False),
    Column("device", ForeignKey("devices.id"), nullable=False),
    Column("customer", ForeignKey("customers.id")),
    Column("begun_at", Moment, nullable=False),
    Column("answered_at", Moment),
    Column("ended_at", Moment),
    Column("ending", String(16), nullable=False, server_default=""),
    Column("talk_s", Integer, nullable=False, server_default="0"),
    Column("held_since", Moment),
    Column("held_s", Integer, nullable=False, server_default="0"),
    Index(None, "person", "begun_at"),
    Index(None, "begun_at", "id"),
    Index(None, "customer", "begun_at"),
    Index(None, "device", "ended_at"),
)

incoming_calls = Table(
    "incoming_calls",  # Central's own word of a call to a desk, before it rings: a customer's, or one that a desk hands
    metadata,  # on (``handed_from``: which call that was). ``number`` is its short name; never his number, nor a digest
    Column("id", Id, primary_key=True),
    Column("number", String(16), unique=True),
    Column("handed_from", String(36)),
    Column("customer", ForeignKey("customers.id"), nullable=False),
    Column("person", ForeignKey("people.id")),
    Column("device", ForeignKey("devices.id")),
    Column("pbx", ForeignKey("devices.id"), nullable=False),
    Column("came_at", Moment, nullable=False),
    Column("missed_at", Moment),
    Column("seen_at", Moment),  # its card's holder has seen to it
    Index(None, "customer", "came_at"),
    Index(None, "handed_from"),
    Index(None, "missed_at"),
)

do_not_call = Table(
    "do_not_call",  # a number's digest under the blind index's key, never a number
    metadata,
    Column("digest", LargeBinary(32), primary_key=True),
    Column("list", String(64), primary_key=True),
    Column("added_at", Moment, nullable=False),
    sqlite_with_rowid=False,
)

presence = Table(
    "presence",  # what the desks of callers say of them beside calls; ``heard_at``: their inbox asked;
    metadata,  # ``table_at``: a desk asked what rings at the telephone on the table
    Column("person", ForeignKey("people.id"), primary_key=True),
    Column("device", ForeignKey("devices.id"), nullable=False),
    Column("heard_at", Moment, nullable=False),
    Column("locked_at", Moment),
    Column("paused_at", Moment),
    Column("pause", String(20), nullable=False, server_default=""),
    Column("changed_at", Moment, nullable=False),
    Column("table_at", Moment),
)

help_requests = Table(
    "help_requests",
    metadata,
    Column("id", Id, primary_key=True),
    Column("person", ForeignKey("people.id"), nullable=False),
    Column("call", String(36), nullable=False),
    Column("asked_at", Moment, nullable=False),
    Column("taken_by", ForeignKey("people.id")),
    Column("over_at", Moment),
    Index(None, "person", "over_at"),
)

joins = Table(
    "joins",  # leave to listen to a call, or to speak in it; ``person``: whose it is; ``shown_at``: at his desk
    metadata,
    Column("id", Id, primary_key=True),
    Column("call", Id, nullable=False),
    Column("kind", String(8), nullable=False),
    Column("token_hash", String(64), nullable=False, unique=True),
    Column("joiner", ForeignKey("people.id"), nullable=False),
    Column("device", ForeignKey("devices.id"), nullable=False),
    Column("person", ForeignKey("people.id"), nullable=False),
    Column("pbx", ForeignKey("devices.id"), nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("presented_at", Moment),
    Column("shown_at", Moment),
    Column("begun_at", Moment),
    Column("ended_at", Moment),
    Index(None, "call", "ended_at"),
    Index(None, "joiner", "ended_at"),
)

extensions = Table(
    "extensions",  # telephones on tables: a name at the office's switch, and whose it is
    metadata,
    Column("extension", String(32), primary_key=True),
    Column("person", ForeignKey("people.id"), nullable=False, unique=True),
    Column("bound_at", Moment, nullable=False),
)

table_rings = Table(
    "table_rings",  # calls of ``incoming_calls`` that ring at a telephone on a table, as their PBX tells of them
    metadata,
    Column("call", ForeignKey("incoming_calls.id"), primary_key=True),
    Column("person", ForeignKey("people.id"), nullable=False),
    Column("device", ForeignKey("devices.id"), nullable=False),
    Column("extension", String(32), nullable=False),
    Column("pbx", ForeignKey("devices.id"), nullable=False),
    Column("came_at", Moment, nullable=False),
    Column("heard_at", Moment, nullable=False),
    Column("answered_at", Moment),
    Column("is_sealed", Boolean, nullable=False),
    Column("cut", String(16), nullable=False, server_default=""),
    Column("handed_to", String(40), nullable=False, server_default=""),
    Column("ended_at", Moment),
    Column("ending", String(16), nullable=False, server_default=""),
    Column("ended_by", String(8), nullable=False, server_default=""),
    Index(None, "pbx", "ended_at"),
    Index(None, "person", "ended_at"),
)
table_calls = Table(
    "table_calls",  # calls of ``calls`` that a PBX places over a telephone on a table, as that PBX tells of them;
    metadata,  # ``pbx`` and ``placed_at`` once it was told to; ``heard_at``: it named the call; ``cut``: why to end it,
    # ``handed_to``: a desk or a queue at which the far end goes on
    Column("call", ForeignKey("calls.id"), primary_key=True),
    Column("person", ForeignKey("people.id"), nullable=False),
    Column("extension", String(32), nullable=False),
    Column("stage", String(8), nullable=False),
    Column("asked_at", Moment, nullable=False),
    Column("pbx", ForeignKey("devices.id")),
    Column("placed_at", Moment),
    Column("heard_at", Moment),
    Column("is_sealed", Boolean, nullable=False),
    Column("cut", String(16), nullable=False, server_default=""),
    Column("handed_to", String(40), nullable=False, server_default=""),
    Column("ended_at", Moment),
    Column("ending", String(16), nullable=False, server_default=""),
    Column("ended_by", String(8), nullable=False, server_default=""),
    Index(None, "pbx", "ended_at"),
    Index(None, "person", "ended_at"),
)

table_joins = Table(
    "table_joins",  # those of ``joins`` that a PBX lets in by a telephone on a table, as that PBX tells of them
    metadata,
    Column("join", ForeignKey("joins.id"), primary_key=True),
    Column("extension", String(32), nullable=False),
    Column("stage", String(8), nullable=False),
    Column("asked_at", Moment, nullable=False),
    Column("placed_at", Moment),
    Column("heard_at", Moment),
    Column("is_sealed", Boolean, nullable=False),
    Column("cut", String(16), nullable=False, server_default=""),
    Column("ended_at", Moment),
    Column("ending", String(16), nullable=False, server_default=""),
    Column("ended_by", String(8), nullable=False, server_default=""),
    Index(None, "ended_at"),
)

watchers = Table(
    "watchers",  # supervisors who have the wall before them, until when they count as such
    metadata,
    Column("person", ForeignKey("people.id"), primary_key=True),
    Column("until", Moment, nullable=False),
)
