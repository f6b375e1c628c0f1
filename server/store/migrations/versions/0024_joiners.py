"""Who listens to a call, or speaks in one, found by himself: nobody rings him meanwhile.

Revision: 0024
"""

from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the index."""
    op.create_index(op.f("ix_joins_joiner_ended_at"), "joins", ["joiner", "ended_at"])
