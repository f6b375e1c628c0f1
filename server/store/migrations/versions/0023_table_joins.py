"""Calls that supervisors hear, or come into, by telephones on tables.

Revision: 0023
"""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "table_joins",
        sa.Column("join", sa.String(length=36), nullable=False),
        sa.Column("extension", sa.String(length=32), nullable=False),
        sa.Column("stage", sa.String(length=8), nullable=False),
        sa.Column("asked_at", sa.String(length=24), nullable=False),
        sa.Column("placed_at", sa.String(length=24), nullable=True),
        sa.Column("heard_at", sa.String(length=24), nullable=True),
        sa.Column("is_sealed", sa.Boolean(), nullable=False),
        sa.Column("cut", sa.String(length=16), nullable=False, server_default=""),
        sa.Column("ended_at", sa.String(length=24), nullable=True),
        sa.Column("ending", sa.String(length=16), nullable=False, server_default=""),
        sa.Column("ended_by", sa.String(length=8), nullable=False, server_default=""),
        sa.ForeignKeyConstraint(["join"], ["joins.id"], name=op.f("fk_table_joins_join")),
        sa.PrimaryKeyConstraint("join", name=op.f("pk_table_joins")),
    )
    op.create_index(op.f("ix_table_joins_ended_at"), "table_joins", ["ended_at"])
