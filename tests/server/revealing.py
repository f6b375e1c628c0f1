"""What the tests of reveals do over and over: ask, be approved, collect, unseal."""

from __future__ import annotations

import msgspec
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from protocol.fields import FieldKind
from protocol.reveals import Decision, Reveal, RevealRequest
from protocol.roles import Role
from protocol.sealing import SealContext, measure_value, open_value
from server.services.reveals import collect_reveal, read_reveal, request_reveal
from tests.server.house import House
from tests.server.seats import Seat
from tests.server.supervision import answer, ask

KIND = FieldKind.ID_NUMBER
"""A field that the policy of these tests wants approved; the others it allows."""


def request(house: House, seat: Seat, wanted: RevealRequest, code: str | None = None) -> Reveal:
    """Ask, with the proof."""
    body = msgspec.json.encode(wanted)
    return house.prove(seat, lambda *at: request_reveal(*at, wanted), path="/v1/reveals", body=body, code=code)


def request_approved(house: House, seat: Seat, card: str) -> Reveal:
    """A request that a supervisor has said yes to."""
    waiting = ask(house, seat, card)
    answer(house, house.seat(Role.SUPERVISOR), waiting.id, Decision.APPROVE)
    return waiting


def collect(house: House, seat: Seat, reveal: str) -> Reveal:
    """Collect."""
    return house.act(seat, lambda *at: collect_reveal(*at, reveal))


def look(house: House, seat: Seat, reveal: str) -> Reveal:
    """How a request stands."""
    return house.act(seat, lambda *at: read_reveal(*at, reveal))


def unseal(given: Reveal, key: X25519PrivateKey, device: str) -> str:
    """What a desk reads."""
    assert given.sealed
    context = SealContext(
        request=given.id, card=given.card, field=given.field, device=device, expires_at=given.expires_at
    )
    buffer = bytearray(measure_value(given.sealed))
    open_value(given.sealed, key, context, buffer)
    return buffer.decode()
