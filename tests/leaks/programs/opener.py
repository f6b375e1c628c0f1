"""Somebody with a desk's folder, its name in the keyring and the right password (A3, A6). Words: the folder, the name;
the password on standard input. What opens is told, line by line, ``NAME VALUE``."""

import sys
from pathlib import Path

from protocol.errors import VeildeskError
from secure_store.device import load_identity, read_device_card
from secure_store.folder import DeskFolder
from secure_store.journal import Journal
from secure_store.keyring_store import DeviceKeyring
from secure_store.vault import Vault

folder, keyring = DeskFolder(Path(sys.argv[1])), DeviceKeyring(desk=sys.argv[2])
password = bytearray(sys.stdin.buffer.readline().rstrip(b"\n"))
card = read_device_card(folder)


def open_key() -> str:
    """The desk's key, and with it its certificate."""
    load_identity(folder, keyring)
    return "opened"


def open_journal() -> str:
    """What people did at the desk."""
    Journal.open(folder, card.id, keyring).close()
    return "opened"


def open_vault() -> str:
    """The cards; its key in hex."""
    (place,) = (folder.path / "vaults").iterdir()
    with Vault.open(folder, place.name, card.id, password, keyring) as vault, vault._key.view() as view:
        return view.hex()


for name, go in (("key", open_key), ("journal", open_journal), ("vault", open_vault)):
    try:
        print(name, go())  # noqa: T201
    except VeildeskError as error:
        print(f"{name} refused: {type(error).__name__}", file=sys.stderr)  # noqa: T201
