"""The schemes that calls are judged by: one a campaign, each change a new version, none ever changed (U2)."""

from __future__ import annotations

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, func, insert, select

from protocol.administration import ConfigurationWrong
from protocol.events import Act, Deed, ObjectKind
from protocol.inspection import DEFAULT_SCHEME, MOST_CRITERIA, Criterion, Scheme
from protocol.times import now
from server.services.trail import record
from server.store.inspection_tables import inspection_schemes
from server.store.tables import campaigns

_WORDED = frozenset(each.id for each in DEFAULT_SCHEME.criteria)


class SchemePlan(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A scheme as an administrator writes it, in TOML; without a campaign it is for all that have none of their own."""

    campaign: str = ""
    criteria: tuple[Criterion, ...]


def find_scheme(connection: Connection, campaign: str) -> Scheme:
    """The newest scheme of a campaign, else the company's own, else the one that Veildesk brings."""
    for owner in dict.fromkeys((campaign, "")):
        row = connection.execute(
            select(inspection_schemes)
            .where(inspection_schemes.c.campaign == owner)
            .order_by(inspection_schemes.c.version.desc())
            .limit(1)
        ).one_or_none()
        if row is not None:
            criteria = msgspec.convert(row.criteria, type=tuple[Criterion, ...])
            return Scheme(name=f"{row.campaign}/{row.version}", criteria=criteria)
    return DEFAULT_SCHEME


def put_scheme(connection: Connection, node: str, plan: SchemePlan, by: str) -> Scheme:
    """Put the next version of a scheme in force. ConfigurationWrong when it is not as it must be."""
    _check_plan(plan)
    if plan.campaign:
        known = connection.execute(select(campaigns.c.id).where(campaigns.c.id == plan.campaign)).one_or_none()
        if known is None:
            raise ConfigurationWrong(setting="campaign", reason=f"there is no campaign {plan.campaign[:64]}")
    newest = connection.execute(
        select(func.max(inspection_schemes.c.version)).where(inspection_schemes.c.campaign == plan.campaign)
    ).scalar_one()
    version = (newest or 0) + 1
    connection.execute(
        insert(inspection_schemes).values(
            campaign=plan.campaign,
            version=version,
            criteria=msgspec.to_builtins(plan.criteria),
            set_by=by[:64],
            set_at=now(),
        )
    )
    deed = Deed(
        act=Act.INSPECTION_SCHEME_CHANGED,
        object_kind=ObjectKind.CAMPAIGN if plan.campaign else ObjectKind.NONE,
        object_id=plan.campaign,
        detail={"version": str(version), "criteria": str(len(plan.criteria)), "by": by},
    )
    record(connection, node, deed)
    return Scheme(name=f"{plan.campaign}/{version}", criteria=plan.criteria)


def _check_plan(plan: SchemePlan) -> None:
    if not 1 <= len(plan.criteria) <= MOST_CRITERIA:
        raise ConfigurationWrong(setting="criteria", reason=f"a scheme has 1 to {MOST_CRITERIA}")
    names = [each.id for each in plan.criteria]
    for each in plan.criteria:
        if names.count(each.id) > 1:
            raise ConfigurationWrong(setting=f"criterion {each.id}", reason="its id is there twice")
        if not each.title.strip() and each.id not in _WORDED:
            raise ConfigurationWrong(setting=f"criterion {each.id}", reason="it needs a title")
