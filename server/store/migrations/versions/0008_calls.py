"""Calls: who asked to call whom, by the hash of a token that a PBX presents once.

Revision: 0008
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "calls",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.String(length=16), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("person", sa.String(length=36), nullable=False),
        sa.Column("device", sa.String(length=36), nullable=False),
        sa.Column("customer", sa.String(length=36), nullable=False),
        sa.Column("field", sa.String(length=16), nullable=False),
        sa.Column("purpose", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.String(length=24), nullable=False),
        sa.Column("expires_at", sa.String(length=24), nullable=False),
        sa.Column("presented_at", sa.String(length=24), nullable=True),
        sa.Column("routed_at", sa.String(length=24), nullable=True),
        sa.Column("pbx", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_calls_person")),
        sa.ForeignKeyConstraint(["device"], ["devices.id"], name=op.f("fk_calls_device")),
        sa.ForeignKeyConstraint(["customer"], ["customers.id"], name=op.f("fk_calls_customer")),
        sa.ForeignKeyConstraint(["pbx"], ["devices.id"], name=op.f("fk_calls_pbx")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calls")),
        sa.UniqueConstraint("number", name=op.f("uq_calls_number")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_calls_token_hash")),
    )
    op.create_index(op.f("ix_calls_customer_routed_at"), "calls", ["customer", "routed_at"])
