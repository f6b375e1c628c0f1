"""What to import where, and what became of it (C2, C3, C4)."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct
from sqlalchemy import Connection, select

from protocol.administration import ConfigurationWrong
from protocol.oversight import AccountState
from protocol.roles import Role
from server.services.importing.checking import ConsentBasis
from server.services.registry import CampaignPlan
from server.store.tables import people

EVEN, NOBODY = "even", "nobody"


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
    """Rows that went in, that were there before, and that stayed out (named in ``report``).

    ``notes`` are sentences about the file and the cards that a person should read.
    """

    stored: int
    known: int
    refused: int
    report: Path | None
    notes: tuple[str, ...] = ()


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
