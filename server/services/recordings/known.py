"""What Central itself says of a call, whoever made it: a token's, or one that a PBX was given a desk for."""

from __future__ import annotations

from sqlalchemy import ColumnElement, CompoundSelect, func, select, union_all

from protocol.identifiers import Identifier
from server.store.call_tables import call_records, calls, incoming_calls

KNOWN = call_records.join(calls, calls.c.id == call_records.c.id, isouter=True).join(
    incoming_calls, incoming_calls.c.id == call_records.c.id, isouter=True
)
"""Every call that has a record; the two below are NULL for one that only its desk speaks of."""
CUSTOMER = func.coalesce(calls.c.customer, incoming_calls.c.customer).label("customer")
NUMBER = func.coalesce(calls.c.number, incoming_calls.c.number).label("number")
"""Its short name for people (``C-118``)."""


def is_carried_by(pbx: Identifier) -> ColumnElement[bool]:
    """Whether the call's voice passes this PBX."""
    return func.coalesce(calls.c.pbx, incoming_calls.c.pbx) == pbx


def find_named(number: str) -> CompoundSelect[Identifier]:
    """The call of a short name: each of the two tables by its own index, which a join of both could not use."""
    return union_all(*(select(kept.c.id).where(kept.c.number == number) for kept in (calls, incoming_calls)))
