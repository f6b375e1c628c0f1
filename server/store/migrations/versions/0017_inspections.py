"""Inspections of calls: schemes, versions, agents' answers; and what customers answered, from the events that said so.

Revision: 0017
"""

import json

import sqlalchemy as sa
from alembic import op

from server.store.guards import guard_table

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_ANSWERED = sa.text(
    "SELECT e.object_id AS call, e.at AS at, e.bytes AS bytes FROM events e "
    "JOIN call_records c ON c.id = e.object_id AND c.person = e.actor AND c.device = e.device "
    "WHERE e.act = 'consent.answered' ORDER BY e.log_index"
)


def upgrade() -> None:
    """Add the tables, and carry over what customers answered."""
    answers = op.create_table(
        "consent_answers",
        sa.Column("call", sa.String(length=36), nullable=False),
        sa.Column("answer", sa.String(length=3), nullable=False),
        sa.Column("wording", sa.String(length=16), nullable=False),
        sa.Column("at", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(["call"], ["call_records.id"], name=op.f("fk_consent_answers_call")),
        sa.PrimaryKeyConstraint("call", name=op.f("pk_consent_answers")),
    )
    op.create_table(
        "inspection_schemes",
        sa.Column("campaign", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("criteria", sa.JSON(), nullable=False),
        sa.Column("set_by", sa.String(length=64), nullable=False),
        sa.Column("set_at", sa.String(length=24), nullable=False),
        sa.PrimaryKeyConstraint("campaign", "version", name=op.f("pk_inspection_schemes")),
    )
    op.create_table(
        "inspections",
        sa.Column("call", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("scheme", sa.String(length=71), nullable=False),
        sa.Column("criteria", sa.JSON(), nullable=False),
        sa.Column("judged", sa.JSON(), nullable=False),
        sa.Column("marks", sa.JSON(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("unmet", sa.JSON(), nullable=False),
        sa.Column("unmet_count", sa.Integer(), nullable=False),
        sa.Column("inspector", sa.String(length=36), nullable=False),
        sa.Column("at", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(["call"], ["call_records.id"], name=op.f("fk_inspections_call")),
        sa.ForeignKeyConstraint(["inspector"], ["people.id"], name=op.f("fk_inspections_inspector")),
        sa.PrimaryKeyConstraint("call", "version", name=op.f("pk_inspections")),
        sa.UniqueConstraint("id", name=op.f("uq_inspections_id")),
    )
    op.create_index(op.f("ix_inspections_at"), "inspections", ["at"])
    op.create_table(
        "inspection_answers",
        sa.Column("call", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("person", sa.String(length=36), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(["call"], ["call_records.id"], name=op.f("fk_inspection_answers_call")),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_inspection_answers_person")),
        sa.PrimaryKeyConstraint("call", name=op.f("pk_inspection_answers")),
    )
    connection = op.get_bind()
    for table in ("inspection_schemes", "inspections", "inspection_answers"):
        for statement in guard_table(connection.dialect.name, table):
            op.execute(statement)
    found = {}
    for row in connection.execute(_ANSWERED):
        detail = json.loads(bytes(row.bytes)).get("detail", {})
        if detail.get("answer") in ("yes", "no"):
            found[row.call] = {"answer": detail["answer"], "wording": detail.get("wording", "")[:16], "at": row.at}
    if found:
        op.bulk_insert(answers, [{"call": call, **facts} for call, facts in found.items()])
