"""Erasing a person's vault so that nobody opens it again (X2, first form).

Destroying the keyring's half of the key is what erases; the overwriting is for disks that still write in place.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from msgspec import Struct

from protocol.errors import VeildeskError
from protocol.events import Act, Deed, ObjectKind
from protocol.identifiers import Identifier
from protocol.keeping import VaultMissing
from secure_store.file_lock import FileLock
from secure_store.folder import DeskFolder
from secure_store.keyring_store import DeviceKeyring
from secure_store.storing import translate_os_errors
from secure_store.vault import LOCK_NAME, name_bond, read_header

PASSES = 3
_BLOCK = 1 << 20


class Erasure(Struct, frozen=True, kw_only=True):
    """What was erased and how."""

    person: Identifier
    files: int
    octets: int
    passes: int
    key_destroyed: bool

    def describe(self, actor: str) -> Deed:
        """The deed for the journal."""
        return Deed(
            act=Act.VAULT_ERASED,
            actor=actor,
            object_kind=ObjectKind.PERSON,
            object_id=self.person,
            detail={
                "files": str(self.files),
                "octets": str(self.octets),
                "passes": str(self.passes),
                "key": "destroyed" if self.key_destroyed else "not found",
            },
        )


def erase_vault(folder: DeskFolder, person_id: Identifier, device_id: Identifier, keyring: DeviceKeyring) -> Erasure:
    """Destroy the keyring's secret, overwrite every file with random bytes, unlink them.

    Needs no password. VaultMissing when there is none, VaultInUse while it is open. A header that cannot be read names
    no keyring entry: the files are erased all the same, and the record says that the key was not found.
    """
    place = folder.vault(person_id)
    if not place.exists():
        raise VaultMissing
    lock = FileLock(place / LOCK_NAME)
    try:
        destroyed = _destroy_bond(place, person_id, device_id, keyring)
        files = [file for file in sorted(place.iterdir()) if file.is_file()]
        octets = sum(file.stat().st_size for file in files)
        with translate_os_errors():
            for file in files:
                _overwrite(file)
    finally:
        lock.release()
    with translate_os_errors():
        shutil.rmtree(place)
    return Erasure(person=person_id, files=len(files), octets=octets, passes=PASSES, key_destroyed=destroyed)


def _destroy_bond(place: Path, person_id: Identifier, device_id: Identifier, keyring: DeviceKeyring) -> bool:
    try:
        header = read_header(place, person_id, device_id)
    except VeildeskError:
        return False
    name = name_bond(header.vault)
    bond = keyring.get(name)
    if bond is None:
        return False
    bond.wipe()
    keyring.delete(name)
    return True


def _overwrite(path: Path) -> None:
    size = path.stat().st_size
    with path.open("r+b", buffering=0) as file:
        for _ in range(PASSES):
            file.seek(0)
            for start in range(0, size, _BLOCK):
                file.write(os.urandom(min(_BLOCK, size - start)))
            os.fsync(file.fileno())
