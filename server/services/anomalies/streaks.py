"""One alert a streak: what belongs to a streak that has been told already is not told again."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select, update

from protocol.times import after
from server.services.anomalies.windows import Run
from server.store.watch_tables import watch_streaks


def open_streak(connection: Connection, subject: str, rule: str, run: Run, *, window_s: int, expires: int) -> bool:
    """Whether ``run`` begins a streak. One that lies within a window of a known streak only makes that longer."""
    known = watch_streaks.c
    near = connection.execute(
        select(known.since, known.last_at).where(
            known.subject == subject,
            known.rule == rule,
            known.last_at >= after(run.since, seconds=-window_s),
            known.since <= after(run.last_at, seconds=window_s),
        )
    ).all()
    if not near:
        connection.execute(
            insert(watch_streaks).values(
                subject=subject, rule=rule, since=run.since, last_at=run.last_at, expires=expires
            )
        )
        return True
    since, last_at = min(row.since for row in near), max(*(row.last_at for row in near), run.last_at)
    here = (known.subject == subject, known.rule == rule)
    if len(near) > 1:
        connection.execute(delete(watch_streaks).where(*here, known.since.in_([row.since for row in near[1:]])))
    first = min(since, run.since)
    if (first, last_at) != (near[0].since, near[0].last_at):
        connection.execute(
            update(watch_streaks)
            .where(*here, known.since == near[0].since)
            .values(since=first, last_at=last_at, expires=expires)
        )
    return False
