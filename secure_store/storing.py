"""The one place where the disk's and SQLite's faults become ours (A8)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from protocol.errors import UnexpectedError, VeildeskError
from protocol.keeping import StoreUnwritable, VaultDamaged, VaultInUse

if TYPE_CHECKING:
    import sqlite3 as sqlite
    from sqlite3 import DatabaseError
else:
    from sqlcipher3 import dbapi2 as sqlite
    from sqlcipher3.dbapi2 import DatabaseError

_UNWRITABLE = {
    sqlite.SQLITE_FULL: "the disk is full",
    sqlite.SQLITE_READONLY: "it is read-only",
    sqlite.SQLITE_CANTOPEN: "the file does not open",
    sqlite.SQLITE_IOERR: "the disk reports an error",
    sqlite.SQLITE_PERM: "permission is missing",
    sqlite.SQLITE_NOLFS: "the disk takes no large files",
}
_DAMAGED = {
    sqlite.SQLITE_CORRUPT: "a page is not as it was written",
    sqlite.SQLITE_NOTADB: "its first page does not open",
}
_UNREADABLE = {sqlite.SQLITE_IOERR | 1 << 8, sqlite.SQLITE_IOERR | 2 << 8}
"""SQLITE_IOERR_READ and SQLITE_IOERR_SHORT_READ, for which sqlcipher3 has no names."""
_BUSY = {sqlite.SQLITE_BUSY, sqlite.SQLITE_LOCKED}


def translate_database_error(error: DatabaseError) -> VeildeskError:
    """What a fault of SQLite means to a person."""
    extended = getattr(error, "sqlite_errorcode", 0)
    code = extended & 0xFF
    if extended in _UNREADABLE or code in _DAMAGED:
        return VaultDamaged(reason=_DAMAGED.get(code, "it ends too early"))
    if code in _UNWRITABLE:
        return StoreUnwritable(reason=_UNWRITABLE[code])
    if code in _BUSY:
        return VaultInUse()
    return UnexpectedError()


@contextmanager
def translate_database_errors() -> Iterator[None]:
    """Raise VaultDamaged, StoreUnwritable or VaultInUse in place of SQLite's errors."""
    try:
        yield
    except DatabaseError as error:
        raise translate_database_error(error) from error


@contextmanager
def translate_os_errors() -> Iterator[None]:
    """Raise StoreUnwritable in place of an OSError."""
    try:
        yield
    except OSError as error:
        raise StoreUnwritable(reason=(error.strerror or "the disk reports an error").lower()) from error
