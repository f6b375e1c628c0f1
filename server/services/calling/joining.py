"""A supervisor asks to listen to a call, or comes into one that he was asked into: leave, and a token (D1, U1).

Whose call it is is told by his inbox; his desk says when it shows it, and before that nobody is let in.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, Row, func, insert, select, update

from protocol.cards import CardState
from protocol.errors import VeildeskError
from protocol.events import Act, Deed, ObjectKind, Outcome
from protocol.identifiers import Identifier, make_identifier
from protocol.inbox import InboxKind
from protocol.joining import JoinKind, JoinTicket, ListenInRequest, ListenInRule
from protocol.joining_refusals import CallNotOn, ListeningForbidden, ListeningNotAgreed
from protocol.refusals import NotFound
from protocol.times import format_instant, now
from server.services.acts import record_act, record_acts
from server.services.callers import Caller
from server.services.calling.help import take_help
from server.services.calling.tokens import hash_token, make_token
from server.services.central import Central
from server.services.notices import send_notice
from server.services.policy import Policy
from server.services.recordings.known import KNOWN, NUMBER
from server.services.reveal_rules import list_teams_below
from server.services.stepup import check_step_up
from server.services.transactions import Kept
from server.store.call_tables import call_records, calls, help_requests, incoming_calls, joins
from server.store.recording_tables import recording_consents
from server.store.tables import customers, people

_CALL = select(
    call_records,
    NUMBER,
    func.coalesce(calls.c.pbx, incoming_calls.c.pbx).label("pbx"),
    people.c.name,
    people.c.team,
    customers.c.state,
).select_from(
    KNOWN.join(people, people.c.id == call_records.c.person).join(customers, customers.c.id == call_records.c.customer)
)


class OpenCall(Struct, frozen=True, kw_only=True):
    """A call that is on, at a PBX."""

    id: Identifier
    number: str
    person: Identifier
    name: str
    pbx: Identifier
    card: Identifier


def ask_to_listen(connection: Connection, central: Central, caller: Caller, request: ListenInRequest) -> JoinTicket:
    """Leave to listen to a call of the caller's teams, after a fresh proof. NotFound for another's; ListeningForbidden,
    CallNotOn, ListeningNotAgreed, each on record."""
    row = connection.execute(_CALL.where(call_records.c.id == request.call)).one_or_none()
    if row is None or row.person == caller.person.id or row.team not in list_teams_below(connection, caller.team_id):
        _refuse(connection, central, caller, request.call, NotFound())
        raise Kept(NotFound())
    error = find_hindrance(connection, caller.policy, row)
    if error is not None:
        _refuse(connection, central, caller, request.call, error)
        raise Kept(error)
    proof = check_step_up(connection, central, caller)
    call = _read_call(row)
    join, token, expires_at = _make(connection, caller, call, JoinKind.LISTEN)
    asked = _describe(caller, call, JoinKind.LISTEN, Outcome.DONE, join)
    record_acts(connection, central.node, (proof,), (asked,), caller.ip, caller.policy)
    _tell(connection, caller, call, JoinKind.LISTEN, join)
    return _write_ticket(call, JoinKind.LISTEN, join, token, expires_at)


def come_in(connection: Connection, central: Central, caller: Caller, help_request: Identifier) -> JoinTicket:
    """Leave to speak in the call in which somebody asked for help; its asking is the invitation. Raises as
    :func:`~server.services.calling.help.take_help` does, and CallNotOn."""
    kept = help_requests.c
    wanted = connection.execute(select(help_requests).where(kept.id == help_request)).one_or_none()
    row = (
        wanted
        and connection.execute(
            _CALL.where(call_records.c.id == wanted.call, call_records.c.person == wanted.person)
        ).one_or_none()
    )
    is_below = row is not None and row.team in list_teams_below(connection, caller.team_id)
    if row is None or not is_below:
        raise NotFound
    if row.ended_at is not None or row.answered_at is None or row.pbx is None:
        raise CallNotOn
    if wanted is None or wanted.taken_by != caller.person.id:
        take_help(connection, central, caller, help_request)
    call = _read_call(row)
    join, token, expires_at = _make(connection, caller, call, JoinKind.SPEAK)
    record_act(
        connection,
        central.node,
        _describe(caller, call, JoinKind.SPEAK, Outcome.DONE, join, help=help_request),
        caller.ip,
    )
    _tell(connection, caller, call, JoinKind.SPEAK, join)
    return _write_ticket(call, JoinKind.SPEAK, join, token, expires_at)


def find_hindrance(connection: Connection, policy: Policy, row: Row[Any]) -> VeildeskError | None:
    """Why nobody may listen to a call, a row of ``call_records`` with its PBX and its customer's state; None where one
    may."""
    if policy.calls.listen_in is ListenInRule.NEVER:
        return ListeningForbidden()
    if row.ended_at is not None or row.answered_at is None or row.pbx is None:
        return CallNotOn()
    if row.state == CardState.STOPPED.value or not is_agreed(connection, row.id):
        return ListeningNotAgreed()
    return None


def is_agreed(connection: Connection, call: Identifier) -> bool:
    """Whether the customer agreed that others hear this call, and has not taken it back."""
    kept = recording_consents.c
    found = select(kept.call).where(kept.call == call, kept.overheard.is_(True), kept.withdrawn_at.is_(None))
    return connection.execute(found).one_or_none() is not None


def list_listenable(connection: Connection, policy: Policy, on_now: Collection[Identifier]) -> frozenset[Identifier]:
    """Those of the calls that are ``on_now`` to which one may listen."""
    if policy.calls.listen_in is ListenInRule.NEVER or not on_now:
        return frozenset()
    on = _CALL.where(call_records.c.id.in_(on_now), call_records.c.ended_at.is_(None))
    return frozenset(row.id for row in connection.execute(on) if find_hindrance(connection, policy, row) is None)


def note_shown(connection: Connection, caller: Caller, join: Identifier) -> None:
    """The desk at which the caller talks shows who hears his call. NotFound for another's, and at another desk of his;
    nothing when it was said."""
    here = (joins.c.person == caller.person.id) & (call_records.c.device == caller.device.id)
    found = select(joins.c.id).join(call_records, call_records.c.id == joins.c.call).where(joins.c.id == join, here)
    if connection.execute(found).one_or_none() is None:
        raise NotFound
    unsaid = (joins.c.id == join) & joins.c.shown_at.is_(None)
    connection.execute(update(joins).where(unsaid).values(shown_at=now()))


def _make(connection: Connection, caller: Caller, call: OpenCall, kind: JoinKind) -> tuple[Identifier, str, str]:
    moment, token, join = datetime.now(UTC), make_token(), make_identifier()
    expires_at = format_instant(moment + timedelta(seconds=caller.policy.calls.token_life_s))
    made = {"id": join, "call": call.id, "kind": kind.value, "token_hash": hash_token(token)}
    made |= {"joiner": caller.person.id, "device": caller.device.id, "person": call.person, "pbx": call.pbx}
    connection.execute(insert(joins).values(**made, made_at=format_instant(moment), expires_at=expires_at))
    return join, token, expires_at


def _tell(connection: Connection, caller: Caller, call: OpenCall, kind: JoinKind, join: Identifier) -> None:
    facts = {"who": caller.person.name, "call": call.id, "kind": kind.value}
    send_notice(connection, [call.person], InboxKind.JOINED, join, facts)


def _write_ticket(call: OpenCall, kind: JoinKind, join: Identifier, token: str, expires_at: str) -> JoinTicket:
    return JoinTicket(
        id=join, call=call.id, kind=kind, number=call.number, person=call.name, token=token, expires_at=expires_at
    )


def _read_call(row: Row[Any]) -> OpenCall:
    return OpenCall(
        id=row.id, number=row.number or "", person=row.person, name=row.name, pbx=row.pbx, card=row.customer
    )


def _refuse(connection: Connection, central: Central, caller: Caller, call: Identifier, error: VeildeskError) -> None:
    deed = Deed(
        act=Act.JOIN_ASKED,
        actor=caller.person.id,
        role=caller.person.role,
        object_kind=ObjectKind.CALL,
        object_id=call,
        outcome=Outcome.REFUSED,
        detail={"mode": JoinKind.LISTEN.value, "why": error.problem.value},
    )
    record_act(connection, central.node, deed, caller.ip)


def _describe(caller: Caller, call: OpenCall, kind: JoinKind, outcome: Outcome, join: Identifier, **facts: str) -> Deed:
    detail = {"mode": kind.value, "join": join, "number": call.number, "card": call.card, "person": call.person}
    return Deed(
        act=Act.JOIN_ASKED,
        actor=caller.person.id,
        role=caller.person.role,
        object_kind=ObjectKind.CALL,
        object_id=call.id,
        outcome=outcome,
        detail={**detail, **facts},
    )
