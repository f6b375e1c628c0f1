"""A customer's sealed values and their wrapped key are one row, not a row a value and one for the key.

Ciphertexts are carried over byte for byte: what they are bound to stays the same. On SQLite, tables that are always
looked up by their primary key lie in its order, without a second copy in an index. The index of digests by customer
goes: nothing looks there. All this is one transaction: a conversion that is cut off has changed nothing, and begins
anew.

Revision: 0009
"""

from collections.abc import Iterator
from itertools import groupby, islice
from operator import itemgetter
from typing import Any

import msgspec
import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_BATCH = 1_000
_BEFORE = sa.text(
    "SELECT k.customer, k.kek_version, k.wrapped, f.field, f.nonce, f.ciphertext "
    "FROM record_keys k LEFT JOIN sealed_fields f ON f.customer = k.customer ORDER BY k.customer, f.field"
)


def upgrade() -> None:
    """Pack what there is, and only then drop the tables it was in."""
    records = op.create_table(
        "sealed_records",
        sa.Column("customer", sa.String(length=36), nullable=False),
        sa.Column("kek_version", sa.Integer(), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["customer"], ["customers.id"], name=op.f("fk_sealed_records_customer")),
        sa.PrimaryKeyConstraint("customer", name=op.f("pk_sealed_records")),
    )
    connection = op.get_bind()
    stored = connection.execute(_BEFORE, execution_options={"yield_per": _BATCH})
    packed = _pack(stored)
    while batch := list(islice(packed, _BATCH)):
        connection.execute(sa.insert(records), batch)
    op.create_index(op.f("ix_sealed_records_kek_version"), "sealed_records", ["kek_version"])
    op.drop_table("sealed_fields")
    op.drop_table("record_keys")
    op.drop_index(op.f("ix_blind_index_customer"), "blind_index")
    if connection.dialect.name == "sqlite":
        for name in ("blind_index", "consents", "card_feed"):
            with op.batch_alter_table(name, recreate="always", table_kwargs={"sqlite_with_rowid": False}):
                pass  # written anew, with the same columns, keys and indexes


def _pack(stored: sa.CursorResult[Any]) -> Iterator[dict[str, Any]]:
    """Rows of the new table, from those of the old ones in the order of customers."""
    for (customer, version, wrapped), rows in groupby(stored, itemgetter(0, 1, 2)):
        sealed = {row.field: bytes(row.nonce) + bytes(row.ciphertext) for row in rows if row.field}
        yield {
            "customer": customer,
            "kek_version": version,
            "wrapped": bytes(wrapped),
            "sealed": msgspec.msgpack.encode(sealed),
        }
