"""What a desk has written, and journals as earlier versions made them."""

from __future__ import annotations

from pathlib import Path

from protocol.events import Event, decode_event
from secure_store.database import KEY_BYTES, PAGE_BYTES, make_database
from secure_store.journal import Journal
from secure_store.journal_file import OLD_KEYRING_NAME
from secure_store.journal_schema import SCHEMA
from secure_store.keyring_store import DeviceKeyring
from secure_store.secret import Secret

_COLUMNS = """    seq INTEGER PRIMARY KEY,
    bytes BLOB NOT NULL
"""
_OLD_COLUMNS = """    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    object_id TEXT NOT NULL,
    bytes BLOB NOT NULL,
    hash TEXT NOT NULL
"""
_CUT = "(SELECT CAST(bytes AS TEXT) ->> '$.prev' FROM events WHERE seq = new.seq + 1)"
_OLD_CUT = "(SELECT hash FROM events WHERE seq = new.seq)"
_OLD_VERSION = 1


def make_old_file(
    path: Path, device: str, keyring: DeviceKeyring, name: str = OLD_KEYRING_NAME, page_bytes: int = PAGE_BYTES
) -> None:
    """A journal of version 1 whose key has ``name`` in the keyring: with SQLCipher's own pages, as the first were."""
    assert _COLUMNS in SCHEMA
    assert _CUT in SCHEMA
    schema = SCHEMA.replace(_COLUMNS, _OLD_COLUMNS).replace(_CUT, _OLD_CUT)
    with Secret.random(KEY_BYTES) as key:
        first = f"{schema}; INSERT INTO desk VALUES ('{device}')"  # noqa: S608
        make_database(path, key, first, _OLD_VERSION, page_bytes=page_bytes)
        keyring.put(name, key)


def read_recent(journal: Journal, most: int = 50) -> list[Event]:
    """The latest events that are kept, newest first."""
    return [decode_event(data) for data in reversed(journal.events_from(1, 1_000_000)[-most:])]
