"""Missed calls of late, and recordings that are due, found without those of years.

Revision: 0025
"""

from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the indexes; that of recordings takes the place of one that led through the destroyed ones too."""
    op.create_index(op.f("ix_incoming_calls_missed_at"), "incoming_calls", ["missed_at"])
    op.create_index(op.f("ix_recordings_destroyed_at_begun_at"), "recordings", ["destroyed_at", "begun_at"])
    op.drop_index(op.f("ix_recordings_begun_at"), table_name="recordings")
