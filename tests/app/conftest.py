"""Desks on a loopback Central that keeps the protocol and can be told to break it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.desk import Desk
from app.enrolment import enrol_desk
from secure_store.device import DeviceIdentity
from secure_store.folder import DeskFolder
from secure_store.keyring_store import DeviceKeyring
from tests.app.loopback import LoopbackCentral
from tests.least_costs import least_costs  # noqa: F401 - a fixture
from ui.main import join_desk


@pytest.fixture
def central(tmp_path: Path) -> Iterator[LoopbackCentral]:
    """A Central that keeps the protocol."""
    place = tmp_path / "central"
    place.mkdir()
    running = LoopbackCentral(place)
    yield running
    running.stop()


@pytest.fixture
def identity(central: LoopbackCentral, folder: DeskFolder, keyring: DeviceKeyring) -> DeviceIdentity:
    """An enrolled device."""
    return enrol_desk(central.make_ticket(), "desk 1", folder, keyring)


@pytest.fixture
def desk(identity: DeviceIdentity, folder: DeskFolder, keyring: DeviceKeyring) -> Iterator[Desk]:
    """An enrolled desk, nobody signed in, no loop running."""
    made = join_desk(folder, identity, keyring)
    yield made
    made.inbox.stop()
    made.sync.stop()
    made.keeper.sign_out()
    made.central.close()
    made.trail.journal.close()


@pytest.fixture
def signed_in(desk: Desk, central: LoopbackCentral) -> Desk:
    """A desk at which the agent works."""
    desk.keeper.sign_in(central.person.username, bytearray(central.password.encode()), central.code)
    return desk
