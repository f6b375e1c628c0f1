"""What the watch counts of one delivery is one row a person and rule, with its minutes inside, not a row a minute.

Revision: 0007
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Carry over what is counted."""
    op.rename_table("watch_counts", "watch_counts_before")
    op.create_table(
        "watch_counts",
        sa.Column("subject", sa.String(length=80), nullable=False),
        sa.Column("rule", sa.String(length=32), nullable=False),
        sa.Column("place", sa.String(length=80), nullable=False),
        sa.Column("first_minute", sa.BigInteger(), nullable=False),
        sa.Column("last_minute", sa.BigInteger(), nullable=False),
        sa.Column("minutes", sa.Text(), nullable=False),
        sa.Column("expires", sa.BigInteger(), nullable=False),
    )
    op.execute(
        "INSERT INTO watch_counts (subject, rule, place, first_minute, last_minute, minutes, expires) "
        "SELECT subject, rule, place, minute, minute, "
        "'[[' || minute || ',' || count || ',\"' || first_at || '\",\"' || last_at || '\"]]', expires "
        "FROM watch_counts_before"
    )
    op.drop_table("watch_counts_before")  # and its indexes, whose names the next two take
    op.create_index(op.f("ix_watch_counts_expires"), "watch_counts", ["expires"])
    op.create_index(op.f("ix_watch_counts_subject"), "watch_counts", ["subject"])
