"""Cards that somebody sees for the time of a call alone, and the call in which a customer's answer was said.

Revision: 0019
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the two columns."""
    op.add_column("card_feed", sa.Column("call", sa.String(length=36), nullable=True))
    op.create_index(op.f("ix_card_feed_call"), "card_feed", ["call"])
    op.add_column("consent_answers", sa.Column("said_in", sa.String(length=36), nullable=True))
