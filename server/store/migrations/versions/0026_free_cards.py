"""The next card that is nobody's, found without those behind it: a campaign may have hundreds of thousands.

Revision: 0026
"""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

_FREE = sa.text("assigned_to IS NULL")


def upgrade() -> None:
    """Add the index, of what is nobody's alone."""
    name = op.f("ix_customers_campaign_state_id")
    op.create_index(name, "customers", ["campaign", "state", "id"], sqlite_where=_FREE, postgresql_where=_FREE)
