"""Desks that stand on the real keyring."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

import pytest

from protocol.identifiers import make_identifier
from secure_store.folder import DeskFolder
from secure_store.journal import Journal
from secure_store.journal_file import KEYRING_NAME
from secure_store.keyring_store import DeviceKeyring
from secure_store.vault import Vault
from tests.journals import make_old_file


@pytest.fixture
def device() -> str:
    """This desk's identifier."""
    return make_identifier()


@pytest.fixture
def person() -> str:
    """Whose vault it is."""
    return make_identifier()


@pytest.fixture
def password() -> bytearray:
    """A password made for this test."""
    return bytearray(os.urandom(12).hex().encode())


@pytest.fixture
def vault(folder: DeskFolder, person: str, device: str, password: bytearray, keyring: DeviceKeyring) -> Iterator[Vault]:
    """An open vault."""
    with Vault.create(folder, person, device, password, keyring) as made:
        yield made


@pytest.fixture(params=["new", "old"])
def journal(
    folder: DeskFolder, device: str, keyring: DeviceKeyring, request: pytest.FixtureRequest
) -> Iterator[Journal]:
    """An open journal, as it is made now and as version 1 made it."""
    if request.param == "old":
        make_old_file(folder.journal, device, keyring, KEYRING_NAME, 2048)
    with Journal.open(folder, device, keyring) as opened:
        yield opened


@pytest.fixture
def open_vault(
    folder: DeskFolder, person: str, device: str, password: bytearray, keyring: DeviceKeyring
) -> Callable[[], Vault]:
    """Opens the vault of this test's person again."""
    return lambda: Vault.open(folder, person, device, password, keyring)
