"""SQLCipher databases: opened with a raw key, safe for several threads (D6).

``cipher_memory_security`` stays off: what it would wipe is masked already, and filling a vault takes six times as long.
The key goes in through ``set_key`` as a buffer that is wiped, not through a PRAGMA's text, which Python could not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any

from protocol.keeping import VaultTooNew
from secure_store.atomic_file import OWNER_ONLY_FILE
from secure_store.secret import Secret
from secure_store.storing import translate_database_error, translate_database_errors
from secure_store.wiping import wipe_bytes

if TYPE_CHECKING:
    from sqlite3 import Connection, DatabaseError
else:
    from sqlcipher3.dbapi2 import Connection, DatabaseError

KEY_BYTES = 32
PAGE_BYTES = 4096
"""SQLCipher's own choice."""
_HEX = b"0123456789abcdef"
_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA recursive_triggers = ON",  # so that REPLACE cannot pass a trigger by
    "PRAGMA foreign_keys = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA busy_timeout = 2000",
)


class Database:
    """One connection to a SQLCipher file and the lock that threads share it by.

    Every use happens within :meth:`reading` or :meth:`writing`, which also translate SQLite's faults. With ``alone`` no
    other connection can open the file meanwhile, and no lock on it is taken and given back in each transaction.
    ``page_bytes`` is what the file was made with: with any other, it does not open.
    """

    def __init__(
        self, path: Path, key: Secret, *, cache_kib: int = 4096, alone: bool = False, page_bytes: int = PAGE_BYTES
    ) -> None:
        self._lock, self._page_bytes = RLock(), page_bytes
        with translate_database_errors():
            self._connection = Connection(str(path), isolation_level=None, check_same_thread=False)
            try:
                self._prepare(key, cache_kib, alone)
                self._cursor = self._connection.cursor()  # carry_out's: one that is kept is there sooner
            except BaseException:
                self._connection.close()
                raise

    def _prepare(self, key: Secret, cache_kib: int, alone: bool) -> None:
        self._connection.execute("PRAGMA cipher_log_level = NONE")
        _set_key(self._connection, key)
        self._connection.execute(f"PRAGMA cipher_page_size = {self._page_bytes:d}")
        if alone:
            self._connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        self._connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        for pragma in _PRAGMAS:
            self._connection.execute(pragma)
        self._connection.execute(f"PRAGMA cache_size = -{cache_kib:d}")

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """The connection, alone."""
        with self._lock, translate_database_errors():
            yield self._connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction: durable when the block ends, undone when it raises."""
        with self._lock, translate_database_errors():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def make_room(self, pages: int) -> None:
        """Let the file that commits are written to first have room for so many pages, so that none of them waits until
        it has grown. Holds the lock for some 6 ms a megabyte; StoreUnwritable on a full disk, and nothing has changed
        then."""
        with self._lock, translate_database_errors():
            (kept,) = self._connection.execute("PRAGMA cache_size").fetchone()
            self._connection.execute("PRAGMA cache_size = -64")  # what does not fit goes to the file, uncommitted
            try:
                self._connection.execute("BEGIN IMMEDIATE")
                self._connection.execute("CREATE TABLE room (filler BLOB)")
                self._connection.execute("INSERT INTO room VALUES (zeroblob(?))", (pages * self._page_bytes,))
            finally:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                self._connection.execute(f"PRAGMA cache_size = {kept:d}")

    @property
    def turn(self) -> RLock:
        """The lock itself, for what has to happen in one piece around several uses; a thread may take it again."""
        return self._lock

    def carry_out(self, statement: str, values: Sequence[object]) -> None:
        """One statement as a transaction of its own: durable when this returns, undone when it raises.

        RuntimeError within :meth:`writing`, whose transaction it would become a part of.
        """
        with self._lock:
            if self._connection.in_transaction:
                raise RuntimeError("a statement of its own cannot be part of a transaction")
            try:
                self._cursor.execute(statement, values)
            except DatabaseError as error:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise translate_database_error(error) from error

    def check_version(self, known: int) -> int:
        """The schema's version, 0 in a new file; VaultTooNew when it is above ``known``."""
        with self.reading() as connection:
            version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        if version > known:
            raise VaultTooNew
        return version

    def close(self) -> None:
        """Close the file; safe to call twice."""
        with self._lock, translate_database_errors():
            self._connection.close()


def make_database(path: Path, key: Secret, schema: str, version: int, *, page_bytes: int = PAGE_BYTES) -> None:
    """Make a new file at ``path``, owner-only, with ``schema`` in it; whole and closed when this returns, so that it
    may be moved without the files beside it."""
    path.touch(mode=OWNER_ONLY_FILE)
    database = Database(path, key, page_bytes=page_bytes)
    try:
        with database.reading() as connection:
            connection.executescript(f"BEGIN IMMEDIATE; {schema}; PRAGMA user_version = {version:d}; COMMIT;")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # closing would do so too, but keep its faults quiet
    finally:
        database.close()


def _set_key(connection: Any, key: Secret) -> None:
    literal = bytearray(b"x'" + b"0" * (2 * KEY_BYTES) + b"'")
    try:
        with key.view() as view:
            for place, byte in enumerate(view):
                literal[2 + 2 * place] = _HEX[byte >> 4]
                literal[3 + 2 * place] = _HEX[byte & 15]
        connection.set_key(literal)
    finally:
        wipe_bytes(literal)
