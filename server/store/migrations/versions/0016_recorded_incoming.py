"""Recordings of calls whoever made them; calls that come in have a short name, the call that each was handed on from,
and when one that was missed was seen to.

Revision: 0016
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

_RECORDED = ("recording_consents", "recordings", "listenings")
_UNTOLD = """
    INSERT INTO call_records (id, way, person, device, customer, begun_at)
    SELECT calls.id, 'out', calls.person, calls.device, calls.customer, calls.made_at FROM calls
    JOIN recording_consents ON recording_consents.call = calls.id
    WHERE NOT EXISTS (SELECT 1 FROM call_records WHERE call_records.id = calls.id)
"""
"""Calls that were recorded and whose desk never said that it dialled."""


def upgrade() -> None:
    """Have the tables of recordings refer to the calls' records, which those that came in have as well."""
    with op.batch_alter_table("incoming_calls") as batch:
        batch.add_column(sa.Column("number", sa.String(length=16), nullable=True))
        batch.add_column(sa.Column("handed_from", sa.String(length=36), nullable=True))
        batch.add_column(sa.Column("seen_at", sa.String(length=24), nullable=True))
        batch.create_unique_constraint(op.f("uq_incoming_calls_number"), ["number"])
    op.create_index(op.f("ix_incoming_calls_handed_from"), "incoming_calls", ["handed_from"])
    op.get_bind().execute(sa.text(_UNTOLD))
    for name in _RECORDED:
        with op.batch_alter_table(name) as batch:
            batch.drop_constraint(op.f(f"fk_{name}_call"), type_="foreignkey")
            batch.create_foreign_key(op.f(f"fk_{name}_call"), "call_records", ["call"], ["id"])
            if name == "recording_consents":
                batch.add_column(sa.Column("said_in", sa.String(length=36), nullable=True))
                batch.create_foreign_key(op.f("fk_recording_consents_said_in"), "call_records", ["said_in"], ["id"])
    op.create_index(op.f("ix_recording_consents_said_in"), "recording_consents", ["said_in"])
