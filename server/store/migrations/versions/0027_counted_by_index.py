"""What a search counts by the hour stands in the index by which it is found: no row of millions is read for it.

Revision: 0027
"""

from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

_PLACES = (("actor", "at"), ("at",), ("act", "at"))
_MORE = ("log_index", "outcome")


def upgrade() -> None:
    """Make each index anew, in a search's whole order and with how an act ended; the narrower one goes."""
    for columns in _PLACES:
        op.create_index(op.f("_".join(("ix_events", *columns, *_MORE))), "events", [*columns, *_MORE])
        op.drop_index(op.f("_".join(("ix_events", *columns))), table_name="events")
