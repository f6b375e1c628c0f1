"""By which investigators search the trail: time, and act in time.

Revision: 0004
"""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the indexes; both grow at their ends, so that taking events stays quick."""
    op.create_index(op.f("ix_events_at"), "events", ["at"])
    op.create_index(op.f("ix_events_act_at"), "events", ["act", "at"])
