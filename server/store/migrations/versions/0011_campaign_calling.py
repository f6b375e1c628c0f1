"""A campaign's own rules for calls, and the digests of numbers that are not to be called.

Revision: 0011
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column and the table."""
    op.add_column("campaigns", sa.Column("calling", sa.JSON(), nullable=True))
    op.create_table(
        "do_not_call",
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("list", sa.String(length=64), nullable=False),
        sa.Column("added_at", sa.String(length=24), nullable=False),
        sa.PrimaryKeyConstraint("digest", "list", name=op.f("pk_do_not_call")),
        sqlite_with_rowid=False,
    )
