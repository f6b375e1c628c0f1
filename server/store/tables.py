"""Central's tables (S1, S3, U2). One schema for SQLite and PostgreSQL; instants are RFC 3339 text.

Customers' values stand here twice: masked in ``customers.fields``, and as AES-256-GCM ciphertext in ``sealed_records``
under the record's own data key, which stands beside it, wrapped.

On SQLite a table that is ``_BY_KEY`` lies in the order of its primary key, once, and not a second time in an index.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

Id = String(36)
Moment = String(24)
Counter = BigInteger().with_variant(Integer(), "sqlite")
_BY_KEY: Any = {"sqlite_with_rowid": False}
_FREE = text("assigned_to IS NULL")

# --- who ---------------------------------------------------------------------------------------------------------

teams = Table(
    "teams",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("title", Text, nullable=False),
    Column("parent", ForeignKey("teams.id")),
)

people = Table(
    "people",
    metadata,
    Column("id", Id, primary_key=True),
    Column("username", String(64), nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("role", String(16), nullable=False),
    Column("team", ForeignKey("teams.id"), nullable=False),
    Column("state", String(16), nullable=False),
    Column("state_reason", Text, nullable=False, server_default=""),
    Column("recipe", JSON, nullable=False),
    Column("public_key", LargeBinary(32), nullable=False),
    Column("must_change_password", Boolean, nullable=False),
    Column("totp_secret", LargeBinary, nullable=False),
    Column("totp_step", BigInteger, nullable=False, server_default="0"),
    Column("wrong_proofs", Integer, nullable=False, server_default="0"),
    Column("created_at", Moment, nullable=False),
    Column("signed_in_at", Moment),
)

devices = Table(
    "devices",
    metadata,
    Column("id", Id, primary_key=True),
    Column("name", String(64), nullable=False),
    Column("platform", String(64), nullable=False),
    Column("kind", String(16), nullable=False, server_default="desk"),
    Column("public_key", LargeBinary(32), nullable=False, unique=True),
    Column("state", String(16), nullable=False),
    Column("state_reason", Text, nullable=False, server_default=""),
    Column("certificate_serial", String(64), nullable=False),
    Column("certificate_until", Moment, nullable=False),
    Column("enrolled_at", Moment, nullable=False),
    Column("seen_at", Moment),
    Column("posture", JSON(none_as_null=True)),
    Column("posture_at", Moment),
)

enrolment_codes = Table(
    "enrolment_codes",
    metadata,
    Column("code_hash", String(64), primary_key=True),
    Column("device_name", String(64), nullable=False),
    Column("kind", String(16), nullable=False, server_default="desk"),
    Column("bootstrap_serial", String(64), nullable=False),
    Column("made_by", String(64), nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("used_at", Moment),
)

certificates = Table(
    "certificates",  # every client certificate that was issued; ``device`` is null where a ticket holds it
    metadata,
    Column("serial", String(64), primary_key=True),
    Column("device", ForeignKey("devices.id"), index=True),
    Column("until", Moment, nullable=False),
    Column("revoked_at", Moment, index=True),
)

sessions = Table(
    "sessions",
    metadata,
    Column("id", Id, primary_key=True),
    Column("token_hash", String(64), nullable=False, unique=True),
    Column("person", ForeignKey("people.id"), nullable=False),
    Column("device", ForeignKey("devices.id"), nullable=False),
    Column("opened_at", Moment, nullable=False),
    Column("active_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("ended_at", Moment),
    Column("end_reason", String(64), nullable=False, server_default=""),
    Index(None, "person", "ended_at"),
)

challenges = Table(
    "challenges",  # those that were spent, until they would be over in any case
    metadata,
    Column("challenge", LargeBinary(32), primary_key=True),
    Column("device", Id, nullable=False),
    Column("username", String(64), nullable=False),
    Column("act", LargeBinary(32), nullable=False),
    Column("expires_at", Moment, nullable=False, index=True),
)

nonces = Table(
    "nonces",
    metadata,
    Column("device", Id, primary_key=True),
    Column("nonce", String(64), primary_key=True),
    Column("expires_at", Moment, nullable=False, index=True),
)

# --- what --------------------------------------------------------------------------------------------------------

sources = Table(
    "sources",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("kind", Text, nullable=False),
    Column("party", Text, nullable=False),
    Column("legal_basis", Text, nullable=False),
    Column("evidence_sha256", String(64), nullable=False),
    Column("approver", Text, nullable=False),
    Column("registered_at", Moment, nullable=False),
    Column("revoked_at", Moment),
    Column("revoked_reason", Text, nullable=False, server_default=""),
)

campaigns = Table(
    "campaigns",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("title", Text, nullable=False),
    Column("team", ForeignKey("teams.id"), nullable=False),
    Column("purposes", JSON, nullable=False),
    Column("script", JSON, nullable=False),
    Column("retention_days", Integer, nullable=False),
    Column("calling", JSON, nullable=True),
    Column("created_at", Moment, nullable=False),
)

customers = Table(
    "customers",
    metadata,
    Column("id", Id, primary_key=True),
    Column("campaign", ForeignKey("campaigns.id"), nullable=False),
    Column("source", ForeignKey("sources.id"), nullable=False),
    Column("assigned_to", ForeignKey("people.id")),
    Column("state", String(16), nullable=False),
    Column("due_at", Moment),
    Column("fields", JSON, nullable=False),
    Column("tags", JSON, nullable=False),
    Column("external_id", Text, nullable=False, server_default=""),
    Column("imported_at", Moment, nullable=False),
    Column("retain_until", Moment, nullable=False),
    Index(None, "campaign", "assigned_to"),
    Index(None, "campaign", "state", "id", sqlite_where=_FREE, postgresql_where=_FREE),
)

sealed_records = Table(
    "sealed_records",  # ``sealed`` is packed as server/keys/records.py says
    metadata,
    Column("customer", ForeignKey("customers.id"), primary_key=True),
    Column("kek_version", Integer, nullable=False, index=True),
    Column("wrapped", LargeBinary, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)

blind_index = Table(
    "blind_index",  # always found by its digest; a customer's own digests follow from his values
    metadata,
    Column("campaign", ForeignKey("campaigns.id"), primary_key=True),
    Column("field", String(16), primary_key=True),
    Column("digest", LargeBinary(32), primary_key=True),
    Column("customer", ForeignKey("customers.id"), primary_key=True),
    **_BY_KEY,
)

consents = Table(
    "consents",
    metadata,
    Column("customer", ForeignKey("customers.id"), primary_key=True),
    Column("purpose", String(64), primary_key=True),
    Column("given_at", Moment, nullable=False),
    Column("wording", String(64), nullable=False),
    Column("how", Text, nullable=False),
    Column("given_by", Text, nullable=False, server_default=""),
    Column("withdrawn_at", Moment),
    **_BY_KEY,
)

contacts = Table(
    "contacts",
    metadata,
    Column("event", Id, primary_key=True),
    Column("customer", ForeignKey("customers.id"), nullable=False),
    Column("at", Moment, nullable=False),
    Column("person", Id, nullable=False),
    Column("disposition", String(16), nullable=False),
    Column("note", Text, nullable=False),
    Index(None, "customer", "at"),
    Index(None, "person", "at"),
)

card_feed = Table(
    "card_feed",
    metadata,
    Column("person", ForeignKey("people.id"), primary_key=True),
    Column("customer", ForeignKey("customers.id"), primary_key=True),
    Column("version", Counter, nullable=False),
    Column("gone", Boolean, nullable=False, server_default="0"),
    Column("call", Id),  # for whose time alone the person sees it; NULL where it is his own
    Index(None, "call"),
    Index(None, "person", "version", unique=True),
    **_BY_KEY,
)

counters = Table(
    "counters",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("value", Counter, nullable=False),
)

# --- reveals -----------------------------------------------------------------------------------------------------

reveals = Table(
    "reveals",
    metadata,
    Column("id", Id, primary_key=True),
    Column("number", String(16), nullable=False, unique=True),
    Column("person", ForeignKey("people.id"), nullable=False),
    Column("device", ForeignKey("devices.id"), nullable=False),
    Column("customer", ForeignKey("customers.id"), nullable=False),
    Column("field", String(16), nullable=False),
    Column("purpose", String(64), nullable=False),
    Column("reason", Text, nullable=False),
    Column("public_key", LargeBinary(32), nullable=False),
    Column("state", String(16), nullable=False),
    Column("break_glass", Boolean, nullable=False, server_default="0"),
    Column("approvals_needed", Integer, nullable=False),
    Column("show_s", Integer, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("settled_at", Moment),
    Index(None, "person", "made_at"),
    Index(None, "state", "expires_at"),
)

approvals = Table(
    "approvals",
    metadata,
    Column("reveal", ForeignKey("reveals.id"), primary_key=True),
    Column("person", ForeignKey("people.id"), primary_key=True),
    Column("device", ForeignKey("devices.id"), nullable=False),
    Column("decision", String(16), nullable=False),
    Column("note", Text, nullable=False),
    Column("at", Moment, nullable=False),
)

policies = Table(
    "policies",
    metadata,
    Column("version", Integer, primary_key=True),
    Column("body", JSON, nullable=False),
    Column("set_by", String(64), nullable=False),
    Column("set_at", Moment, nullable=False),
)

inbox = Table(
    "inbox",
    metadata,
    Column("seq", Counter, primary_key=True, autoincrement=False),
    Column("person", Id, nullable=False),
    Column("kind", String(32), nullable=False),
    Column("at", Moment, nullable=False),
    Column("ref", String(200), nullable=False),
    Column("facts", JSON, nullable=False),
    Index(None, "person", "seq"),
)

alerts = Table(
    "alerts",
    metadata,
    Column("seq", Counter, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
    Column("kind", String(64), nullable=False),
    Column("about", String(200), nullable=False),
    Column("facts", JSON, nullable=False),
)

# --- the trail ---------------------------------------------------------------------------------------------------

events = Table(
    "events",
    metadata,
    Column("log_index", Counter, primary_key=True, autoincrement=False),
    Column("device", Id, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("at", Moment, nullable=False),
    Column("received_at", Moment, nullable=False),
    Column("received_from", String(64), nullable=False),
    Column("actor", String(200), nullable=False),
    Column("act", String(64), nullable=False),
    Column("object_kind", String(16), nullable=False),
    Column("object_id", String(200), nullable=False),
    Column("outcome", String(16), nullable=False),
    Column("bytes", LargeBinary, nullable=False),
    UniqueConstraint("device", "seq"),
    Index(None, "object_id", "at"),
    Index(None, "actor", "at", "log_index", "outcome"),  # in a search's order, with all that it counts
    Index(None, "at", "log_index", "outcome"),
    Index(None, "act", "at", "log_index", "outcome"),
)

chain_heads = Table(
    "chain_heads",
    metadata,
    Column("device", Id, primary_key=True),
    Column("next_seq", BigInteger, nullable=False),
    Column("head", String(64), nullable=False),
)

forks = Table(
    "forks",
    metadata,
    Column("device", Id, primary_key=True),
    Column("seq", BigInteger, primary_key=True),
    Column("hash", String(64), primary_key=True),
    Column("bytes", LargeBinary, nullable=False),
    Column("received_at", Moment, nullable=False),
)

imports = Table(
    "imports",
    metadata,
    Column("id", Id, primary_key=True),
    Column("file_sha256", String(64), nullable=False),
    Column("campaign", ForeignKey("campaigns.id"), nullable=False),
    Column("source", ForeignKey("sources.id"), nullable=False),
    Column("started_at", Moment, nullable=False),
    Column("finished_at", Moment),
    Column("rows_good", Integer, nullable=False, server_default="0"),
    Column("rows_known", Integer, nullable=False, server_default="0"),
    Column("rows_bad", Integer, nullable=False, server_default="0"),
)
