"""Supervisors in others' calls: who listens or speaks, and what a customer's yes covers.

Revision: 0018
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table, and to what a customer agreed: to a recording, until now."""
    op.create_table(
        "joins",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("call", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("joiner", sa.String(length=36), nullable=False),
        sa.Column("device", sa.String(length=36), nullable=False),
        sa.Column("person", sa.String(length=36), nullable=False),
        sa.Column("pbx", sa.String(length=36), nullable=False),
        sa.Column("made_at", sa.String(length=24), nullable=False),
        sa.Column("expires_at", sa.String(length=24), nullable=False),
        sa.Column("presented_at", sa.String(length=24), nullable=True),
        sa.Column("shown_at", sa.String(length=24), nullable=True),
        sa.Column("begun_at", sa.String(length=24), nullable=True),
        sa.Column("ended_at", sa.String(length=24), nullable=True),
        sa.ForeignKeyConstraint(["joiner"], ["people.id"], name=op.f("fk_joins_joiner")),
        sa.ForeignKeyConstraint(["device"], ["devices.id"], name=op.f("fk_joins_device")),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_joins_person")),
        sa.ForeignKeyConstraint(["pbx"], ["devices.id"], name=op.f("fk_joins_pbx")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_joins")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_joins_token_hash")),
    )
    op.create_index(op.f("ix_joins_call_ended_at"), "joins", ["call", "ended_at"])
    for name, held in (("recorded", "1"), ("overheard", "0")):
        op.add_column("recording_consents", sa.Column(name, sa.Boolean(), nullable=False, server_default=held))
