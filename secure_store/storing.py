"""The one place where the disk's and SQLite's faults become ours (A8)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from protocol.errors import UnexpectedError, VeildeskError
from protocol.keeping import StoreUnwritable, VaultDamaged, VaultInUse

if TYPE_CHECKING:
    from sqlite3 import DatabaseError
else:
    from sqlcipher3.dbapi2 import DatabaseError

_UNWRITABLE = {
    sqlite3.SQLITE_FULL: "the disk is full",
    sqlite3.SQLITE_READONLY: "it is read-only",
    sqlite3.SQLITE_CANTOPEN: "the file does not open",
    sqlite3.SQLITE_IOERR: "the disk reports an error",
    sqlite3.SQLITE_PERM: "permission is missing",
    sqlite3.SQLITE_NOLFS: "the disk takes no large files",
}
_DAMAGED = {
    sqlite3.SQLITE_CORRUPT: "a page is not as it was written",
    sqlite3.SQLITE_NOTADB: "its first page does not open",
}
_UNREADABLE = {sqlite3.SQLITE_IOERR_READ, sqlite3.SQLITE_IOERR_SHORT_READ}
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


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
