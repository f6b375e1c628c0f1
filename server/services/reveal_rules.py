"""What must hold before a value may be asked for: role, ownership, consent, purpose, hours, quota (D3, U1)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, Row, select

from protocol.administration import SourceRefused
from protocol.cards import CardState, Purpose
from protocol.fields import REVEALABLE, FieldKind
from protocol.oversight import AccountState
from protocol.refusals import Forbidden, NotFound
from protocol.reveal_refusals import ConsentMissing, OutsideHours, PurposeRefused, QuotaUsedUp, RevealDenied
from protocol.reveals import RevealRequest, RevealState, Verdict
from protocol.roles import Role
from server.services.callers import Caller
from server.services.cards import refuse_card
from server.services.central import Central
from server.services.held_cards import load_card
from server.services.policy import find_day_start, is_open, judge, load_policy
from server.services.sealed_values import find_stored
from server.services.transactions import Kept
from server.store.statements import Statement
from server.store.tables import people, teams

_CONSENT = Statement("SELECT withdrawn_at FROM consents WHERE customer = :card AND purpose = :purpose")
_SPARED = (RevealState.REFUSED.value, RevealState.CANCELLED.value, RevealState.EXPIRED.value)
_SINCE = Statement("SELECT state, count(*) FROM reveals WHERE person = :person AND made_at >= :since GROUP BY state")


class Grounds(Struct, frozen=True, kw_only=True):
    """What was found: the verdict, and how many approvals it needs."""

    verdict: Verdict
    approvals_needed: int


def check_request(connection: Connection, central: Central, caller: Caller, request: RevealRequest) -> Grounds:
    """Every rule, before the person is asked for a proof and again when he gives it.

    RevealDenied, PurposeRefused, ConsentMissing, SourceRefused, OutsideHours, QuotaUsedUp, Forbidden; NotFound for a
    card or value that is not there for the caller.
    """
    rules, now = caller.policy.reveal, datetime.now(UTC)
    role = caller.person.role
    if role not in (Role.AGENT, Role.SUPERVISOR) or request.field not in REVEALABLE:
        raise RevealDenied
    card = _find_card(connection, central, caller, request.card)
    _require_purpose(card, request.purpose, request.field)
    _require_grounds(connection, card, request.purpose)
    if request.field not in find_stored(connection, request.card):
        raise NotFound
    if not is_open(rules, now):
        raise OutsideHours(opens=rules.opens, closes=rules.closes)
    if count_today(connection, caller.person.id, find_day_start(rules, now)) >= rules.daily_quota:
        raise QuotaUsedUp(limit=str(rules.daily_quota))
    verdict = judge(rules, role, request.field)
    if verdict is Verdict.DENY:
        raise RevealDenied
    if request.break_glass:
        if role is not Role.SUPERVISOR:
            raise Forbidden
        return Grounds(verdict=Verdict.ALLOW, approvals_needed=0)
    return Grounds(verdict=verdict, approvals_needed=rules.approvals_needed if verdict is Verdict.APPROVE else 0)


def check_still(connection: Connection, reveal: Row[Any]) -> None:
    """What may have changed since a request was made, looked at again when it is approved and when it is collected.

    RevealDenied when its maker may not work any more or does not hold the card, or policy denies it by now;
    PurposeRefused, ConsentMissing, SourceRefused.
    """
    maker = connection.execute(
        select(people.c.role, people.c.state, people.c.team).where(people.c.id == reveal.person)
    ).one()
    card = load_card(connection, reveal.customer)
    sees = card is not None and _may_see(connection, reveal.person, maker.role, maker.team, card.assigned_to)
    if card is None or not sees or maker.state != AccountState.ACTIVE.value:
        raise RevealDenied
    if judge(load_policy(connection).reveal, Role(maker.role), FieldKind(reveal.field)) is Verdict.DENY:
        raise RevealDenied
    _require_purpose(card, reveal.purpose, FieldKind(reveal.field))
    _require_grounds(connection, card, reveal.purpose)


def count_today(connection: Connection, person: str, since: str, *states: RevealState) -> int:
    """A person's reveals since an Instant: those asked for and not refused, or only those in ``states``."""
    wanted = {state.value for state in states}
    rows = _SINCE.ask(connection, {"person": person, "since": since})
    return sum(count for state, count in rows if (state in wanted if wanted else state not in _SPARED))


def find_deciders(connection: Connection, person: str) -> Sequence[Row[Any, Any]]:
    """The supervisors of a person's team and of the teams above it, himself aside (D9)."""
    chain = list_teams_above(connection, person)
    query = (
        select(people.c.id, people.c.name)
        .where(
            people.c.role == Role.SUPERVISOR.value,
            people.c.state == AccountState.ACTIVE.value,
            people.c.team.in_(chain),
            people.c.id != person,
        )
        .order_by(people.c.name)
    )
    return connection.execute(query).all()


def list_teams_above(connection: Connection, person: str) -> list[str]:
    """A person's team and every team above it."""
    team = connection.execute(select(people.c.team).where(people.c.id == person)).scalar_one()
    chain: list[str] = []
    while team is not None and team not in chain:
        chain.append(team)
        team = connection.execute(select(teams.c.parent).where(teams.c.id == team)).scalar_one_or_none()
    return chain


def list_teams_below(connection: Connection, team: str) -> frozenset[str]:
    """A team and every team below it."""
    parents = {row.id: row.parent for row in connection.execute(select(teams.c.id, teams.c.parent))}
    below = {team}
    while more := {name for name, parent in parents.items() if parent in below and name not in below}:
        below |= more
    return frozenset(below)


def _find_card(connection: Connection, central: Central, caller: Caller, card: str) -> Row[Any]:
    row = load_card(connection, card)
    person = caller.person
    if row is None or not _may_see(connection, person.id, person.role, caller.team_id, row.assigned_to):
        refuse_card(connection, central, caller, card)
        raise Kept(NotFound())
    return row


def _may_see(connection: Connection, person: str, role: str, team: str, holder: str | None) -> bool:
    if holder is None or holder == person:
        return holder is not None
    return role == Role.SUPERVISOR.value and team in list_teams_above(connection, holder)


def _require_purpose(card: Row[Any], purpose: str, field: FieldKind) -> None:
    allowed = {item.id: item.fields for item in msgspec.convert(card.purposes, type=tuple[Purpose, ...])}
    if field not in allowed.get(purpose, ()):
        raise PurposeRefused


def _require_grounds(connection: Connection, card: Row[Any], purpose: str) -> None:
    consent = _CONSENT.ask(connection, {"card": card.id, "purpose": purpose})
    if consent != [(None,)] or card.state == CardState.STOPPED.value:
        raise ConsentMissing
    if card.source_revoked_at is not None:
        raise SourceRefused(source=card.source)
