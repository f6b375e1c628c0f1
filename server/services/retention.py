"""How long the trail is kept, and letting go what is older (U2, X1)."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, Engine, select

from protocol.administration import ConfigurationWrong
from protocol.events import Act, Deed
from protocol.times import after, now
from server.log.pruning import declare_pruning, find_limit, prune_batch, read_minimum
from server.services.policy import load_policy
from server.services.trail import record, typed_by
from server.store.pruning_guards import LEAST_KEPT_DAYS
from server.store.tables import events

BATCH = 1_000
"""Events of one transaction: desks wait for it, so that it is short."""
_SETTLED_DAYS, _IDLE_DAYS = 2, 32
"""A clock that jumped leaves no event from so many to so many days ago."""


def prune_trail(
    engine: Engine,
    node: str,
    by: str = "",
    *,
    batch: int = BATCH,
    progress: Callable[[int], None] = lambda _: None,
    between: Callable[[], None] = lambda: None,
) -> int:
    """Let go the bodies of the events that policy keeps no longer; how many went. After each transaction ``progress``
    is told how many so far, and ``between`` is called.

    What goes is on record before anything is gone. Stopped in the middle, it goes on when it is called again.
    ConfigurationWrong, and nothing is pruned, when the clock may have jumped: that could not be made good.
    """
    with engine.begin() as connection:
        _begin(connection, node, by)
    done = 0
    while True:
        with engine.begin() as connection:
            gone = prune_batch(connection, batch)
        if not gone:
            return done
        done += gone
        progress(done)
        between()


def _begin(connection: Connection, node: str, by: str) -> None:
    """Declare what is to be pruned, and record it; nothing, where nothing new is due."""
    days = max(load_policy(connection).trail.keep_days, LEAST_KEPT_DAYS)
    before = after(now(), days=-days)
    known, upto = read_minimum(connection), find_limit(connection, before)
    if upto <= known:
        return
    _check_clock(connection)
    declare_pruning(connection, upto, before)
    facts = {"first": str(known), "upto": str(upto), "received_before": before, "keep_days": str(days)}
    record(connection, node, Deed(act=Act.EVENTS_PRUNED, detail=facts | typed_by(by)))


def _check_clock(connection: Connection) -> None:
    settled = after(now(), days=-_SETTLED_DAYS)
    newest = connection.execute(
        select(events.c.received_at).where(events.c.received_at < settled).order_by(events.c.log_index.desc()).limit(1)
    ).scalar_one_or_none()
    if newest is None or newest < after(now(), days=-_IDLE_DAYS):
        reason = (
            f"no event was received from {_SETTLED_DAYS} to {_IDLE_DAYS} days ago, so Central was off or its clock has "
            f"jumped; nothing is pruned until Central has worked for {_SETTLED_DAYS} days"
        )
        raise ConfigurationWrong(setting="clock", reason=reason)
