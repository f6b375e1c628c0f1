"""The journal's file: made once a desk, opened by the keyring, which also knows how large its pages are (D6, D7)."""

from __future__ import annotations

from pathlib import Path

import msgspec

from protocol.identifiers import Identifier
from protocol.keeping import VaultDamaged, VaultForeign
from secure_store.atomic_file import sync_folder
from secure_store.database import KEY_BYTES, Database, make_database
from secure_store.journal_schema import SCHEMA, SCHEMA_VERSION
from secure_store.keyring_store import DeviceKeyring
from secure_store.secret import Secret
from secure_store.storing import translate_os_errors

KEYRING_NAME, _PAGE_BYTES = "journal-2048", 2048
"""The keyring's name for the key. An append encrypts, authenticates and writes a page or two, whole: small ones cost an
eighth less. The file itself tells nobody how large they are, not even SQLite."""
OLD_KEYRING_NAME, _OLD_PAGE_BYTES = "journal", 4096
"""Of a journal that was made before: it stays as it is."""


def open_journal_file(path: Path, device: Identifier, keyring: DeviceKeyring) -> Database:
    """The journal of ``device`` at ``path``; made when this desk has never had one. Nobody else can open it meanwhile.

    Raises VaultForeign, VaultDamaged, KeyringMissing or StoreUnwritable.
    """
    key, page_bytes = keyring.get(KEYRING_NAME), _PAGE_BYTES
    if key is None:
        key, page_bytes = keyring.get(OLD_KEYRING_NAME), _OLD_PAGE_BYTES
    if not path.exists():
        if key is None:
            key, page_bytes = _make_file(path, device, keyring), _PAGE_BYTES
        _move_into_place(path)
    elif key is None:
        raise VaultForeign
    if path.stat().st_size == 0:
        raise VaultDamaged(reason="the journal is empty")
    with key:
        return Database(path, key, alone=True, page_bytes=page_bytes)


def _make_file(path: Path, device: Identifier, keyring: DeviceKeyring) -> Secret:
    """Build the file beside its place, so that a kill leaves no half of it there."""
    fresh = _name_fresh(path)
    with translate_os_errors():
        for suffix in ("", "-wal", "-shm"):
            fresh.with_name(fresh.name + suffix).unlink(missing_ok=True)
    key = Secret.random(KEY_BYTES)
    owner = msgspec.convert(device, Identifier)  # checked, because it goes into the SQL below
    first = f"{SCHEMA}; INSERT INTO desk VALUES ('{owner}')"  # noqa: S608
    make_database(fresh, key, first, SCHEMA_VERSION, page_bytes=_PAGE_BYTES)
    keyring.put(KEYRING_NAME, key)
    return key


def _move_into_place(path: Path) -> None:
    fresh = _name_fresh(path)
    if not fresh.exists():
        raise VaultDamaged(reason="the journal is gone")
    with translate_os_errors():
        fresh.rename(path)
        sync_folder(path.parent)


def _name_fresh(path: Path) -> Path:
    return path.with_suffix(".new")


def require_no_journal(path: Path, keyring: DeviceKeyring) -> None:
    """VaultForeign or VaultDamaged where a journal is at ``path``, or was: a desk that is enrolled anew could not begin
    its own there."""
    if path.exists():
        raise VaultForeign
    had = any(keyring.get(name) is not None for name in (KEYRING_NAME, OLD_KEYRING_NAME))
    if had and not _name_fresh(path).exists():
        raise VaultDamaged(reason="the journal is gone")
