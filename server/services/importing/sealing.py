"""A chunk of an import's rows, checked, masked and sealed: all that is done to it before the database (S1, C3).

It is the same work in Central's own process and in those that :mod:`.crew` starts. It needs two kinds of key: the blind
index's, and a new record key for each row. It has neither the master key nor a key-encryption key: record keys are made
and wrapped by who stores the rows, under the version that is current then.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from zoneinfo import ZoneInfo

import msgspec
from msgspec import Struct

from protocol.fields import FieldKind
from protocol.identifiers import Identifier, make_identifier
from server.keys.records import KEY_BYTES, BlindIndex, seal_fields
from server.services.importing.checking import BadRow, ConsentBasis, GoodRow, RowChecker
from server.services.importing.columns import Columns
from server.services.importing.table import Cells, RowTable

_INDEXED = tuple((kind, kind.value) for kind in (FieldKind.MOBILE, FieldKind.ID_NUMBER, FieldKind.LANDLINE))
_STRIDE = 50
"""Rows that one step of the work is done to before the next: the processor's caches hold one step's code, not all."""

_write = msgspec.json.Encoder().encode


class SealOrder(Struct, frozen=True, kw_only=True):
    """What holds for all rows of one import. ``moment`` is now, aware; ``zone`` is an IANA name."""

    columns: Columns
    moment: datetime
    zone: str
    consent: ConsentBasis | None
    index_key: bytes


class Chunk(Struct, array_like=True):
    """Rows as they were read. The one at ``place`` is number ``first + place`` of the file and, when it is good,
    becomes ``customers[place]``, under the ``place``-th of the record ``keys``, which stand one behind the other.
    ``share`` is how much of the file was read with them, from 0 to 1.
    """

    first: int
    rows: list[Cells]
    customers: list[Identifier]
    keys: bytearray
    share: float

    @property
    def last(self) -> int:
        """The number of its last row."""
        return self.first + len(self.customers) - 1

    def key(self, place: int) -> bytes:
        """One record key."""
        return bytes(self.keys[place * KEY_BYTES : (place + 1) * KEY_BYTES])

    def wipe(self) -> None:
        """Forget the record keys and the rows."""
        self.keys[:] = bytes(len(self.keys))
        self.rows.clear()


class SealedRow(Struct, array_like=True, frozen=True, gc=False):
    """A good row as it is stored, but for its wrapped key. ``fields`` and ``tags`` are JSON.

    ``digests`` are (field, digest), the mobile's first; ``sealed`` are the values as they are stored.
    """

    place: int
    fields: str
    tags: str
    external_id: str
    consent: ConsentBasis
    digests: list[tuple[str, bytes]]
    sealed: bytes

    @property
    def masked_mobile(self) -> str:
        """The mobile as anybody may see it."""
        return dict(msgspec.json.decode(self.fields, type=list[tuple[str, str]]))[FieldKind.MOBILE]


class SealedRows(Struct, array_like=True, frozen=True):
    """What became of a chunk's rows: those that go in and those that stay out, both in the order of the file."""

    good: list[SealedRow]
    bad: list[BadRow]


class RowSealer:
    """Seals the chunks of one import."""

    def __init__(self, order: SealOrder) -> None:
        self._checker = RowChecker(order.columns, order.moment, ZoneInfo(order.zone), order.consent)
        self._blind = BlindIndex(order.index_key)

    def seal(self, chunk: Chunk) -> SealedRows:
        """Check, mask and seal the rows; empty ones are neither good nor bad."""
        good: list[SealedRow] = []
        bad: list[BadRow] = []
        for start in range(0, len(chunk.rows), _STRIDE):
            checked = self._checker.check(chunk.first + start, chunk.rows[start : start + _STRIDE])
            good += self._seal_checked(chunk, [row for row in checked if isinstance(row, GoodRow)])
            bad += [row for row in checked if isinstance(row, BadRow)]
        return SealedRows(good, bad)

    def _seal_checked(self, chunk: Chunk, rows: list[GoodRow]) -> list[SealedRow]:
        digest = self._blind.digest
        places = [row.number - chunk.first for row in rows]
        sealed = [
            seal_fields(chunk.key(place), chunk.customers[place], row.values)
            for place, row in zip(places, rows, strict=True)
        ]
        digests = [
            [(name, digest(kind, row.values[kind])) for kind, name in _INDEXED if kind in row.values] for row in rows
        ]
        return [
            SealedRow(
                place,
                _write(row.masked).decode(),
                _write(row.tags).decode(),
                row.external_id,
                row.consent,
                marks,
                values,
            )
            for place, row, marks, values in zip(places, rows, digests, sealed, strict=True)
        ]


def split_rows(table: RowTable, size: int) -> Iterator[Chunk]:
    """The rows behind the header, ``size`` in a chunk."""
    first = table.first + 1
    while rows := list(islice(table.rows, size)):
        customers = [make_identifier() for _ in rows]
        yield Chunk(first, rows, customers, bytearray(os.urandom(KEY_BYTES * len(rows))), table.share())
        first += len(customers)
