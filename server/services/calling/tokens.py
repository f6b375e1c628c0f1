"""The life of a call's token: asked for at a desk, presented by a PBX, once (D1, U1)."""

from __future__ import annotations

import base64
import os
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, select, update

from protocol.call_refusals import CallTokenRefused
from protocol.calls import TOKEN_BYTES, CallRequest, CallRoute, CallTicket, TokenPresented
from protocol.errors import VeildeskError
from protocol.events import Act, Deed, ObjectKind, Outcome
from protocol.fields import FieldKind
from protocol.identifiers import Identifier, make_identifier
from protocol.oversight import AccountState
from protocol.refusals import NotFound
from protocol.road import OutsideVpn
from protocol.sealing import SealContext, SealedValue
from protocol.times import format_instant, now
from server.services.acts import record_act
from server.services.call_policy import CallPolicy
from server.services.callers import Caller, Device
from server.services.calling.names import name_call
from server.services.calling.rules import check_call
from server.services.cards import refuse_card
from server.services.central import Central
from server.services.held_cards import load_card
from server.services.naming import name_device, name_person
from server.services.notices import raise_alert
from server.services.policy import load_policy
from server.services.sealed_values import require_key, seal_stored
from server.services.trail import record
from server.services.transactions import Kept
from server.services.vpn import require_vpn
from server.store.call_tables import calls
from server.store.tables import people

_MISUSED = ("another desk", "another person", "used", "unknown")
_ADD = insert(calls).returning(*calls.c)
_BY_TOKEN = (
    select(calls, people.c.state.label("person_state"), people.c.role)
    .join(people, people.c.id == calls.c.person)
    .where(calls.c.token_hash == bindparam("hash"))
)
_SPEND = (
    update(calls)
    .where(calls.c.id == bindparam("call"), calls.c.presented_at.is_(None))
    .values(presented_at=bindparam("moment"))
)
_GIVE_OUT = (
    update(calls).where(calls.c.id == bindparam("call")).values(routed_at=bindparam("moment"), pbx=bindparam("by"))
)


def ask_call(connection: Connection, central: Central, caller: Caller, request: CallRequest) -> CallTicket:
    """Leave to call a card of the caller's own. NotFound for another's, which is recorded; what
    :func:`~server.services.calling.rules.check_call` refuses, which is recorded too."""
    card = load_card(connection, request.card)
    if card is None or card.assigned_to != caller.person.id:
        refuse_card(connection, central, caller, request.card)
        raise Kept(NotFound())
    moment = datetime.now(UTC)
    try:
        grounds = check_call(connection, central.keys, caller.policy.calls, card, moment)
    except VeildeskError as error:
        why = {"why": error.problem.value}
        deed = _describe(Act.CALL_ASKED, caller, ObjectKind.CARD, card.id, Outcome.REFUSED, why)
        record_act(connection, central.node, deed, caller.ip)
        raise Kept(error) from None
    token = make_token()
    row = connection.execute(
        _ADD,
        {
            "id": make_identifier(),
            "number": name_call(connection),
            "token_hash": hash_token(token),
            "person": caller.person.id,
            "device": caller.device.id,
            "customer": card.id,
            "field": grounds.field.value,
            "purpose": grounds.purpose,
            "made_at": format_instant(moment),
            "expires_at": format_instant(moment + timedelta(seconds=caller.policy.calls.token_life_s)),
        },
    ).one()
    detail = {"number": row.number, "card": card.id}
    deed = _describe(Act.CALL_ASKED, caller, ObjectKind.CALL, row.id, Outcome.DONE, detail, row)
    record_act(connection, central.node, deed, caller.ip)
    return CallTicket(
        id=row.id,
        number=row.number,
        card=card.id,
        field=grounds.field,
        token=token,
        made_at=row.made_at,
        expires_at=row.expires_at,
    )


def route_call(connection: Connection, central: Central, pbx: Device, ip: str, presented: TokenPresented) -> CallRoute:
    """Give a PBX the number behind a token, sealed, once. CallTokenRefused says nothing of why, which is on record;
    what has changed since the call was asked for, such as a withdrawn consent, is looked at again (P3). OutsideVpn for
    a PBX that policy gives no customer data to (T2); the token stays good."""
    require_key(presented.public_key)
    policy = load_policy(connection)
    try:
        require_vpn(policy, ip)
    except OutsideVpn as error:
        _refuse(connection, central, pbx, ip, None, error.problem.value, presented)
        raise Kept(error) from None
    row = find_token(connection, presented.token)
    fault = find_fault(row, presented.desk)
    if row is None or fault or not spend(connection, row):
        _refuse(connection, central, pbx, ip, row, fault or "used", presented)
        raise Kept(CallTokenRefused())
    try:
        check_again(connection, central, policy.calls, row)
    except VeildeskError as error:
        _refuse(connection, central, pbx, ip, row, error.problem.value, presented)
        raise Kept(error) from None
    return give_number(connection, central, pbx, ip, row, presented.public_key)


def check_again(connection: Connection, central: Central, policy: CallPolicy, row: Row[Any]) -> None:
    """Whether a call that Central gave leave for may still be placed. ``row``: as :func:`find_token` has it.

    CallTokenRefused where its card or person is not what it was; what
    :func:`~server.services.calling.rules.check_call` refuses.
    """
    card = load_card(connection, row.customer, lock=True)  # so that no two calls both find it rested
    if card is None or card.assigned_to != row.person or row.person_state != AccountState.ACTIVE.value:
        raise CallTokenRefused
    check_call(connection, central.keys, policy, card, datetime.now(UTC))


