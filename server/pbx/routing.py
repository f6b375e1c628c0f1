"""A token for a number, or for a call to join: asked of Central, opened here, forgotten with the call (D1)."""

from __future__ import annotations

from dataclasses import dataclass, field

import msgspec
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from protocol.calls import CallRoute, TokenPresented
from protocol.identifiers import Identifier
from protocol.joining import JoinRoute
from protocol.road import CentralNonsense
from protocol.sealing import SealContext, measure_value, open_value
from protocol.table_calls import TableTaken
from server.witness.road import Road

_ROUTES: msgspec.json.Decoder[CallRoute | JoinRoute] = msgspec.json.Decoder(CallRoute | JoinRoute)


@dataclass(frozen=True)
class Found:
    """Whom a token is for: the call, by Central's own name; the number, ASCII digits in a buffer to wipe; and the card
    by which desks know him."""

    call: Identifier
    number: bytearray = field(repr=False)
    card: Identifier


def find_route(road: Road, pbx: Identifier, token: str, desk: Identifier) -> Found | JoinRoute:
    """The number behind ``token``, or the call that it joins. What Central refuses with, CentralNonsense for an answer
    that is none, or what the road raises. Any thread."""
    key = X25519PrivateKey.generate()
    public = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    asked = TokenPresented(token=token, desk=desk, public_key=public)
    answer = road.post("/v1/calls/route", msgspec.json.encode(asked), "application/json")
    try:
        route = _ROUTES.decode(answer)
    except msgspec.MsgspecError as error:
        raise CentralNonsense from error
    if isinstance(route, JoinRoute):
        return route
    return _open(route, key, pbx)


def find_taken(road: Road, pbx: Identifier, call: Identifier) -> Found | JoinRoute:
    """The number to call now that a call's telephone was taken, or the call that is joined. Raises as
    :func:`find_route` does. Any thread."""
    key = X25519PrivateKey.generate()
    public = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    asked = msgspec.json.encode(TableTaken(call=call, public_key=public))
    answer = road.post("/v1/tables/taken", asked, "application/json")
    try:
        route = _ROUTES.decode(answer)
    except msgspec.MsgspecError as error:
        raise CentralNonsense from error
    if route.id != call:
        raise CentralNonsense
    if isinstance(route, JoinRoute):
        return route
    return _open(route, key, pbx)


def _open(route: CallRoute, key: X25519PrivateKey, pbx: Identifier) -> Found:
    context = SealContext(request=route.id, card=route.card, field=route.field, device=pbx, expires_at=route.expires_at)
    number = bytearray(measure_value(route.sealed))
    open_value(route.sealed, key, context, number)
    digits = number.replace(b"-", b"")  # behind a landline's area code
    number[:] = bytes(len(number))
    if not digits.isdigit():
        raise CentralNonsense
    return Found(route.id, digits, route.card)
