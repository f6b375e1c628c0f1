"""Calls that ring at telephones on tables, and which desks ask for them.

Revision: 0021
"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table, and when a desk asked last."""
    op.add_column("presence", sa.Column("table_at", sa.String(length=24), nullable=True))
    op.create_table(
        "table_rings",
        sa.Column("call", sa.String(length=36), nullable=False),
        sa.Column("person", sa.String(length=36), nullable=False),
        sa.Column("device", sa.String(length=36), nullable=False),
        sa.Column("extension", sa.String(length=32), nullable=False),
        sa.Column("pbx", sa.String(length=36), nullable=False),
        sa.Column("came_at", sa.String(length=24), nullable=False),
        sa.Column("heard_at", sa.String(length=24), nullable=False),
        sa.Column("answered_at", sa.String(length=24), nullable=True),
        sa.Column("is_sealed", sa.Boolean(), nullable=False),
        sa.Column("cut", sa.String(length=16), nullable=False, server_default=""),
        sa.Column("ended_at", sa.String(length=24), nullable=True),
        sa.Column("ending", sa.String(length=16), nullable=False, server_default=""),
        sa.Column("ended_by", sa.String(length=8), nullable=False, server_default=""),
        sa.ForeignKeyConstraint(["call"], ["incoming_calls.id"], name=op.f("fk_table_rings_call")),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_table_rings_person")),
        sa.ForeignKeyConstraint(["device"], ["devices.id"], name=op.f("fk_table_rings_device")),
        sa.ForeignKeyConstraint(["pbx"], ["devices.id"], name=op.f("fk_table_rings_pbx")),
        sa.PrimaryKeyConstraint("call", name=op.f("pk_table_rings")),
    )
    op.create_index(op.f("ix_table_rings_pbx_ended_at"), "table_rings", ["pbx", "ended_at"])
    op.create_index(op.f("ix_table_rings_person_ended_at"), "table_rings", ["person", "ended_at"])
