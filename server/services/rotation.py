"""Rotating the key-encryption key: a new version, then every record's key rewrapped; resumable (S1)."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Engine, bindparam, func, select, update

from protocol.events import Act, Deed, ObjectKind
from server.keys.file_keys import FileKeys
from server.keys.records import rewrap_key
from server.services.trail import record
from server.store.database import read
from server.store.tables import record_keys

BATCH = 1_000


def count_outdated(engine: Engine, keys: FileKeys) -> int:
    """Records whose key is not under the current version."""
    with read(engine) as connection:
        query = select(func.count()).where(record_keys.c.kek_version != keys.current_version)
        return int(connection.execute(query).scalar_one())


def rotate_keys(engine: Engine, keys: FileKeys, node: str, progress: Callable[[int], None] = lambda _: None) -> int:
    """Bring every record under a new version; how many were rewrapped.

    Stopped in the middle, old and new versions both open; called again it goes on where it stopped, without making
    another version. Old versions that wrap nothing any more are destroyed at the end.
    """
    if not count_outdated(engine, keys):
        keys.add_version()
    done = 0
    while moved := _rewrap_batch(engine, keys):
        done += moved
        progress(done)
    for version in keys.versions:
        if version != keys.current_version:
            keys.drop_version(version)
    with engine.begin() as connection:
        detail = {"version": str(keys.current_version), "records": str(done)}
        record(connection, node, Deed(act=Act.KEYS_ROTATED, object_kind=ObjectKind.KEY, detail=detail))
    return done


def _rewrap_batch(engine: Engine, keys: FileKeys) -> int:
    with engine.begin() as connection:
        rows = connection.execute(
            select(record_keys).where(record_keys.c.kek_version != keys.current_version).limit(BATCH).with_for_update()
        ).all()
        if not rows:
            return 0
        changes = []
        for row in rows:
            version, wrapped = rewrap_key(keys, row.customer, row.kek_version, bytes(row.wrapped))
            changes.append({"record": row.customer, "kek_version": version, "wrapped": wrapped})
        connection.execute(update(record_keys).where(record_keys.c.customer == bindparam("record")), changes)
        return len(rows)
