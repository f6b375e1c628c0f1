"""What each desk last said of its machine.

Revision: 0013
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns."""
    op.add_column("devices", sa.Column("posture", sa.JSON(none_as_null=True), nullable=True))
    op.add_column("devices", sa.Column("posture_at", sa.String(length=24), nullable=True))
