"""Telephones on tables: whose they are, and the calls that a PBX places over them.

Revision: 0020
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add both tables."""
    op.create_table(
        "extensions",
        sa.Column("extension", sa.String(length=32), nullable=False),
        sa.Column("person", sa.String(length=36), nullable=False),
        sa.Column("bound_at", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_extensions_person")),
        sa.PrimaryKeyConstraint("extension", name=op.f("pk_extensions")),
        sa.UniqueConstraint("person", name=op.f("uq_extensions_person")),
    )
    op.create_table(
        "table_calls",
        sa.Column("call", sa.String(length=36), nullable=False),
        sa.Column("person", sa.String(length=36), nullable=False),
        sa.Column("extension", sa.String(length=32), nullable=False),
        sa.Column("stage", sa.String(length=8), nullable=False),
        sa.Column("asked_at", sa.String(length=24), nullable=False),
        sa.Column("pbx", sa.String(length=36), nullable=True),
        sa.Column("placed_at", sa.String(length=24), nullable=True),
        sa.Column("heard_at", sa.String(length=24), nullable=True),
        sa.Column("is_sealed", sa.Boolean(), nullable=False),
        sa.Column("cut", sa.String(length=16), nullable=False, server_default=""),
        sa.Column("ended_at", sa.String(length=24), nullable=True),
        sa.Column("ending", sa.String(length=16), nullable=False, server_default=""),
        sa.Column("ended_by", sa.String(length=8), nullable=False, server_default=""),
        sa.ForeignKeyConstraint(["call"], ["calls.id"], name=op.f("fk_table_calls_call")),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_table_calls_person")),
        sa.ForeignKeyConstraint(["pbx"], ["devices.id"], name=op.f("fk_table_calls_pbx")),
        sa.PrimaryKeyConstraint("call", name=op.f("pk_table_calls")),
    )
    op.create_index(op.f("ix_table_calls_pbx_ended_at"), "table_calls", ["pbx", "ended_at"])
    op.create_index(op.f("ix_table_calls_person_ended_at"), "table_calls", ["person", "ended_at"])
