"""Rotating the key-encryption key: a new version, then every record's key rewrapped; resumable (S1)."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, Engine, Select, bindparam, func, select, true, update

from protocol.administration import ConfigurationWrong
from protocol.events import Act, Deed, ObjectKind
from server.keys.file_keys import FileKeys
from server.keys.records import rewrap_key, unwrap_key
from server.services.trail import record, typed_by
from server.store.database import read
from server.store.tables import sealed_records

BATCH = 1_000


def count_outdated(engine: Engine, keys: FileKeys) -> int:
    """Records whose key is not under the current version."""
    with read(engine) as connection:
        return connection.execute(_count(keys.current_version)).scalar_one()


def require_keys(connection: Connection, keys: FileKeys) -> None:
    """ConfigurationWrong unless ``keys`` open what the database holds, as those of an older backup or of another
    Central do not; one record under each version is tried."""
    for version in connection.execute(select(sealed_records.c.kek_version).distinct()).scalars().all():
        _try_newest(connection, keys, sealed_records.c.kek_version == version)


def require_newest_key(connection: Connection, keys: FileKeys) -> None:
    """The same of the newest record alone, which takes no time."""
    _try_newest(connection, keys, true())


def _try_newest(connection: Connection, keys: FileKeys, where: ColumnElement[bool]) -> None:
    query = select(sealed_records.c.customer, sealed_records.c.kek_version, sealed_records.c.wrapped).where(where)
    row = connection.execute(query.order_by(sealed_records.c.customer.desc()).limit(1)).one_or_none()
    if row is None:
        return
    try:
        unwrap_key(keys, row.customer, row.kek_version, bytes(row.wrapped))
    except ConfigurationWrong as error:
        reason = f"it does not open records under version {row.kek_version}, so it is of an older backup or of another"
        raise ConfigurationWrong(setting="keys.json", reason=f"{reason} Central; put the newest one back") from error


class Rotated(Struct, frozen=True):
    """What a rotation left: all ``records`` are under ``version``; this call moved some of them, an earlier one the
    rest."""

    version: int
    records: int
    moved: int


def rotate_keys(
    engine: Engine, keys: FileKeys, node: str, progress: Callable[[int], None] = lambda _: None, by: str = ""
) -> Rotated:
    """Bring every record under a new version; ConfigurationWrong where the keys are not of this database.

    Stopped in the middle, old and new versions both open; called again it goes on where it stopped, without making
    another version. Old versions are destroyed once nothing is under them, and only after that is on record. Records
    that come in meanwhile come in under the new version, or are rewrapped too.
    """
    _begin(engine, keys)
    moved = 0
    while True:
        while batch := _rewrap_batch(engine, keys):
            moved += batch
            progress(moved)
        records = _put_on_record(engine, keys, node, by)
        if records is not None and _destroy_old(engine, keys):
            return Rotated(keys.current_version, records, moved)


def _begin(engine: Engine, keys: FileKeys) -> None:
    """Make the new version, unless an unfinished rotation has made it; a write transaction is alone, so this is too."""
    with engine.begin() as connection:
        keys.refresh()
        require_keys(connection, keys)
        if len(keys.versions) == 1:
            keys.add_version()


def _put_on_record(engine: Engine, keys: FileKeys, node: str, by: str) -> int | None:
    """How many records there are, all of them under the new version; None where one came in under an old one."""
    with engine.begin() as connection:
        keys.refresh()
        if connection.execute(_count(keys.current_version)).scalar_one():
            return None
        records: int = connection.execute(select(func.count()).select_from(sealed_records)).scalar_one()
        detail = {"version": str(keys.current_version), "records": str(records), **typed_by(by)}
        record(connection, node, Deed(act=Act.KEYS_ROTATED, object_kind=ObjectKind.KEY, detail=detail))
    return records


def _destroy_old(engine: Engine, keys: FileKeys) -> bool:
    """Destroy the old versions, unless a record came in under one of them; nobody writes one meanwhile."""
    with engine.begin() as connection:
        keys.refresh()
        if connection.execute(_count(keys.current_version)).scalar_one():
            return False
        for version in keys.versions:
            if version != keys.current_version:
                keys.drop_version(version)
    return True


def _count(version: int) -> Select[int]:
    return select(func.count()).select_from(sealed_records).where(sealed_records.c.kek_version < version)


def _rewrap_batch(engine: Engine, keys: FileKeys) -> int:
    with engine.begin() as connection:
        keys.refresh()
        rows = connection.execute(
            select(sealed_records.c.customer, sealed_records.c.kek_version, sealed_records.c.wrapped)
            .where(sealed_records.c.kek_version < keys.current_version)  # the newest: an index leads to the others
            .limit(BATCH)
        ).all()
        if not rows:
            return 0
        changes = []
        for row in rows:
            version, wrapped = rewrap_key(keys, row.customer, row.kek_version, bytes(row.wrapped))
            changes.append({"record": row.customer, "kek_version": version, "wrapped": wrapped})
        connection.execute(update(sealed_records).where(sealed_records.c.customer == bindparam("record")), changes)
        return len(rows)
