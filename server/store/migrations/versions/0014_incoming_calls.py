"""Calls that customers make: who was to take each, and whether nobody did.

Revision: 0014
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "incoming_calls",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("customer", sa.String(length=36), nullable=False),
        sa.Column("person", sa.String(length=36), nullable=True),
        sa.Column("device", sa.String(length=36), nullable=True),
        sa.Column("pbx", sa.String(length=36), nullable=False),
        sa.Column("came_at", sa.String(length=24), nullable=False),
        sa.Column("missed_at", sa.String(length=24), nullable=True),
        sa.ForeignKeyConstraint(["customer"], ["customers.id"], name=op.f("fk_incoming_calls_customer")),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_incoming_calls_person")),
        sa.ForeignKeyConstraint(["device"], ["devices.id"], name=op.f("fk_incoming_calls_device")),
        sa.ForeignKeyConstraint(["pbx"], ["devices.id"], name=op.f("fk_incoming_calls_pbx")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incoming_calls")),
    )
    op.create_index(op.f("ix_incoming_calls_customer_came_at"), "incoming_calls", ["customer", "came_at"])
