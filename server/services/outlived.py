"""Letting go of rows that nobody asks for any more: notices, sessions, tickets, joins (U2, X1).

They are no evidence: what was done stands in the trail, which is kept as policy says. What is looked for is looked for
beside the one writer (decision 008); his turn is one short deletion at a time.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from sqlalchemy import Column, ColumnElement, Connection, Engine, and_, delete, func, or_, select

from protocol.times import Instant, after, now
from server.store.call_tables import joins, table_joins
from server.store.database import read
from server.store.tables import certificates, enrolment_codes, inbox, sessions

KEPT_DAYS = 30
"""Since a notice came, a session or a ticket ran out, a join was allowed."""
BATCH = 500
"""Rows of one transaction: desks wait for it, so that it is short."""
MOST = 50_000
"""Rows of one kind in one run; what is left waits for the next."""
_LAST = 2**62


class _Kind(Struct, frozen=True):
    """Rows of ``key``'s table that are ``due``, and what hangs on them by that key."""

    key: Column[str] | Column[int]
    due: Callable[[Instant], ColumnElement[bool]]
    hanging: tuple[Column[str], ...] = ()


def prune_outlived(engine: Engine, between: Callable[[], None] = lambda: None, *, most: int = MOST) -> int:
    """Delete what is older than ``KEPT_DAYS``, up to ``most`` of each kind; how many rows went. ``between`` is called
    after each transaction that deleted some. Stopped in the middle, it goes on when it is called again."""
    before = after(now(), days=-KEPT_DAYS)
    return sum(_prune(engine, kind, before, between, most) for kind in _KINDS)


def _prune(engine: Engine, kind: _Kind, before: Instant, between: Callable[[], None], most: int) -> int:
    done, due = 0, select(kind.key).where(kind.due(before)).order_by(kind.key)
    last: ColumnElement[bool] | None = None
    while done < most:
        batch = due if last is None else due.where(last)
        with read(engine) as connection:
            keys = connection.execute(batch.limit(min(BATCH, most - done))).scalars().all()
        if not keys:
            break
        with engine.begin() as connection:
            _delete(connection, kind, keys)
        done += len(keys)
        last = kind.key > keys[-1]
        between()
    return done


def _delete(connection: Connection, kind: _Kind, keys: object) -> None:
    for key in (*kind.hanging, kind.key):
        connection.execute(delete(key.table).where(key.in_(keys)))  # type: ignore[arg-type]


def _is_read(before: Instant) -> ColumnElement[bool]:
    """Notices stand in the order in which they came, so that nothing behind the first that is kept is looked at."""
    kept = select(inbox.c.seq).where(inbox.c.at >= before).order_by(inbox.c.seq).limit(1).scalar_subquery()
    return inbox.c.seq < func.coalesce(kept, _LAST)


def _is_past(before: Instant) -> ColumnElement[bool]:
    """A person's last session at a desk stays: by it Central knows for good that he worked there."""
    later = sessions.alias("later")
    follows = or_(
        later.c.opened_at > sessions.c.opened_at,
        and_(later.c.opened_at == sessions.c.opened_at, later.c.id > sessions.c.id),
    )
    here = and_(later.c.person == sessions.c.person, later.c.device == sessions.c.device)
    return and_(sessions.c.expires_at < before, select(later.c.id).where(here, follows).exists())


_KINDS = (
    _Kind(inbox.c.seq, _is_read),
    _Kind(sessions.c.id, _is_past),
    _Kind(enrolment_codes.c.code_hash, lambda before: enrolment_codes.c.expires_at < before),
    _Kind(certificates.c.serial, lambda before: and_(certificates.c.device.is_(None), certificates.c.until < before)),
    _Kind(joins.c.id, lambda before: joins.c.made_at < before, (table_joins.c.join,)),
)
