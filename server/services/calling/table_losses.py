"""A call at a telephone on a table of which no PBX tells any more is over, whichever way it came there (D1, U2)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, Row

from protocol.call_records import Ending
from protocol.identifiers import Identifier
from protocol.table_calls import EndedBy
from server.services.calling import table_joins, table_records, table_rings
from server.services.calling.table_facts import is_over_due
from server.services.central import Central

_End = Callable[[Connection, Central, Row[Any], Ending, EndedBy], None]
_WAYS: tuple[tuple[Callable[[Connection, Identifier], Row[Any] | None], _End], ...] = (
    (table_records.find_under_way, table_records.end_call),
    (table_rings.find_under_way, table_rings.end_ring),
    (table_joins.find_under_way, table_joins.end_at_table),
)


def is_lost(connection: Connection, call: Identifier) -> bool:
    """Whether no PBX took it in time, or the one that did is silent for too long."""
    return _find(connection, call) is not None


def end_if_lost(connection: Connection, central: Central, call: Identifier) -> None:
    """Put on record that it is over, where it is lost."""
    if (found := _find(connection, call)) is not None:
        row, end = found
        end(connection, central, row, Ending.PBX_LOST, EndedBy.PBX)


def _find(connection: Connection, call: Identifier) -> tuple[Row[Any], _End] | None:
    for find, end in _WAYS:
        if (row := find(connection, call)) is not None:
            return (row, end) if is_over_due(row) else None
    return None
