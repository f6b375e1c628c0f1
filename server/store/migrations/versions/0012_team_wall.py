"""The team wall: who is there, who wants help, who looks.

Revision: 0012
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "presence",
        sa.Column("person", sa.String(length=36), nullable=False),
        sa.Column("device", sa.String(length=36), nullable=False),
        sa.Column("heard_at", sa.String(length=24), nullable=False),
        sa.Column("locked_at", sa.String(length=24), nullable=True),
        sa.Column("paused_at", sa.String(length=24), nullable=True),
        sa.Column("pause", sa.String(length=20), nullable=False, server_default=""),
        sa.Column("changed_at", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_presence_person")),
        sa.ForeignKeyConstraint(["device"], ["devices.id"], name=op.f("fk_presence_device")),
        sa.PrimaryKeyConstraint("person", name=op.f("pk_presence")),
    )
    op.create_table(
        "help_requests",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("person", sa.String(length=36), nullable=False),
        sa.Column("call", sa.String(length=36), nullable=False),
        sa.Column("asked_at", sa.String(length=24), nullable=False),
        sa.Column("taken_by", sa.String(length=36), nullable=True),
        sa.Column("over_at", sa.String(length=24), nullable=True),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_help_requests_person")),
        sa.ForeignKeyConstraint(["taken_by"], ["people.id"], name=op.f("fk_help_requests_taken_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_help_requests")),
    )
    op.create_index(op.f("ix_help_requests_person_over_at"), "help_requests", ["person", "over_at"])
    op.create_table(
        "watchers",
        sa.Column("person", sa.String(length=36), nullable=False),
        sa.Column("until", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_watchers_person")),
        sa.PrimaryKeyConstraint("person", name=op.f("pk_watchers")),
    )
