"""Call records: what became of each call, as desks' events tell it; and an index for a person's outcomes of a day.

Revision: 0010
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table and the index."""
    op.create_table(
        "call_records",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("way", sa.String(length=3), nullable=False),
        sa.Column("person", sa.String(length=36), nullable=False),
        sa.Column("device", sa.String(length=36), nullable=False),
        sa.Column("customer", sa.String(length=36), nullable=True),
        sa.Column("begun_at", sa.String(length=24), nullable=False),
        sa.Column("answered_at", sa.String(length=24), nullable=True),
        sa.Column("ended_at", sa.String(length=24), nullable=True),
        sa.Column("ending", sa.String(length=16), nullable=False, server_default=""),
        sa.Column("talk_s", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("held_since", sa.String(length=24), nullable=True),
        sa.Column("held_s", sa.Integer(), nullable=False, server_default="0"),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_call_records_person")),
        sa.ForeignKeyConstraint(["device"], ["devices.id"], name=op.f("fk_call_records_device")),
        sa.ForeignKeyConstraint(["customer"], ["customers.id"], name=op.f("fk_call_records_customer")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call_records")),
    )
    op.create_index(op.f("ix_call_records_person_begun_at"), "call_records", ["person", "begun_at"])
    op.create_index(op.f("ix_call_records_begun_at_id"), "call_records", ["begun_at", "id"])
    op.create_index(op.f("ix_call_records_customer_begun_at"), "call_records", ["customer", "begun_at"])
    op.create_index(op.f("ix_call_records_device_ended_at"), "call_records", ["device", "ended_at"])
    op.create_index(op.f("ix_contacts_person_at"), "contacts", ["person", "at"])
