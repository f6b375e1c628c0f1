"""A person's vault on a desk: one SQLCipher file, opened by this desk's keyring and this person's password (D6, D8)."""

from __future__ import annotations

import shutil
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType

from protocol.identifiers import Identifier, make_identifier
from protocol.keeping import VaultDamaged, VaultForeign, VaultMissing
from secure_store.atomic_file import OWNER_ONLY_FILE, sync_folder, write_file
from secure_store.database import KEY_BYTES, Database, make_database
from secure_store.file_lock import FileLock
from secure_store.folder import OWNER_ONLY_FOLDER, DeskFolder
from secure_store.keyring_store import DeviceKeyring
from secure_store.secret import Secret
from secure_store.storing import translate_os_errors
from secure_store.vault_key import VaultHeader, decode_header, encode_header, unwrap_vault_key, wrap_vault_key
from secure_store.vault_schema import SCHEMA, SCHEMA_VERSION, UPGRADES

HEADER_NAME = "header.json"
DATABASE_NAME = "vault.db"
LOCK_NAME = "vault.lock"
PAGE_CACHE_KIB = 4_096
SEARCH_CACHE_KIB = 24_576
"""Holds the search's index of 100,000 cards, so that a search decrypts nothing twice; it fills when one first runs."""


class Vault:
    """An open vault, on three connections: ``writer`` syncs, ``searcher`` walks the whole queue, and ``reader``, which
    neither of them may keep waiting, fetches what is on screen.

    One process has it open at a time (VaultInUse). Close it to lock it: the key is gone from memory then.
    """

    def __init__(self, place: Path, header: VaultHeader, key: Secret, lock: FileLock) -> None:
        self.person: Identifier = header.person
        with ExitStack() as opened:
            self.writer = _open_database(opened, place, key, PAGE_CACHE_KIB)
            _upgrade(self.writer)
            self.reader = _open_database(opened, place, key, PAGE_CACHE_KIB)
            self.searcher = _open_database(opened, place, key, SEARCH_CACHE_KIB)
            opened.pop_all()
        self._place, self._header, self._key, self._lock = place, header, key, lock

    @staticmethod
    def exists(folder: DeskFolder, person_id: Identifier) -> bool:
        """Whether this person has a vault here, whatever its state."""
        return folder.vault(person_id).exists()

    @classmethod
    def create(
        cls,
        folder: DeskFolder,
        person_id: Identifier,
        device_id: Identifier,
        password: bytearray,
        keyring: DeviceKeyring,
    ) -> Vault:
        """Make this person's vault and open it. FileExistsError when there is one; the caller wipes ``password``."""
        place = folder.vault(person_id)
        if place.exists():
            raise FileExistsError(place)
        vault_id = make_identifier()
        with keyring.put_new(name_bond(vault_id)) as bond, Secret.random(KEY_BYTES) as key:
            header = wrap_vault_key(
                key, vault=vault_id, person=person_id, device=device_id, bond=bond, password=password
            )
            try:
                _build_folder(place, header, key)
            except BaseException:
                if not place.exists():  # it is there where the disk failed after the last step, and opens by its bond
                    keyring.delete(name_bond(vault_id))
                raise
        return cls.open(folder, person_id, device_id, password, keyring)

    @classmethod
    def open(
        cls,
        folder: DeskFolder,
        person_id: Identifier,
        device_id: Identifier,
        password: bytearray,
        keyring: DeviceKeyring,
    ) -> Vault:
        """Open this person's vault; the caller wipes ``password``.

        Raises VaultMissing, VaultPasswordWrong, VaultForeign, VaultDamaged, VaultTooNew, VaultInUse or KeyringMissing,
        and leaves every file as it was.
        """
        place = folder.vault(person_id)
        if not place.exists():
            raise VaultMissing
        lock = FileLock(place / LOCK_NAME)
        try:
            header = read_header(place, person_id, device_id)
            with _find_bond(header, keyring) as bond:
                key = unwrap_vault_key(header, bond, password)
            try:
                _check_database(place / DATABASE_NAME)
                return cls(place, header, key, lock)
            except BaseException:
                key.wipe()
                raise
        except BaseException:
            lock.release()
            raise

    def rewrap(self, password: bytearray, keyring: DeviceKeyring) -> None:
        """Put the vault under a new password; the old one opens it until this has returned. Caller wipes."""
        with _find_bond(self._header, keyring) as bond:
            header = wrap_vault_key(
                self._key,
                vault=self._header.vault,
                person=self._header.person,
                device=self._header.device,
                bond=bond,
                password=password,
            )
        write_file(self._place / HEADER_NAME, encode_header(header))
        self._header = header

    def close(self) -> None:
        """Close the files, wipe the key, let others open it; safe to call twice."""
        self._key.wipe()
        for database in (self.searcher, self.reader, self.writer):
            database.close()
        self._lock.release()

    def __enter__(self) -> Vault:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def name_bond(vault_id: Identifier) -> str:
    """The keyring entry that binds a vault to this desk."""
    return f"vault/{vault_id}"


def read_header(place: Path, person_id: Identifier, device_id: Identifier) -> VaultHeader:
    """The header of the vault in ``place``; VaultDamaged, VaultTooNew or VaultForeign."""
    try:
        data = (place / HEADER_NAME).read_bytes()
    except OSError as error:
        raise VaultDamaged(reason="its header is missing") from error
    return decode_header(data, person=person_id, device=device_id)


def _find_bond(header: VaultHeader, keyring: DeviceKeyring) -> Secret:
    bond = keyring.get(name_bond(header.vault))
    if bond is None:
        raise VaultForeign
    return bond


def _open_database(opened: ExitStack, place: Path, key: Secret, cache_kib: int) -> Database:
    database = Database(place / DATABASE_NAME, key, cache_kib=cache_kib)
    opened.callback(database.close)
    return database


def _upgrade(database: Database) -> None:
    """Bring an older vault's schema up to this version's, one version at a time; VaultTooNew for a newer one."""
    present = database.check_version(SCHEMA_VERSION)
    if not present:
        raise VaultDamaged(reason="its database is not a vault's")
    for version in range(present, SCHEMA_VERSION):
        with database.writing() as connection:
            for statement in UPGRADES[version]:
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {version + 1:d}")


def _check_database(path: Path) -> None:
    if not path.is_file() or path.stat().st_size == 0:  # SQLite would make a new one in its place
        raise VaultDamaged(reason="its database is missing")


def _build_folder(place: Path, header: VaultHeader, key: Secret) -> None:
    """Build beside and rename, so that a kill leaves either a whole vault or none."""
    fresh = place.with_name(place.name + ".new")
    with translate_os_errors():
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(mode=OWNER_ONLY_FOLDER, parents=True)
        (fresh / LOCK_NAME).touch(mode=OWNER_ONLY_FILE)
    try:
        make_database(fresh / DATABASE_NAME, key, SCHEMA, SCHEMA_VERSION)
        write_file(fresh / HEADER_NAME, encode_header(header))
        with translate_os_errors():
            fresh.rename(place)
            sync_folder(place.parent)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
