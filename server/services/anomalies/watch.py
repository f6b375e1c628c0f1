"""The watch: looks at events in the transaction that takes them, and acts before it commits (U3)."""

from __future__ import annotations

from collections.abc import Sequence
from time import time

from sqlalchemy import Connection

from protocol.events import Act
from protocol.identifiers import Identifier
from server.services.anomalies.measures import report_forgery, take_measures
from server.services.anomalies.sightings import Seen, Sighting, find_sightings
from server.services.anomalies.strangers import set_apart
from server.services.anomalies.streaks import open_streak
from server.services.anomalies.tally import add_sightings, drop_expired, read_buckets
from server.services.anomalies.windows import find_runs
from server.services.anomaly_rules import PlacesRule
from server.services.policy import Policy, load_policy

_KEEP_WINDOWS = 2
"""Windows that a count is remembered for: events of a desk that was offline may still join it."""


def watch_events(
    connection: Connection, node: str, events: Sequence[Seen], policy: Policy | None = None
) -> frozenset[Identifier]:
    """Count ``events`` by every rule in force; who was stopped for them.

    ``node``: Central's own name in the trail; ``policy``: the one in force, where the caller has it at hand. To be
    called in the transaction that appends them. Costs a look at the policy, and two statements more where a rule counts
    any of the events, however many they are. Refuses nothing: an event is taken, whatever it says.
    """
    policy = policy or load_policy(connection)
    return heed_sightings(connection, node, events, policy, see_events(node, events, policy))


def see_events(node: str, events: Sequence[Seen], policy: Policy) -> list[Sighting]:
    """What the rules have to count in ``events``; asks nothing of the database."""
    return find_sightings(policy.anomalies.rules(), policy.reveal, node, events)


def heed_sightings(
    connection: Connection, node: str, events: Sequence[Seen], policy: Policy, sightings: Sequence[Sighting]
) -> frozenset[Identifier]:
    """The rest of :func:`watch_events`, by what :func:`see_events` saw in ``events``."""
    rules = policy.anomalies.rules()
    sightings, strange = set_apart(connection, node, sightings)
    if any(event.act is Act.SIGNIN_SUCCEEDED and event.device == node for event in events):
        drop_expired(connection)
    if not sightings:
        return frozenset()
    keep_min = {name: _KEEP_WINDOWS * rule.window_s // 60 + 1 for name, rule in rules.items()}
    add_sightings(connection, sightings, keep_min)
    touched = {(one.subject, one.rule) for one in sightings}
    reach = max(rules[name].window_s for _, name in touched) // 60
    first, last = min(one.minute for one in sightings) - reach, max(one.minute for one in sightings) + reach
    buckets = read_buckets(connection, sorted({subject for subject, _ in touched}), first, last)
    stopped: set[Identifier] = set()
    for subject, name in sorted(touched):
        rule = rules[name]
        if not isinstance(rule, PlacesRule) and sum(b.count for b in buckets[subject, name]) < rule.threshold:
            continue
        for run in find_runs(rule, buckets[subject, name]):
            expires = int(time()) // 60 + keep_min[name]
            if open_streak(connection, subject, name, run, window_s=rule.window_s, expires=expires):
                if subject in strange:
                    report_forgery(connection, node, subject, name, rule, run)
                else:
                    stopped |= take_measures(connection, node, subject, name, rule, run)
    return frozenset(stopped)
