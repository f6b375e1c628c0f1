"""Data sources and campaigns: where records may come from, and what they may hold (C3, C4)."""

from __future__ import annotations

import re
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, insert, select, update

from protocol.administration import CampaignRefused, ConfigurationWrong, SourceRefused
from protocol.cards import Campaign, Purpose
from protocol.events import Act, Deed, ObjectKind
from protocol.fields import FieldKind
from protocol.refusals import Conflict
from protocol.times import Instant, now
from server.services.call_policy import CampaignCalling, check_calling
from server.services.policy import load_policy
from server.services.trail import record, typed_by
from server.store.tables import campaigns, sources, teams

_SHA256 = re.compile(r"[0-9a-f]{64}")
_LONGEST_RETENTION = 36_500
_LONGEST = 200
_AT_MOST = f"in {_LONGEST} characters at most"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._\-]{0,63}")


class Source(Struct, frozen=True, kw_only=True):
    """A registered data source. ``evidence_sha256`` is the hash of the file that proves its legal basis."""

    id: str
    kind: str
    party: str
    legal_basis: str
    evidence_sha256: str
    approver: str
    registered_at: Instant = ""
    revoked_at: Instant | None = None


class CampaignPlan(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A campaign as an administrator writes it, in TOML."""

    id: str
    title: str
    team: str
    purposes: tuple[Purpose, ...]
    script: tuple[str, ...] = ()
    retention_days: int = 365
    calling: CampaignCalling = CampaignCalling()

    @property
    def fields(self) -> frozenset[FieldKind]:
        """All fields that its purposes may hold (C3)."""
        return frozenset(kind for purpose in self.purposes for kind in purpose.fields)

    def keep_purposes(self, wanted: tuple[str, ...]) -> CampaignPlan:
        """The same campaign with these of its purposes alone."""
        kept = tuple(purpose for purpose in self.purposes if purpose.id in wanted)
        return msgspec.structs.replace(self, purposes=kept)


def add_source(connection: Connection, node: str, source: Source, by: str = "") -> None:
    """Register a source; ConfigurationWrong or Conflict when it is not as it must be."""
    if not _NAME.fullmatch(source.id):
        raise ConfigurationWrong(setting="source id", reason="use letters, digits, dot, hyphen, 64 at most")
    if not _SHA256.fullmatch(source.evidence_sha256):
        raise ConfigurationWrong(setting="evidence", reason="it is not a SHA-256 in hex")
    for part in ("kind", "party", "legal_basis", "approver"):
        if not 0 < len(getattr(source, part).strip()) <= _LONGEST:
            raise ConfigurationWrong(setting=part, reason=f"a source is registered with all of its facts, {_AT_MOST}")
    if connection.execute(select(sources.c.id).where(sources.c.id == source.id)).one_or_none():
        raise Conflict(reason=f"source {source.id} exists")
    row = msgspec.structs.asdict(source)
    connection.execute(insert(sources).values(**{**row, "registered_at": now(), "revoked_at": None}))
    _record(connection, node, Act.SOURCE_REGISTERED, ObjectKind.SOURCE, source.id, {"party": source.party}, by)


def revoke_source(connection: Connection, node: str, source: str, reason: str, by: str = "") -> None:
    """Revoke a source: nothing more is imported from it or called (C4). ConfigurationWrong when it is not in force."""
    done = connection.execute(
        update(sources)
        .where(sources.c.id == source, sources.c.revoked_at.is_(None))
        .values(revoked_at=now(), revoked_reason=reason)
    )
    if not done.rowcount:
        reason = "it is not registered, or was revoked before; see 'veildesk-central source list'"
        raise ConfigurationWrong(setting=f"source {source}", reason=reason)
    _record(connection, node, Act.SOURCE_REVOKED, ObjectKind.SOURCE, source, {"reason": reason}, by)


def require_source(connection: Connection, source: str) -> None:
    """SourceRefused unless ``source`` is registered and not revoked."""
    row = connection.execute(select(sources.c.revoked_at).where(sources.c.id == source)).one_or_none()
    if row is None or row.revoked_at is not None:
        raise SourceRefused(source=source)


def list_sources(connection: Connection) -> list[Source]:
    """Every source, oldest first."""
    query = select(*(sources.c[name] for name in Source.__struct_fields__)).order_by(sources.c.registered_at)
    return [Source(**row) for row in connection.execute(query).mappings()]


def put_campaign(connection: Connection, node: str, plan: CampaignPlan, by: str = "") -> None:
    """Add a campaign or change it; ConfigurationWrong when it is not as it must be."""
    _check_plan(plan)
    check_calling(plan.calling, load_policy(connection).calls)
    if not connection.execute(select(teams.c.id).where(teams.c.id == plan.team)).one_or_none():
        raise ConfigurationWrong(setting="team", reason=f"there is no team {plan.team}")
    values = {
        "title": plan.title,
        "team": plan.team,
        "purposes": msgspec.to_builtins(plan.purposes),
        "script": list(plan.script),
        "retention_days": plan.retention_days,
        "calling": msgspec.to_builtins(plan.calling),
    }
    changed = connection.execute(update(campaigns).where(campaigns.c.id == plan.id).values(**values))
    if not changed.rowcount:
        connection.execute(insert(campaigns).values(id=plan.id, created_at=now(), **values))
    _record(connection, node, Act.CAMPAIGN_CHANGED, ObjectKind.CAMPAIGN, plan.id, {"title": plan.title}, by)


def _check_plan(plan: CampaignPlan) -> None:
    if not _NAME.fullmatch(plan.id):
        raise ConfigurationWrong(setting="campaign id", reason="use letters, digits, dot, hyphen, 64 at most")
    if not 0 < len(plan.title.strip()) <= _LONGEST:
        raise ConfigurationWrong(setting="title", reason=f"a campaign is called something, {_AT_MOST}")
    if not 1 <= plan.retention_days <= _LONGEST_RETENTION:
        raise ConfigurationWrong(setting="retention_days", reason=f"it is not between 1 and {_LONGEST_RETENTION}")
    if not plan.purposes:
        raise ConfigurationWrong(setting="purposes", reason="a campaign has at least one purpose")
    names = [purpose.id for purpose in plan.purposes]
    for purpose in plan.purposes:
        if not _NAME.fullmatch(purpose.id) or names.count(purpose.id) > 1:
            raise ConfigurationWrong(
                setting=f"purpose {purpose.id[:64]}",
                reason="its id is not of letters, digits, dot, hyphen, or is there twice",
            )
        if not purpose.title.strip() or not purpose.fields:
            raise ConfigurationWrong(setting=f"purpose {purpose.id}", reason="it needs a title and at least one field")


def load_campaign(connection: Connection, campaign: str) -> CampaignPlan:
    """A campaign; CampaignRefused when there is none."""
    row = connection.execute(select(campaigns).where(campaigns.c.id == campaign)).one_or_none()
    if row is None:
        raise CampaignRefused(campaign=campaign)
    return CampaignPlan(
        id=row.id,
        title=row.title,
        team=row.team,
        purposes=msgspec.convert(row.purposes, type=tuple[Purpose, ...]),
        script=tuple(row.script),
        retention_days=row.retention_days,
        calling=read_calling(row.calling),
    )


def read_calling(stored: Any) -> CampaignCalling:
    """A campaign's own rules for calls, as they are stored; none where it has none."""
    return msgspec.convert(stored, type=CampaignCalling) if stored else CampaignCalling()


def list_campaigns(connection: Connection) -> list[CampaignPlan]:
    """Every campaign, by name."""
    names = connection.execute(select(campaigns.c.id).order_by(campaigns.c.id)).scalars().all()
    return [load_campaign(connection, name) for name in names]


def show_campaign(plan: CampaignPlan) -> Campaign:
    """A campaign as its agents see it."""
    return Campaign(id=plan.id, title=plan.title, purposes=plan.purposes, script=plan.script)


def _record(
    connection: Connection, node: str, act: Act, kind: ObjectKind, name: str, facts: dict[str, str], by: str
) -> None:
    detail = facts | typed_by(by)
    record(connection, node, Deed(act=act, object_kind=kind, object_id=name, detail=detail))
