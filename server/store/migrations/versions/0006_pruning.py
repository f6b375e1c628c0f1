"""What stays of events that are not kept any longer, and the one way by which their bodies may go.

Revision: 0006
"""

import sqlalchemy as sa
from alembic import op

from server.store.guards import guard_table
from server.store.pruning_guards import write_pruning_guards

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables; let the guard over events open for what is pruned, and for nothing else."""
    counter = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "prunings",
        sa.Column("upto", counter, autoincrement=False, nullable=False),
        sa.Column("received_before", sa.String(length=24), nullable=False),
        sa.Column("begun_at", sa.String(length=24), nullable=False),
        sa.PrimaryKeyConstraint("upto", name=op.f("pk_prunings")),
    )
    op.create_table(
        "pruned_events",
        sa.Column("log_index", counter, autoincrement=False, nullable=False),
        sa.Column("device", sa.String(length=36), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("log_index", name=op.f("pk_pruned_events")),
        sa.UniqueConstraint("device", "seq", name=op.f("uq_pruned_events_device_seq")),
    )
    dialect = op.get_bind().dialect.name
    for table in ("prunings", "pruned_events"):
        for statement in guard_table(dialect, table):
            op.execute(statement)
    schema = op.get_bind().scalar(sa.text("SELECT current_schema()")) if dialect == "postgresql" else ""
    for statement in write_pruning_guards(dialect, str(schema)):
        op.execute(statement)
