"""A token that a PBX was dialled with: it calls a customer, or joins a call (D1, U1)."""

from __future__ import annotations

from sqlalchemy import Connection

from protocol.call_refusals import CallTokenRefused
from protocol.calls import CallRoute, TokenPresented
from protocol.events import Act, Deed, ObjectKind, Outcome
from protocol.joining import JoinRoute
from server.services.callers import Device
from server.services.calling.joined import find_fault, find_join, spend_join
from server.services.calling.tokens import hash_token, name_misuse, route_call
from server.services.central import Central
from server.services.notices import raise_alert
from server.services.trail import record
from server.services.transactions import Kept


def route_token(
    connection: Connection, central: Central, pbx: Device, ip: str, presented: TokenPresented
) -> CallRoute | JoinRoute:
    """What a token is for, once. Raises as :func:`~server.services.calling.tokens.route_call` does."""
    row = find_join(connection, hash_token(presented.token))
    if row is None:
        return route_call(connection, central, pbx, ip, presented)
    fault = find_fault(row, pbx.id, presented.desk)
    route = None if fault else spend_join(connection, row)
    if route is not None:
        return route
    facts = {"why": fault or "not wanted", "desk": presented.desk, "pbx": pbx.id, "join": row.id, "mode": row.kind}
    deed = Deed(
        act=Act.CALL_REFUSED, object_kind=ObjectKind.CALL, object_id=row.call, outcome=Outcome.REFUSED, detail=facts
    )
    record(connection, central.node, deed, ip)
    if fault in ("another desk", "used", "unknown"):
        told = {**facts, "pbx": pbx.name, **name_misuse(connection, presented.desk, row.joiner, row)}
        raise_alert(connection, central.node, "call-token-misused", row.call, told, caused_by=presented.desk)
    raise Kept(CallTokenRefused())
