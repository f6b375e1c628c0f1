"""What to import where, and what became of it (C2, C3, C4)."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct
from sqlalchemy import Connection, select

from protocol.administration import ConfigurationWrong
from protocol.oversight import AccountState
from protocol.roles import Role
from protocol.times import format_instant
from server.services.importing.checking import ConsentBasis
from server.services.registry import CampaignPlan
from server.store.tables import people

EVEN, NOBODY = "even", "nobody"
_LONGEST_HOW, _LONGEST_WORDING = 80, 64


class ImportOrder(Struct, frozen=True, kw_only=True):
    """``assign``: ``even`` over the team's agents, ``nobody``, or a username.

    ``purposes``: what the customers agreed to, of the campaign's purposes; none named means all of them.
    ``consent``: how they agreed, where the file does not say. ``ordered_by``: who imports, for the trail.
    """

    file: Path
    campaign: str
    source: str
    assign: str = EVEN
    purposes: tuple[str, ...] = ()
    consent: ConsentBasis | None = None
    ordered_by: str = ""


class ImportResult(Struct, frozen=True, kw_only=True):
    """Rows that went in, that were there before, and that stayed out (named in ``report``); ``reasons`` says how many
    for which reason, the most frequent first.

    ``notes`` are sentences about the file and the cards that a person should read.
    """

    stored: int
    known: int
    refused: int
    report: Path | None
    reasons: tuple[tuple[str, int], ...] = ()
    notes: tuple[str, ...] = ()


def state_consent(how: str, at: datetime, wording: str) -> ConsentBasis:
    """How all customers of a file agreed; ConfigurationWrong for what no customer can have agreed to (C2)."""
    if not how.strip() or len(how) > _LONGEST_HOW:
        raise ConfigurationWrong(setting="consent-how", reason=f"say it in 1 to {_LONGEST_HOW} characters")
    if len(wording) > _LONGEST_WORDING:
        raise ConfigurationWrong(setting="consent-wording", reason=f"it is longer than {_LONGEST_WORDING} characters")
    if at > datetime.now(UTC):
        raise ConfigurationWrong(setting="consent-at", reason="it is in the future")
    return ConsentBasis(how, format_instant(at), wording)


def narrow_campaign(plan: CampaignPlan, purposes: tuple[str, ...]) -> CampaignPlan:
    """The campaign with only the purposes named; ConfigurationWrong for one that it has not."""
    known = {purpose.id: purpose for purpose in plan.purposes}
    for purpose in purposes:
        if purpose not in known:
            reason = f"campaign {plan.id} has no purpose {purpose}; it has {', '.join(known)}"
            raise ConfigurationWrong(setting="purpose", reason=reason)
    return plan.keep_purposes(purposes or tuple(known))


def find_agents(connection: Connection, plan: CampaignPlan, assign: str) -> tuple[str, ...]:
    """Who gets the cards in turn; ConfigurationWrong for a username that is no active agent."""
    if assign == NOBODY:
        return ()
    query = select(people.c.id).where(people.c.role == Role.AGENT.value, people.c.state == AccountState.ACTIVE.value)
    if assign == EVEN:
        return tuple(connection.execute(query.where(people.c.team == plan.team).order_by(people.c.username)).scalars())
    found = tuple(connection.execute(query.where(people.c.username == assign)).scalars())
    if not found:
        raise ConfigurationWrong(setting="assign", reason=f"there is no active agent {assign}")
    return found
