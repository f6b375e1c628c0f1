"""What the watch over the trail counts (U3).

Revision: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of counts and streaks."""
    op.create_table(
        "watch_counts",
        sa.Column("subject", sa.String(length=80), nullable=False),
        sa.Column("rule", sa.String(length=32), nullable=False),
        sa.Column("place", sa.String(length=80), nullable=False),
        sa.Column("minute", sa.BigInteger(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("first_at", sa.String(length=24), nullable=False),
        sa.Column("last_at", sa.String(length=24), nullable=False),
        sa.Column("expires", sa.BigInteger(), nullable=False),
    )
    op.create_index(op.f("ix_watch_counts_expires"), "watch_counts", ["expires"])
    op.create_index(op.f("ix_watch_counts_subject"), "watch_counts", ["subject"])
    op.create_table(
        "watch_streaks",
        sa.Column("subject", sa.String(length=80), nullable=False),
        sa.Column("rule", sa.String(length=32), nullable=False),
        sa.Column("since", sa.String(length=24), nullable=False),
        sa.Column("last_at", sa.String(length=24), nullable=False),
        sa.Column("expires", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("subject", "rule", "since", name=op.f("pk_watch_streaks")),
    )
    op.create_index(op.f("ix_watch_streaks_expires"), "watch_streaks", ["expires"])
