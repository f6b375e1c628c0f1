"""What the database's faults mean to who asked: Central cannot use its records just now (A8).

An engine raises RecordsUnavailable in place of SQLAlchemy's errors wherever disk, server or connection fail. What is a
fault of our own (a wrong statement, a broken constraint) stays as it is.
"""

from __future__ import annotations

import sqlite3

import psycopg
from sqlalchemy import Engine, ExceptionContext, event

from protocol.road import RecordsUnavailable

_SQLITE = {
    sqlite3.SQLITE_FULL: "the disk is full",
    sqlite3.SQLITE_IOERR_SHMSIZE: "the disk is full",  # for a file beside the database, as the first one opens it
    sqlite3.SQLITE_READONLY: "it is read-only",
    sqlite3.SQLITE_CANTOPEN: "the file does not open for writing",
    sqlite3.SQLITE_IOERR: "the disk reports an error",
    sqlite3.SQLITE_PERM: "permission is missing",
    sqlite3.SQLITE_CORRUPT: "a page is not as it was written",
    sqlite3.SQLITE_NOTADB: "its first page does not open",
    sqlite3.SQLITE_BUSY: "it is busy",
    sqlite3.SQLITE_LOCKED: "it is busy",
}
_POSTGRESQL = {
    "53100": "the disk is full",
    "25006": "it is read-only",
    "42501": "permission is missing",
    "58030": "the disk reports an error",
    "XX001": "a page is not as it was written",
    "XX002": "a page is not as it was written",
    "55P03": "it is busy",
    "53300": "it is busy",
    "40001": "it is busy",
    "40P01": "it is busy",
}
"""By SQLSTATE, PostgreSQL 15, appendix A."""
_SILENT = ("08", "57P")
"""How the SQLSTATE of a connection that is gone, or of a server that goes, begins."""
_NO_ANSWER = "the database does not answer"


def translate_faults(engine: Engine) -> None:
    """Let ``engine`` raise RecordsUnavailable; once per engine."""
    event.listen(engine, "handle_error", _translate, retval=True)


def explain_fault(error: BaseException | None) -> RecordsUnavailable | None:
    """What a driver's error means; None for a fault of our own."""
    if isinstance(error, sqlite3.Error):
        code = getattr(error, "sqlite_errorcode", 0)
        reason = _SQLITE.get(code) or _SQLITE.get(code & 0xFF)
    elif isinstance(error, psycopg.Error):
        reason = _read_state(error)
    else:
        reason = None
    return RecordsUnavailable(reason=reason) if reason else None


def _read_state(error: psycopg.Error) -> str | None:
    if error.sqlstate is None:  # libpq's own words: there was no server to give one
        return _NO_ANSWER if isinstance(error, psycopg.OperationalError) else None
    return _NO_ANSWER if error.sqlstate.startswith(_SILENT) else _POSTGRESQL.get(error.sqlstate)


def _translate(context: ExceptionContext) -> RecordsUnavailable | None:
    return explain_fault(context.original_exception)
