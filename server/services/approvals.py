"""Deciding on requests: not one's own, not from the same desk, same team or above, the first answer counts (D9)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Exists, Row, exists, func, insert, select, update

from protocol.events import Act, Outcome
from protocol.fields import FieldKind
from protocol.identifiers import Identifier
from protocol.inbox import InboxKind
from protocol.masking import mask_free_text
from protocol.oversight import AccountState
from protocol.refusals import InvalidRequest, NotFound
from protocol.reveal_refusals import AlreadyDecided, OwnRequest, RevealExpired, SameDevice
from protocol.reveals import ApprovalDecision, Decision, PendingApproval, Reveal, RevealState
from protocol.roles import Role
from protocol.sessions import Person
from protocol.times import now
from server.services.anomalies.sightings import REQUESTER
from server.services.callers import Caller, find_until
from server.services.central import Central
from server.services.notices import send_notice
from server.services.policy import find_day_start
from server.services.reveal_rules import count_today, find_deciders, list_teams_above, list_teams_below
from server.services.reveals import describe_reveal, expire_if_due, record_reveal, require_still
from server.services.stepup import require_step_up
from server.services.transactions import Kept
from server.store.tables import approvals, campaigns, customers, devices, people, reveals, teams

_OVER = (RevealState.EXPIRED.value, RevealState.CANCELLED.value)


def list_pending(connection: Connection, central: Central, caller: Caller) -> tuple[PendingApproval, ...]:
    """What waits for the caller's decision, oldest first."""
    waiting = connection.execute(
        select(reveals)
        .join(people, people.c.id == reveals.c.person)
        .where(
            reveals.c.state == RevealState.WAITING.value,
            reveals.c.person != caller.person.id,
            reveals.c.device != caller.device.id,
            people.c.state == AccountState.ACTIVE.value,
            people.c.team.in_(list_teams_below(connection, caller.team_id)),
            ~_has_answered(caller),
        )
        .order_by(reveals.c.made_at)
    ).all()
    present = (expire_if_due(connection, central, row) for row in waiting)
    return tuple(_describe(connection, caller, row) for row in present if row.state == RevealState.WAITING.value)


def decide(
    connection: Connection, central: Central, caller: Caller, reveal: Identifier, answer: ApprovalDecision
) -> Reveal:
    """Approve or refuse with a step-up. NotFound, OwnRequest, SameDevice, RevealExpired, AlreadyDecided; when what the
    request stood on is gone, what :func:`~server.services.reveal_rules.check_still` says.
    """
    row = connection.execute(select(reveals).where(reveals.c.id == reveal)).one_or_none()
    if row is None:
        raise NotFound
    _check_decider(connection, caller, row)
    row = expire_if_due(connection, central, row)
    if row.state in _OVER:
        raise Kept(RevealExpired())
    answered = select(approvals.c.person).where(approvals.c.reveal == reveal, approvals.c.person == caller.person.id)
    if row.state != RevealState.WAITING.value or connection.execute(answered).one_or_none():
        raise AlreadyDecided
    note = mask_free_text(answer.note.strip())
    if answer.decision is Decision.REFUSE and not note:
        raise InvalidRequest(reason="a refusal says why")
    require_still(connection, central, row)
    require_step_up(connection, central, caller)
    connection.execute(
        insert(approvals).values(
            reveal=reveal,
            person=caller.person.id,
            device=caller.device.id,
            decision=answer.decision.value,
            note=note,
            at=now(),
        )
    )
    _settle(connection, central, caller, row, answer.decision, note)
    fresh = connection.execute(select(reveals).where(reveals.c.id == reveal)).one()
    return describe_reveal(connection, fresh)


def _settle(
    connection: Connection, central: Central, caller: Caller, row: Row[Any], decision: Decision, note: str
) -> None:
    approved = decision is Decision.APPROVE
    act = Act.APPROVAL_GIVEN if approved else Act.APPROVAL_REFUSED
    record_reveal(connection, central, row, act, caller, {"note": note, REQUESTER: row.person})
    if approved and _count_approvals(connection, row) < row.approvals_needed:
        send_notice(connection, [row.person], InboxKind.REVEAL_DECIDED, row.id, {"state": row.state})
        return
    state = RevealState.READY if approved else RevealState.REFUSED
    values = {"state": state.value, "settled_at": now()}
    if approved:
        values["expires_at"] = find_until(caller.policy.reveal.collect_s)
    connection.execute(update(reveals).where(reveals.c.id == row.id).values(**values))
    outcome = Outcome.DONE if approved else Outcome.REFUSED
    record_reveal(connection, central, row, Act.REVEAL_DECIDED, None, {"state": state.value}, outcome)
    send_notice(connection, [row.person], InboxKind.REVEAL_DECIDED, row.id, {"state": state.value})
    others = [item.id for item in find_deciders(connection, row.person)]
    send_notice(connection, others, InboxKind.APPROVAL_SETTLED, row.id, {"number": row.number})


def _has_answered(caller: Caller) -> Exists:
    return exists().where(approvals.c.reveal == reveals.c.id, approvals.c.person == caller.person.id)


def _count_approvals(connection: Connection, row: Row[Any]) -> int:
    query = select(func.count()).where(approvals.c.reveal == row.id, approvals.c.decision == Decision.APPROVE.value)
    return int(connection.execute(query).scalar_one())


def _check_decider(connection: Connection, caller: Caller, row: Row[Any]) -> None:
    if row.person == caller.person.id:
        raise OwnRequest
    if caller.person.role is not Role.SUPERVISOR or caller.team_id not in list_teams_above(connection, row.person):
        raise NotFound
    if row.device == caller.device.id:
        raise SameDevice


def _describe(connection: Connection, caller: Caller, row: Row[Any]) -> PendingApproval:
    requester = connection.execute(
        select(people, teams.c.title.label("team_title"))
        .join(teams, teams.c.id == people.c.team)
        .where(people.c.id == row.person)
    ).one()
    card = connection.execute(
        select(customers.c.fields, campaigns.c.title, campaigns.c.purposes)
        .join(campaigns, campaigns.c.id == customers.c.campaign)
        .where(customers.c.id == row.customer)
    ).one()
    masked = dict(card.fields)
    titles = {purpose["id"]: purpose["title"] for purpose in card.purposes}
    since = find_day_start(caller.policy.reveal, datetime.now(UTC))
    return PendingApproval(
        id=row.id,
        number=row.number,
        requester=Person(
            id=requester.id,
            username=requester.username,
            name=requester.name,
            role=Role(requester.role),
            team=requester.team_title,
        ),
        device_name=connection.execute(select(devices.c.name).where(devices.c.id == row.device)).scalar_one(),
        customer=masked.get(FieldKind.NAME.value, ""),
        masked=masked.get(row.field, ""),
        field=FieldKind(row.field),
        campaign=card.title,
        purpose=titles.get(row.purpose, row.purpose),
        reason=row.reason,
        made_at=row.made_at,
        expires_at=row.expires_at,
        reveals_today=count_today(connection, row.person, since, RevealState.COLLECTED),
        refused_today=count_today(connection, row.person, since, RevealState.REFUSED),
        approvals_needed=row.approvals_needed,
        approvals_given=_count_approvals(connection, row),
    )
