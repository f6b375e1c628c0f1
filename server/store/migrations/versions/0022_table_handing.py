"""Whom calls at telephones on tables are handed to.

Revision: 0022
"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns."""
    for table in ("table_calls", "table_rings"):
        op.add_column(table, sa.Column("handed_to", sa.String(length=40), nullable=False, server_default=""))