def give_number(
    connection: Connection, central: Central, pbx: Device, ip: str, row: Row[Any], public_key: bytes
) -> CallRoute:
    """The number of a call, sealed to its PBX; on record."""
    connection.execute(_GIVE_OUT, {"call": row.id, "moment": now(), "by": pbx.id})
    sealed = _seal(connection, central, row, pbx, public_key)
    record_call(connection, central, pbx, ip, Act.CALL_ROUTED, row, Outcome.DONE, {})
    return CallRoute(
        id=row.id,
        number=row.number,
        card=row.customer,
        field=FieldKind(row.field),
        expires_at=row.expires_at,
        sealed=sealed,
    )


def make_token() -> str:
    """A new token."""
    return base64.b32encode(os.urandom(TOKEN_BYTES)).decode().lower()


def hash_token(token: str) -> str:
    """What is kept of a token."""
    return sha256(b"veildesk call token\x00" + token.encode()).hexdigest()


def find_token(connection: Connection, token: str) -> Row[Any] | None:
    """The call that a token is for, with its ``person_state``."""
    return connection.execute(_BY_TOKEN, {"hash": hash_token(token)}).one_or_none()


def find_fault(row: Row[Any] | None, desk: Identifier) -> str:
    """Why a token that ``desk`` presents is no good; an empty text where it is."""
    if row is None:
        return "unknown"
    if row.device != desk:
        return "another desk"
    if row.presented_at is not None:
        return "used"
    return "over" if row.expires_at <= now() else ""


def spend(connection: Connection, row: Row[Any]) -> bool:
    """Whether this is the one time that the token is presented at all; two PBXs may ask at the same moment."""
    return bool(connection.execute(_SPEND, {"call": row.id, "moment": now()}).rowcount)


def _refuse(
    connection: Connection,
    central: Central,
    pbx: Device,
    ip: str,
    row: Row[Any] | None,
    why: str,
    presented: TokenPresented,
) -> None:
    facts = {"why": why, "desk": presented.desk}
    record_call(connection, central, pbx, ip, Act.CALL_REFUSED, row, Outcome.REFUSED, facts)
    if why in _MISUSED:
        about = row.id if row else presented.desk
        told = {**facts, "pbx": pbx.name, **name_misuse(connection, presented.desk, row and row.person, row)}
        raise_alert(connection, central.node, "call-token-misused", about, told, caused_by=presented.desk)


def refuse_at_desk(connection: Connection, central: Central, caller: Caller, row: Row[Any] | None, why: str) -> None:
    """A token that a desk presents itself, for the telephone on its table, is no good: on record, as at a PBX."""
    desk = caller.device.id
    kind, about = (ObjectKind.CALL, row.id) if row else (ObjectKind.DEVICE, desk)
    facts = {"why": why, "desk": desk}
    of_call = {"number": row.number, "card": row.customer, "person": row.person} if row else {}
    deed = _describe(Act.CALL_REFUSED, caller, kind, about, Outcome.REFUSED, {**of_call, **facts}, row)
    record_act(connection, central.node, deed, caller.ip)
    if why in _MISUSED:
        told = {**facts, **name_misuse(connection, desk, row and row.person, row)}
        told["presenter"] = name_person(connection, caller.person.id)
        raise_alert(connection, central.node, "call-token-misused", about, told, caused_by=desk)


def name_misuse(
    connection: Connection, desk: Identifier, person: Identifier | None, row: Row[Any] | None
) -> dict[str, str]:
    """For security: by which desk a token was presented, to whom it was given, and for which call."""
    named = {"places": name_device(connection, desk)}
    if row is None or person is None:
        return named
    return named | {"who": name_person(connection, person), "number": row.number or ""}


def record_call(
    connection: Connection,
    central: Central,
    pbx: Device,
    ip: str,
    act: Act,
    row: Row[Any] | None,
    outcome: Outcome,
    detail: dict[str, str],
) -> None:
    """Central's own word of what a PBX asked; the call's maker is named in it, since nobody signs in on a PBX."""
    of_call = {"number": row.number, "card": row.customer, "person": row.person} if row else {}
    deed = Deed(
        act=act,
        object_kind=ObjectKind.CALL if row else ObjectKind.DEVICE,
        object_id=row.id if row else pbx.id,
        field=row.field if row else "",
        purpose=row.purpose if row else "",
        outcome=outcome,
        detail={**of_call, **detail, "pbx": pbx.id},
    )
    record(connection, central.node, deed, ip)


def _describe(
    act: Act,
    caller: Caller,
    kind: ObjectKind,
    identifier: str,
    outcome: Outcome,
    detail: dict[str, str],
    row: Row[Any] | None = None,
) -> Deed:
    return Deed(
        act=act,
        actor=caller.person.id,
        role=caller.person.role,
        object_kind=kind,
        object_id=identifier,
        field=row.field if row else "",
        purpose=row.purpose if row else "",
        outcome=outcome,
        detail=detail,
    )


def _seal(connection: Connection, central: Central, row: Row[Any], pbx: Device, public_key: bytes) -> SealedValue:
    field = FieldKind(row.field)
    context = SealContext(request=row.id, card=row.customer, field=field, device=pbx.id, expires_at=row.expires_at)
    return seal_stored(connection, central.keys, public_key, context)
