"""Putting a policy in force: checked, on record, and told to everybody who is at work (D3, U1)."""

from __future__ import annotations

import re
from datetime import date
from zoneinfo import ZoneInfo

import msgspec
from sqlalchemy import Connection, insert, select

from protocol.administration import ConfigurationWrong
from protocol.events import Act, Deed, ObjectKind
from protocol.inbox import InboxKind
from protocol.notes import KeyKind
from protocol.regions import list_provinces
from protocol.sessions import DeskPolicy
from protocol.telephones import PhoneMode, PhoneRule
from protocol.times import now
from protocol.trail import CheckpointInvalid
from server.services.call_policy import CallPolicy
from server.services.notices import send_notice
from server.services.policy import Policy, load_policy
from server.services.sessions import list_present
from server.services.trail import record
from server.services.vpn import check_vpn
from server.services.witnesses import read_demand
from server.store.pruning_guards import LEAST_KEPT_DAYS
from server.store.tables import policies, teams

_HOST = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.:-]*[A-Za-z0-9])?")
_DAY_S = 24 * 3600
_DESK_LIMITS = {
    "idle_lock_s": (60, 900),
    "silence_warning_s": (10, 600),
    "offline_limit_s": (60, _DAY_S),
    "journal_keep_s": (0, 366 * _DAY_S),
    "backlog_limit": (1, 100_000),
    "backlog_limit_s": (60, 31 * _DAY_S),
}
"""What a company may choose for its desks, in seconds or events (NIST SP 800-63B-4 sets the first)."""


def set_policy(connection: Connection, node: str, policy: Policy, set_by: str) -> int:
    """Put ``policy`` in force and tell everybody who is signed in; its new version.

    ConfigurationWrong for a time zone that is none, or spans that a desk could not live by.
    """
    _check_policy(policy)
    _check_queues(connection, policy.desk.phone)
    version = load_policy(connection).desk.version + 1
    body = msgspec.to_builtins(policy)
    connection.execute(insert(policies).values(version=version, body=body, set_by=set_by, set_at=now()))
    facts = {"version": str(version)}
    record(
        connection,
        node,
        Deed(act=Act.POLICY_CHANGED, object_kind=ObjectKind.POLICY, detail={**facts, "by": set_by[:200]}),
    )
    send_notice(connection, list_present(connection), InboxKind.POLICY_CHANGED, facts=facts)
    return version


def _check_policy(policy: Policy) -> None:
    _check_witnesses(policy.desk)
    check_vpn(policy)
    if policy.trail.keep_days < LEAST_KEPT_DAYS:
        reason = f"the trail is kept for six months at least, that is {LEAST_KEPT_DAYS} days"
        raise ConfigurationWrong(setting="trail.keep_days", reason=reason)
    for zone in (policy.reveal.time_zone, policy.calls.time_zone):
        try:
            ZoneInfo(zone)
        except (KeyError, ValueError, OSError) as error:
            raise ConfigurationWrong(setting="time_zone", reason="there is no such time zone") from error
    _check_calls(policy.calls)
    _check_phone(policy.desk.phone)
    hours = policy.anomalies.out_of_hours
    if bool(hours.opens) != bool(hours.closes):
        raise ConfigurationWrong(setting="anomalies.out_of_hours", reason="opens and closes go together")
    for rule, counted in policy.anomalies.rules().items():
        if not counted.acts:
            place = f"anomalies.{rule.replace('-', '_')}.acts"
            raise ConfigurationWrong(setting=place, reason="it counts nothing; to look away, say the action off")
    for name, (least, most) in _DESK_LIMITS.items():
        if not least <= getattr(policy.desk, name) <= most:
            unit = "seconds" if name.endswith("_s") else "events"
            raise ConfigurationWrong(setting=f"desk.{name}", reason=f"it is not between {least} and {most} {unit}")


def _check_calls(policy: CallPolicy) -> None:
    """A misspelt province would let its customers be called at the hours of all others."""
    unknown = sorted(set(policy.regions) - set(list_provinces()))
    if unknown:
        raise ConfigurationWrong(setting="calls.regions", reason=f"{unknown[0]} is not a province by its full name")
    for name in ("closed_days", "open_days"):
        for day in getattr(policy, name):
            try:
                date.fromisoformat(day)
            except ValueError as error:
                raise ConfigurationWrong(setting=f"calls.{name}", reason=f"{day} is not a day") from error
    if policy.most_a_week < policy.most_a_day:
        raise ConfigurationWrong(setting="calls.most_a_week", reason="it is less than calls.most_a_day")


def _check_phone(rule: PhoneRule) -> None:
    """A softphone without a PBX would leave every agent before a pad that never becomes ready."""
    if rule.mode is PhoneMode.SOFTPHONE and not _HOST.fullmatch(rule.host):
        raise ConfigurationWrong(setting="desk.phone.host", reason="a softphone needs the PBX's host name or address")
    places = [queue.place for queue in rule.queues]
    if len(set(places)) < len(places):
        raise ConfigurationWrong(setting="desk.phone.queues", reason="a place is there twice")


def _check_queues(connection: Connection, rule: PhoneRule) -> None:
    """Calls handed to a team that is none would wait in vain."""
    known = set(connection.execute(select(teams.c.id)).scalars())
    unknown = sorted({queue.team for queue in rule.queues if queue.team} - known)
    if unknown:
        raise ConfigurationWrong(setting="desk.phone.queues", reason=f"there is no team {unknown[0]}")


def _check_witnesses(policy: DeskPolicy) -> None:
    """A demand that no checkpoint could meet would keep every desk waiting."""
    try:
        demand = read_demand(policy)
    except CheckpointInvalid as error:
        raise ConfigurationWrong(setting="desk.witnesses", reason=error.facts["reason"]) from error
    if any(witness.kind is not KeyKind.COSIGNATURE for witness in demand.witnesses):
        raise ConfigurationWrong(setting="desk.witnesses", reason="one of them is not a witness's key")
    names, keys = {each.name for each in demand.witnesses}, {each.public for each in demand.witnesses}
    if not len(names) == len(keys) == len(demand.witnesses):
        raise ConfigurationWrong(setting="desk.witnesses", reason="a name or a key is there twice")
    if not 0 <= demand.needed <= len(demand.witnesses):
        raise ConfigurationWrong(setting="desk.cosignatures_needed", reason="there are not so many witnesses")
