"""Triggers by which the database itself refuses to change the trail (U2).

They stop mistakes and a stolen application login. Who owns the database can drop them: that is what the checkpoints on
desks and at witnesses are for (A7). On PostgreSQL the role that serves owns nothing (:mod:`server.store.privileges`).
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, text

_FIXED = ("events", "forks", "checkpoints", "cosignatures")
"""The first schema's tables to which rows are added, and that is all."""
_GROWING = {
    "tiles": (
        "old.level <> new.level OR old.place <> new.place OR length(old.hashes) >= 8192 OR length(new.hashes) > 8192 "
        "OR substr(new.hashes, 1, length(old.hashes)) <> old.hashes"
    ),
    "log_head": "new.one <> old.one OR new.size < old.size",
    "chain_heads": "new.device <> old.device OR new.next_seq < old.next_seq",
}
"""Rows change in one direction only: the condition says when they would not."""
_INSPECTIONS = ("inspection_schemes", "inspections", "inspection_answers")
APPENDED = (*_FIXED, "signed_heads", "prunings", "pruned_events", *_INSPECTIONS)
"""All tables of this version to which rows are added, and that is all."""
GROWING = tuple(_GROWING)
_SPECIAL = {"events_stay_their_time", "checkpoints_go_forward", "prunings_go_forward", "pruned_events_were_events"}
_PRESENT_SQLITE = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
_PRESENT_POSTGRESQL = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled IN ('O', 'A')"
_BACKWARDS = "new.size <= (SELECT max(size) FROM checkpoints)"


def write_guards(dialect: str) -> Iterator[str]:
    """The statements that make the guards."""
    yield from _guard_sqlite() if dialect == "sqlite" else _guard_postgresql()


def guard_table(dialect: str, table: str) -> Iterator[str]:
    """The statements that let rows be added to ``table``, and nothing else."""
    if dialect == "sqlite":
        yield _forbid(table, "stays", "DELETE")
        yield _forbid(table, "is_fixed", "UPDATE")
    else:
        yield _refuse(table, "is_fixed", "UPDATE OR DELETE OR TRUNCATE", "STATEMENT")


def find_missing(connection: Connection) -> list[str]:
    """Which guards of this version are not there, or are switched off."""
    lite = connection.dialect.name == "sqlite"
    present = connection.execute(text(_PRESENT_SQLITE if lite else _PRESENT_POSTGRESQL)).scalars()
    wanted = {f"{table}_{name}" for table in APPENDED for name in ("is_fixed", *(("stays",) if lite else ()))}
    wanted |= {f"{table}_{name}" for table in GROWING for name in ("stays", "only_grows")} | _SPECIAL
    return sorted(wanted - {"events_stays"} - set(present))


def _guard_sqlite() -> Iterator[str]:
    for table in _FIXED:
        yield from guard_table("sqlite", table)
    for table, wrong in _GROWING.items():
        yield _forbid(table, "stays", "DELETE")
        yield _forbid(table, "only_grows", "UPDATE", wrong)
    yield _forbid("checkpoints", "go_forward", "INSERT", _BACKWARDS)


def _forbid(table: str, name: str, act: str, when: str = "") -> str:
    condition = f"WHEN {when} " if when else ""
    return (
        f"CREATE TRIGGER {table}_{name} BEFORE {act} ON {table} {condition}"
        f"BEGIN SELECT RAISE(ABORT, '{table} are append-only'); END"
    )


def _guard_postgresql() -> Iterator[str]:
    yield (
        "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% are append-only', TG_TABLE_NAME; END $$"
    )
    for table in _FIXED:
        yield from guard_table("postgresql", table)
    for table, wrong in _GROWING.items():
        yield _refuse(table, "stays", "DELETE OR TRUNCATE", "STATEMENT")
        yield _refuse(table, "only_grows", "UPDATE", "ROW", wrong)
    yield (
        "CREATE FUNCTION refuse_older_checkpoint() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN IF {_BACKWARDS} THEN RAISE EXCEPTION 'checkpoints are append-only'; END IF; RETURN new; END $$"
    )
    yield (
        "CREATE TRIGGER checkpoints_go_forward BEFORE INSERT ON checkpoints "
        "FOR EACH ROW EXECUTE FUNCTION refuse_older_checkpoint()"
    )
    yield "ALTER TABLE tiles ALTER COLUMN hashes SET STORAGE EXTERNAL"


def _refuse(table: str, name: str, acts: str, each: str, when: str = "") -> str:
    condition = f"WHEN ({when}) " if when else ""
    return (
        f"CREATE TRIGGER {table}_{name} BEFORE {acts} ON {table} "
        f"FOR EACH {each} {condition}EXECUTE FUNCTION refuse_change()"
    )
