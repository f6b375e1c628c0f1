"""One alert a streak: what belongs to a streak that has been told already is not told again."""

from __future__ import annotations

from sqlalchemy import Connection, delete

from protocol.times import after
from server.services.anomalies.windows import Run
from server.store.statements import Statement
from server.store.watch_tables import watch_streaks

_NEAR = Statement(
    "SELECT since, last_at FROM watch_streaks WHERE subject = :subject AND rule = :rule AND last_at >= :earliest "
    "AND since <= :latest ORDER BY since"
)
_BEGIN = Statement(
    "INSERT INTO watch_streaks (subject, rule, since, last_at, expires) "
    "VALUES (:subject, :rule, :since, :last_at, :expires)"
)
_GO_ON = Statement(
    "UPDATE watch_streaks SET since = :since, last_at = :last_at, expires = :expires "
    "WHERE subject = :subject AND rule = :rule AND since = :begun"
)


def open_streak(connection: Connection, subject: str, rule: str, run: Run, *, window_s: int, expires: int) -> bool:
    """Whether ``run`` begins a streak. One that lies within a window of a known streak only makes that longer."""
    here = {"subject": subject, "rule": rule}
    earliest, latest = after(run.since, seconds=-window_s), after(run.last_at, seconds=window_s)
    near = _NEAR.ask(connection, {**here, "earliest": earliest, "latest": latest})
    if not near:
        _BEGIN.do(connection, {**here, "since": run.since, "last_at": run.last_at, "expires": expires})
        return True
    begun, known_until = near[0]
    since, last_at = min(begun, run.since), max(*(until for _, until in near), run.last_at)
    if len(near) > 1:
        known = watch_streaks.c
        joined = [other for other, _ in near[1:]]
        connection.execute(
            delete(watch_streaks).where(known.subject == subject, known.rule == rule, known.since.in_(joined))
        )
    if (since, last_at) != (begun, known_until):
        _GO_ON.do(connection, {**here, "begun": begun, "since": since, "last_at": last_at, "expires": expires})
    return False
