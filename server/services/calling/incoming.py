"""A customer calls: who it is by the blind index alone, whose desk is to ring, on record before it rings (D1, U2).

A caller whom nobody knows is nothing but a count. The PBX is told the same of him as of a customer whom nobody
can take.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from sqlalchemy import Connection, Row, func, insert, select, update

from protocol.call_records import Way
from protocol.cards import CardState
from protocol.events import Act, Deed, ObjectKind, Outcome
from protocol.fields import FieldKind
from protocol.identifiers import Identifier, make_identifier
from protocol.inbox import InboxKind
from protocol.incoming import CALLER_BYTES, CallerContext, CallerKey, CallerSealed, CallUnmet, IncomingRoute
from protocol.refusals import InvalidRequest, NotFound
from protocol.reveal_refusals import RevealUnreadable
from protocol.road import OutsideVpn
from protocol.sealing import measure_value, open_value
from protocol.times import now
from server.keys.file_keys import KeyWrapper
from server.keys.records import BlindIndex, derive_index_key
from server.services.callers import Device
from server.services.calling.lending import return_cards
from server.services.calling.names import name_call
from server.services.calling.presence import tell_watchers
from server.services.calling.table_rings import find_table, show_route
from server.services.calling.takers import Taker, find_cards, find_taker
from server.services.cards import touch_card
from server.services.central import Central
from server.services.notices import send_notice
from server.services.policy import load_policy
from server.services.trail import record
from server.services.transactions import Kept
from server.services.vpn import require_vpn
from server.store.call_tables import call_records, incoming_calls
from server.store.database import next_value
from server.store.tables import customers

_TRUNK_PREFIX = ord("0")
"""With which every area code begins, and no mobile."""
UNKNOWN = "unknown_callers"
"""The counter of calls from numbers that are no customer's."""


def show_caller_key(central: Central) -> CallerKey:
    """The key to which PBXs seal callers' numbers."""
    public = _derive_key(central.keys).public_key()
    return CallerKey(public_key=public.public_bytes(Encoding.Raw, PublicFormat.Raw))


def take_call(connection: Connection, central: Central, pbx: Device, ip: str, asked: CallerSealed) -> IncomingRoute:
    """Whose desk is to ring. What was decided is on record in this transaction, so before the PBX hears of it.

    InvalidRequest for a number that was not sealed to this Central by this PBX; OutsideVpn for a PBX that policy gives
    no customer data to (T2).
    """
    try:
        require_vpn(load_policy(connection), ip)
    except OutsideVpn as error:
        facts = {"why": error.problem.value, "pbx": pbx.id}
        deed = Deed(
            act=Act.CALL_REFUSED,
            object_kind=ObjectKind.DEVICE,
            object_id=pbx.id,
            outcome=Outcome.REFUSED,
            detail=facts,
        )
        record(connection, central.node, deed, ip)
        raise Kept(error) from None
    field, digest = _digest_caller(central, pbx, asked)
    cards = find_cards(connection, field.value, digest) if digest else ()
    if not cards:
        next_value(connection, UNKNOWN)
        return IncomingRoute()
    taker = find_taker(connection, cards)
    extension = find_table(connection, taker.person, taker.device) if taker else None
    call = _note(connection, central, pbx, ip, taker, cards, extension)
    if taker is None:
        miss(connection, central, call, _first_held(cards))
        return IncomingRoute()
    route = IncomingRoute(call=call, desk=taker.device, card=taker.card)
    return show_route(connection, pbx, route, taker.person, extension)


def note_unmet(connection: Connection, central: Central, pbx: Device, unmet: CallUnmet) -> None:
    """Nobody took a call that this PBX was given a desk for; it is missed, once. NotFound for another PBX's."""
    row = connection.execute(
        select(incoming_calls).where(incoming_calls.c.id == unmet.call, incoming_calls.c.pbx == pbx.id)
    ).one_or_none()
    if row is None:
        raise NotFound
    if row.missed_at is not None:
        return
    left_open = (call_records.c.id == row.id) & call_records.c.ended_at.is_(None)
    connection.execute(update(call_records).where(left_open).values(ended_at=now()))
    return_cards(connection, central, row.id)
    tell_watchers(connection, {row.person} if row.person else ())
    miss(connection, central, row.id, row.customer)


