"""The guards' one exception: events whose time is over may go, once their hashes are kept (U2, X1).

The database itself demands that a pruning was declared, that the hash stands in ``pruned_events``, and that by the
database's own clock Central has had the event for longer than six months, whatever policy says.
"""

from __future__ import annotations

from collections.abc import Iterator

LEAST_KEPT_DAYS = 184
"""The longest that six months can be: the trail is never kept for less (U2)."""

_BUNDLE = 256
"""Entries are served in bundles of so many, and are pruned in such."""
_LIMIT = "coalesce((SELECT max(upto) FROM prunings), 0)"
_SIX_MONTHS_AGO = {
    "sqlite": f"strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '-{LEAST_KEPT_DAYS} days')",
    "postgresql": (
        f"to_char((now() AT TIME ZONE 'UTC') - interval '{LEAST_KEPT_DAYS} days', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')"
    ),
}


def write_pruning_guards(dialect: str, schema: str) -> Iterator[str]:
    """The statements that make them; ``schema`` is where Central's tables are, on PostgreSQL."""
    kept = (  # our own names alone
        f"old.log_index >= {_LIMIT} OR old.received_at >= {_SIX_MONTHS_AGO[dialect]} OR NOT EXISTS ("  # noqa: S608
        "SELECT 1 FROM pruned_events p "
        "WHERE p.log_index = old.log_index AND p.device = old.device AND p.seq = old.seq)"
    )
    backwards = f"new.upto <= {_LIMIT} OR new.upto % {_BUNDLE} <> 0 OR new.upto > (SELECT size FROM log_head)"  # noqa: S608
    not_due = (
        f"new.log_index >= {_LIMIT} OR NOT EXISTS (SELECT 1 FROM events e "  # noqa: S608
        "WHERE e.log_index = new.log_index AND e.device = new.device AND e.seq = new.seq)"
    )
    if dialect == "sqlite":
        yield "DROP TRIGGER events_stays"
        yield _forbid("events", "stay_their_time", "DELETE", kept)
        yield _forbid("prunings", "go_forward", "INSERT", backwards)
        yield _forbid("pruned_events", "were_events", "INSERT", not_due)
        return
    yield "DROP TRIGGER events_is_fixed ON events"
    yield (
        "CREATE TRIGGER events_is_fixed BEFORE UPDATE OR TRUNCATE ON events "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    )
    # A service role could put tables of its own before Central's, by the temporary schema: not for these functions.
    path = f'SET search_path = "{schema}", pg_temp'
    yield f"ALTER FUNCTION refuse_older_checkpoint() {path}"
    yield from _refuse(path, "events", "stay_their_time", "DELETE", kept)
    yield from _refuse(path, "prunings", "go_forward", "INSERT", backwards)
    yield from _refuse(path, "pruned_events", "were_events", "INSERT", not_due)
    yield (
        f"CREATE FUNCTION drop_pruned_events(first bigint, last bigint) RETURNS void LANGUAGE sql SECURITY DEFINER "  # noqa: S608
        f"{path} AS $$ DELETE FROM events WHERE log_index BETWEEN first AND last $$"
    )
    yield "REVOKE ALL ON FUNCTION drop_pruned_events(bigint, bigint) FROM PUBLIC"


def _forbid(table: str, name: str, act: str, when: str) -> str:
    return (
        f"CREATE TRIGGER {table}_{name} BEFORE {act} ON {table} WHEN {when} "
        f"BEGIN SELECT RAISE(ABORT, '{table} are append-only'); END"
    )


def _refuse(path: str, table: str, name: str, act: str, when: str) -> Iterator[str]:
    """A row's trigger whose condition looks at other tables, which PostgreSQL allows in a function alone."""
    row = "old" if act == "DELETE" else "new"
    yield (
        f"CREATE FUNCTION {table}_{name}() RETURNS trigger LANGUAGE plpgsql {path} AS $$ BEGIN IF {when} THEN "
        f"RAISE EXCEPTION '% are append-only', TG_TABLE_NAME; END IF; RETURN {row}; END $$"
    )
    yield f"CREATE TRIGGER {table}_{name} BEFORE {act} ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_{name}()"
