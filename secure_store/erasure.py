"""Erasing a person's vault so that nobody opens it again (X2).

Destroying the keyring's half of the key is what erases, from every copy of the file too. The overwriting and unlinking
are for disks that write in place; flash translation layers, snapshots and copy-on-write file systems keep old blocks.
"""

from __future__ import annotations

import os
import shutil
from contextlib import ExitStack
from pathlib import Path

from msgspec import Struct

from protocol.errors import VeildeskError
from protocol.identifiers import Identifier
from protocol.keeping import VaultMissing
from secure_store.atomic_file import sync_folder
from secure_store.file_lock import FileLock
from secure_store.folder import DeskFolder
from secure_store.keyring_store import DeviceKeyring
from secure_store.storing import translate_os_errors
from secure_store.vault import LOCK_NAME, name_bond, read_header

PASSES = 3
_BLOCK = 1 << 20


class Erasure(Struct, frozen=True, kw_only=True):
    """What was erased and how. ``vaults`` counts those that had been put aside too, ``keys`` the destroyed ones."""

    person: Identifier
    vaults: int
    files: int
    octets: int
    passes: int
    keys: int

    def describe(self) -> dict[str, str]:
        """The facts for the journal."""
        counts = {"vaults": self.vaults, "files": self.files, "octets": self.octets, "passes": self.passes}
        return {**{name: str(count) for name, count in counts.items()}, "keys_destroyed": str(self.keys)}


def erase_vault(folder: DeskFolder, person_id: Identifier, device_id: Identifier, keyring: DeviceKeyring) -> Erasure:
    """Destroy the keyring's secret, overwrite every file with random bytes, unlink them; vaults put aside as well.

    Needs no password. VaultMissing when there is none, VaultInUse while it is open. A header that cannot be read names
    no keyring entry: its files are erased all the same, and the record counts one key less.
    """
    places = folder.vaults_of(person_id)
    if not places:
        raise VaultMissing
    with ExitStack() as held:
        for place in places:
            held.callback(FileLock(place / LOCK_NAME).release)
        keys = sum(_destroy_bond(place, person_id, device_id, keyring) for place in places)
        files = [file for place in places for file in sorted(place.iterdir()) if file.is_file()]
        octets = sum(file.stat().st_size for file in files)
        with translate_os_errors():
            for file in files:
                _overwrite(file)
    with translate_os_errors():
        for place in places:
            shutil.rmtree(place)
        sync_folder(folder.vaults)
    return Erasure(person=person_id, vaults=len(places), files=len(files), octets=octets, passes=PASSES, keys=keys)


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