def count_incoming(connection: Connection) -> tuple[int, int]:
    """Customers' calls, and how many of them nobody took."""
    kept = incoming_calls.c
    counted = select(func.count(kept.id), func.count(kept.missed_at)).where(kept.handed_from.is_(None))
    row = connection.execute(counted).one()
    return row[0], row[1]


def _note(
    connection: Connection,
    central: Central,
    pbx: Device,
    ip: str,
    taker: Taker | None,
    cards: Sequence[Row[Any]],
    extension: str | None,
) -> Identifier:
    call, moment = make_identifier(), now()
    card = taker.card if taker else _first_held(cards)
    person, device = (taker.person, taker.device) if taker else (None, None)
    number = name_call(connection)
    came = {"id": call, "customer": card, "person": person, "device": device, "pbx": pbx.id, "came_at": moment}
    connection.execute(insert(incoming_calls).values(number=number, **came))
    if taker is not None:
        begun = {"id": call, "way": Way.IN.value, "customer": card, "begun_at": moment}
        connection.execute(insert(call_records).values(person=person, device=device, **begun))
        tell_watchers(connection, {taker.person})
        if taker.is_new:
            _assign(connection, central, taker)
    to = {"person": taker.person, "desk": taker.device} if taker else {}
    to |= {"extension": extension} if extension else {}
    detail = {"card": card, "number": number, "pbx": pbx.id, **to}
    deed = Deed(act=Act.CALL_CAME, object_kind=ObjectKind.CALL, object_id=call, detail=detail)
    record(connection, central.node, deed, ip)
    return call


def _assign(connection: Connection, central: Central, taker: Taker) -> None:
    """A card that was nobody's is his who takes the call."""
    connection.execute(update(customers).where(customers.c.id == taker.card).values(assigned_to=taker.person))
    touch_card(connection, taker.card)
    send_notice(connection, [taker.person], InboxKind.CARDS_CHANGED, taker.card)
    detail = {"person": taker.person}
    deed = Deed(act=Act.CARDS_ASSIGNED, object_kind=ObjectKind.CARD, object_id=taker.card, detail=detail)
    record(connection, central.node, deed)


def miss(connection: Connection, central: Central, call: Identifier, card: Identifier) -> None:
    """A card whose customer called in vain is a callback that is due: in its holder's list, or in the team's."""
    connection.execute(update(incoming_calls).where(incoming_calls.c.id == call).values(missed_at=now()))
    wanted = (customers.c.id == card) & (customers.c.state != CardState.STOPPED.value)
    connection.execute(update(customers).where(wanted).values(state=CardState.CALLBACK.value, due_at=now()))
    touch_card(connection, card)
    holder = connection.execute(select(customers.c.assigned_to).where(customers.c.id == card)).scalar_one()
    if holder is not None:
        send_notice(connection, [holder], InboxKind.CALL_MISSED, card, {"call": call})
    deed = Deed(act=Act.CALL_MISSED, object_kind=ObjectKind.CALL, object_id=call, detail={"card": card})
    record(connection, central.node, deed)


def _first_held(cards: Sequence[Row[Any]]) -> Identifier:
    """The card that a missed call is about: the first that is somebody's, else the first."""
    held = [card.id for card in cards if card.assigned_to is not None]
    first: Identifier = held[0] if held else cards[0].id
    return first


def _digest_caller(central: Central, pbx: Device, asked: CallerSealed) -> tuple[FieldKind, bytes | None]:
    """What stands for the caller in the blind index, and as what; None where he says no number. That is wiped."""
    buffer = bytearray(CALLER_BYTES)
    try:
        if measure_value(asked.caller) != CALLER_BYTES:
            raise InvalidRequest(reason="the caller is not sealed as protocol.md says")
        context = CallerContext(request=asked.request, device=pbx.id)
        open_value(asked.caller, _derive_key(central.keys), context, buffer)
        field = FieldKind.LANDLINE if buffer[0] == _TRUNK_PREFIX else FieldKind.MOBILE
        if not buffer[:1].isdigit():
            return field, None
        length = buffer.find(b" ")
        with memoryview(buffer) as view:
            found = view if length < 0 else view[:length]
            return field, BlindIndex(derive_index_key(central.keys)).digest_value(field, found)
    except RevealUnreadable:
        raise InvalidRequest(reason="the caller is not sealed to this Central") from None
    finally:
        buffer[:] = bytes(CALLER_BYTES)


def _derive_key(keys: KeyWrapper) -> X25519PrivateKey:
    return X25519PrivateKey.from_private_bytes(keys.derive("incoming calls"))
