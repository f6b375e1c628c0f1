"""Desks on a loopback Central that keeps the protocol and can be told to break it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.approvals import ApprovalService
from app.cards import CardService
from app.central import CentralClient
from app.desk import Desk
from app.enrolment import enrol_desk
from app.guards.sentry import Sentry
from app.inbox import InboxListener
from app.inspecting import InspectionService
from app.outcomes import OutcomeService
from app.oversight import OversightService
from app.reveal import RevealService
from app.session import SessionKeeper
from app.sync import SyncLoop
from app.team import TeamService
from app.telephony.service import CallService
from app.trail import Trail
from app.trail_search import TrailSearchService
from app.vpn import VpnGuard
from secure_store.device import DeviceIdentity
from secure_store.folder import DeskFolder
from secure_store.journal import Journal
from secure_store.keyring_store import DeviceKeyring
from secure_store.vpn_rule import KeptVpnRule
from tests.app.loopback import LoopbackCentral


def join_desk(folder: DeskFolder, identity: DeviceIdentity, keyring: DeviceKeyring) -> Desk:
    """A desk as `ui/main.py` joins it; nothing runs yet."""
    vpn = VpnGuard(identity.card.central, KeptVpnRule(keyring))
    central = CentralClient(identity, vpn)
    trail = Trail(Journal.open(folder, identity.card.id, keyring))
    keeper = SessionKeeper(folder, identity, central, trail, keyring)
    reveals = RevealService(identity.card.id, central, keeper, trail)
    return Desk(
        folder=folder,
        identity=identity,
        keyring=keyring,
        central=central,
        trail=trail,
        keeper=keeper,
        cards=CardService(keeper, trail),
        outcomes=OutcomeService(keeper, trail),
        reveals=reveals,
        calls=CallService(identity, central, keeper, trail),
        team=TeamService(central, trail),
        approvals=ApprovalService(central, keeper, trail),
        oversight=OversightService(central, keeper, trail),
        searches=TrailSearchService(central),
        inspections=InspectionService(central, trail),
        sync=SyncLoop(identity, central, keeper, trail),
        inbox=InboxListener(central, keeper),
        sentry=Sentry(identity.card.id, keeper, trail, reveals),
        vpn=vpn,
    )


def wait_for(condition: Callable[[], object], timeout_s: float = 60) -> None:
    """Until ``condition`` holds."""
    deadline = time.monotonic() + timeout_s
    while not condition():
        assert time.monotonic() < deadline, "it never came to pass"
        time.sleep(0.01)


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
