"""Recorded calls: who agreed to it, the recordings and their pieces, and who may hear one.

Revision: 0015
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "recording_consents",
        sa.Column("call", sa.String(length=36), nullable=False),
        sa.Column("customer", sa.String(length=36), nullable=False),
        sa.Column("wording", sa.String(length=16), nullable=False),
        sa.Column("agreed_at", sa.String(length=24), nullable=False),
        sa.Column("withdrawn_at", sa.String(length=24), nullable=True),
        sa.ForeignKeyConstraint(["call"], ["calls.id"], name=op.f("fk_recording_consents_call")),
        sa.ForeignKeyConstraint(["customer"], ["customers.id"], name=op.f("fk_recording_consents_customer")),
        sa.PrimaryKeyConstraint("call", name=op.f("pk_recording_consents")),
    )
    op.create_index(op.f("ix_recording_consents_customer"), "recording_consents", ["customer"])
    op.create_index(op.f("ix_recording_consents_agreed_at"), "recording_consents", ["agreed_at"])
    op.create_table(
        "recordings",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("call", sa.String(length=36), nullable=False),
        sa.Column("customer", sa.String(length=36), nullable=False),
        sa.Column("pbx", sa.String(length=36), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=True),
        sa.Column("begun_at", sa.String(length=24), nullable=False),
        sa.Column("pieces", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("ended_at", sa.String(length=24), nullable=True),
        sa.Column("destroyed_at", sa.String(length=24), nullable=True),
        sa.ForeignKeyConstraint(["call"], ["calls.id"], name=op.f("fk_recordings_call")),
        sa.ForeignKeyConstraint(["customer"], ["customers.id"], name=op.f("fk_recordings_customer")),
        sa.ForeignKeyConstraint(["pbx"], ["devices.id"], name=op.f("fk_recordings_pbx")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recordings")),
    )
    op.create_index(op.f("ix_recordings_call"), "recordings", ["call"])
    op.create_index(op.f("ix_recordings_customer"), "recordings", ["customer"])
    op.create_index(op.f("ix_recordings_begun_at"), "recordings", ["begun_at"])
    op.create_table(
        "recording_pieces",
        sa.Column("recording", sa.String(length=36), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("last", sa.Boolean(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["recording"], ["recordings.id"], name=op.f("fk_recording_pieces_recording")),
        sa.PrimaryKeyConstraint("recording", "number", name=op.f("pk_recording_pieces")),
    )
    op.create_table(
        "listenings",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("call", sa.String(length=36), nullable=False),
        sa.Column("person", sa.String(length=36), nullable=False),
        sa.Column("device", sa.String(length=36), nullable=False),
        sa.Column("made_at", sa.String(length=24), nullable=False),
        sa.Column("expires_at", sa.String(length=24), nullable=False),
        sa.Column("given", sa.Integer(), nullable=False, server_default="0"),
        sa.ForeignKeyConstraint(["call"], ["calls.id"], name=op.f("fk_listenings_call")),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_listenings_person")),
        sa.ForeignKeyConstraint(["device"], ["devices.id"], name=op.f("fk_listenings_device")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listenings")),
    )
    op.create_index(op.f("ix_listenings_person_made_at"), "listenings", ["person", "made_at"])
