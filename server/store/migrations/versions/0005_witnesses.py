"""Tickets for witnesses, and the heads of their chains as desks signed them.

Revision: 0005
"""

import sqlalchemy as sa
from alembic import op

from server.store.guards import guard_table

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make them; what was delivered before stays without signed heads."""
    op.add_column("enrolment_codes", sa.Column("kind", sa.String(length=16), server_default="desk", nullable=False))
    op.create_table(
        "signed_heads",
        sa.Column("device", sa.String(length=36), nullable=False),
        sa.Column("last_seq", sa.BigInteger(), nullable=False),
        sa.Column("first_seq", sa.BigInteger(), nullable=False),
        sa.Column("head", sa.String(length=64), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("device", "last_seq", name=op.f("pk_signed_heads")),
    )
    for statement in guard_table(op.get_bind().dialect.name, "signed_heads"):
        op.execute(statement)
