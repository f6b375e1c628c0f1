"""The watch: looks at events in the transaction that takes them, and acts before it commits (U3)."""

from __future__ import annotations

from collections.abc import Sequence
from time import time

from msgspec import Struct
from sqlalchemy import Connection

from protocol.events import Act
from protocol.identifiers import Identifier
from server.services.anomalies.measures import report_forgery, take_measures
from server.services.anomalies.sightings import Seen, Sighting, find_sightings
from server.services.anomalies.strangers import list_places, set_apart
from server.services.anomalies.streaks import open_streak
from server.services.anomalies.tally import (
    Memory,
    Span,
    add_rows,
    drop_expired,
    read_buckets,
    remember,
    write_rows,
)
from server.services.anomalies.windows import Run, find_runs
from server.services.anomaly_rules import PlacesRule
from server.services.policy import Policy, load_policy
from server.services.sessions import find_visited
from server.store.bulk import Row

_WAYS_OUT = frozenset({Act.EXPORT_BLOCKED, Act.EXPORT_SEEN, Act.GUARD_FAILED})
_KEEP_WINDOWS = 2
"""Windows that a count is remembered for: events of a desk that was offline may still join it."""


_NOTHING = Span(frozenset(), 0, 0)


class Finding(Struct, frozen=True):
    """What the watch makes of events: ``rows`` to remember, the rules that are broken, by whom and how, and the
    ``strange`` among these: desks that speak of people who were never there."""

    rows: Sequence[Row]
    broken: Sequence[tuple[str, str, Run]]
    strange: frozenset[Identifier]


def watch_events(
    connection: Connection, node: str, events: Sequence[Seen], policy: Policy | None = None
) -> frozenset[Identifier]:
    """Count ``events`` by every rule in force; who was stopped for them.

    ``node``: Central's own name in the trail; ``policy``: the one in force, where the caller has it at hand. To be
    called in the transaction that appends them. Costs a look at the policy, and two statements more where a rule counts
    any of the events, however many they are. Refuses nothing: an event is taken, whatever it says.
    """
    policy = policy or load_policy(connection)
    seen = see_events(node, events, policy)
    sightings, strange = set_apart(find_visited(connection, list_places(node, seen)), node, seen)
    finding = weigh_sightings(policy, sightings, strange, remember(connection, find_span(policy, sightings)))
    add_rows(connection, finding.rows)
    return heed_finding(connection, node, policy, events, finding)


def see_events(node: str, events: Sequence[Seen], policy: Policy) -> list[Sighting]:
    """What the rules have to count in ``events``; asks nothing of the database."""
    return find_sightings(policy.anomalies.rules(), policy.reveal, node, events)


def find_span(policy: Policy, sightings: Sequence[Sighting]) -> Span:
    """What is to be remembered to weigh ``sightings``: as far before and after them as their rules look."""
    if not sightings:
        return _NOTHING
    rules = policy.anomalies.rules()
    reach = max(rules[name].window_s for name in {one.rule for one in sightings}) // 60
    minutes = [one.minute for one in sightings]
    return Span(frozenset(one.subject for one in sightings), min(minutes) - reach, max(minutes) + reach)


def weigh_sightings(
    policy: Policy, sightings: Sequence[Sighting], strange: frozenset[Identifier], memory: Memory
) -> Finding:
    """Which rules are broken by ``sightings`` and what is remembered; ``memory`` is to hold their span. Pure.

    ``strange``: desks that speak of people who were never there, as :func:`set_apart` told them.
    """
    rules, touched = policy.anomalies.rules(), {(one.subject, one.rule) for one in sightings}
    buckets = read_buckets(memory, find_span(policy, sightings), sightings)
    broken: list[tuple[str, str, Run]] = []
    for subject, name in sorted(touched):
        rule = rules[name]
        if isinstance(rule, PlacesRule) or sum(b.count for b in buckets[subject, name]) >= rule.threshold:
            broken += [(subject, name, run) for run in find_runs(rule, buckets[subject, name])]
    return Finding(write_rows(sightings, _list_memories(policy)), broken, strange)


def heed_finding(
    connection: Connection, node: str, policy: Policy, events: Sequence[Seen], finding: Finding
) -> frozenset[Identifier]:
    """Do what is due by what was found in ``events``, whose rows are counted; who was stopped for them."""
    if any(event.act is Act.SIGNIN_SUCCEEDED and event.device == node for event in events):
        drop_expired(connection)
    rules, keep_min = policy.anomalies.rules(), _list_memories(policy)
    stopped: set[Identifier] = set()
    for subject, name, run in finding.broken:
        rule, expires = rules[name], int(time()) // 60 + keep_min[name]
        if open_streak(connection, subject, name, run, window_s=rule.window_s, expires=expires):
            if subject in finding.strange:
                report_forgery(connection, node, subject, name, rule, run)
            else:
                tries = [one for one in events if one.act in _WAYS_OUT & {*rule.acts} and one.actor == subject]
                stopped |= take_measures(connection, node, subject, name, rule, run, tries)
    return frozenset(stopped)


def _list_memories(policy: Policy) -> dict[str, int]:
    """For how many minutes each rule's counts are remembered."""
    return {name: _KEEP_WINDOWS * rule.window_s // 60 + 1 for name, rule in policy.anomalies.rules().items()}
