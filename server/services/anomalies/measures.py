"""What follows from a broken rule: an alert that security can read, and the person stopped at once (U3)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, select

from protocol.identifiers import Identifier
from protocol.oversight import AccountState
from server.services.accounts import set_state
from server.services.anomalies.sightings import Seen
from server.services.anomalies.windows import Run
from server.services.anomaly_rules import Action, CountRule, PlacesRule
from server.services.naming import name_device
from server.services.notices import raise_alert
from server.store.tables import people

FORGED = "names-somebody-else"
"""The ``action`` of an alert whose events came from a desk that the person never signed in at: nobody is stopped on a
strange desk's word."""
_MOST_NAMED = 3
_WAY, _LONGEST = {"channel": "channel", "seen": "kind", "vendor": "vendor", "product": "product"}, 64
"""What a desk says of a way out, by what it is called in an alert, and as much of it as security is told."""
REASON = "stopped by the watch: "


def _count(rule: CountRule, run: Run) -> dict[str, str]:
    return {
        "count": str(run.count),
        "since": run.since,
        "until": run.last_at,
        "threshold": str(rule.threshold),
        "window_s": str(rule.window_s),
        "action": rule.action.value,
    }


def take_measures(
    connection: Connection, node: str, subject: str, name: str, rule: CountRule, run: Run, tries: Sequence[Seen] = ()
) -> frozenset[Identifier]:
    """Alert security to a run that nobody was told of, and stop whom the rule stops; who was stopped. ``tries``: those
    of the person's events in it that tell of a way out."""
    requester, _, approver = subject.rpartition("|")
    concerned = [_find_person(connection, person) for person in (approver, requester) if person]
    actor = concerned[0]
    facts = {"person": approver, "who": _name(actor, approver), **_count(rule, run)}
    if requester:
        facts |= {"requester": _name(concerned[1], requester), "requester_id": requester}
    if isinstance(rule, PlacesRule):
        facts["places"] = ", ".join(_name_place(connection, place) for place in run.places)
    facts |= _describe_tries(connection, tries)
    stopped: list[Identifier] = []
    if rule.action is Action.FREEZE:
        stopped = [row.id for row in concerned if row and row.state == AccountState.ACTIVE.value]
    for person in stopped:
        set_state(connection, node, person, AccountState.FROZEN, REASON + name)
    raise_alert(connection, node, name, actor.username if actor else approver, facts)
    return frozenset(stopped)


def report_forgery(connection: Connection, node: str, desk: str, name: str, rule: CountRule, run: Run) -> None:
    """Alert security to a desk that says such things of people who never signed in at it."""
    people_named = [place.partition(" ")[2] for place in run.places]
    who = ", ".join(_name(_find_person(connection, person), person) for person in people_named[:_MOST_NAMED])
    called = _name_place(connection, f"device {desk}")
    facts = {"person": people_named[0], "who": who, **_count(rule, run), "action": FORGED}
    facts |= {"places": called, "desk": desk}
    raise_alert(connection, node, name, called, facts)


def _find_person(connection: Connection, person: Identifier) -> Row[Any] | None:
    return connection.execute(select(people).where(people.c.id == person)).one_or_none()


def _name(row: Row[Any] | None, person: Identifier) -> str:
    return f"{row.name} ({row.username})" if row else person


def _name_place(connection: Connection, place: str) -> str:
    kind, _, what = place.partition(" ")
    return what if kind == "ip" else name_device(connection, what)


def _describe_tries(connection: Connection, tries: Sequence[Seen]) -> dict[str, str]:
    """At which desks ways out were tried, and by which way the latest."""
    if not tries:
        return {}
    desks = dict.fromkeys(one.device for one in tries)
    told = {name: tries[-1].detail.get(word, "")[:_LONGEST] for name, word in _WAY.items()}
    named = {"places": ", ".join(name_device(connection, desk) for desk in [*desks][:_MOST_NAMED])}
    return named | {name: value for name, value in told.items() if value}
