"""A disk that is full or read-only: it is said in plain words, no act happens, nothing recorded is lost (A8)."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import func, select

from protocol.roles import Role
from secure_store.keyring_store import DeviceKeyring
from server.store.tables import devices, events, reveals
from tests.faults.apart import run_apart
from tests.faults.on_small_disks import (
    fill_a_desks_disk,
    fill_centrals_disk,
    give_commands_on_a_full_disk,
    serve_from_a_read_only_disk,
    start_a_desk_on_a_read_only_disk,
)
from tests.faults.small_disk import may_mount
from tests.real_central import RealCentral


@pytest.fixture(autouse=True)
def _mounts(tmp_path: Path) -> None:
    """Processes may have mounts of their own here; what happens on full disks is tried without in test_write_steps."""
    if not run_apart(may_mount, tmp_path / "trial"):
        pytest.skip("this machine lets no process have mounts of its own")


def test_a_desk_on_a_full_disk_reveals_nothing_and_loses_nothing(
    real_central: RealCentral, keyring: DeviceKeyring, tmp_path: Path
) -> None:
    person = real_central.add_person(Role.AGENT)
    cards = real_central.give_cards(person, 2)
    kept = run_apart(
        fill_a_desks_disk, tmp_path / "disk", keyring, real_central.make_ticket("desk-full"), person, cards
    )
    ((device,),) = real_central.look_up(select(devices.c.id).where(devices.c.name == "desk-full"))
    of_desk = events.c.device == device
    assert real_central.look_up(select(func.count(), func.max(events.c.seq)).where(of_desk)) == [(kept, kept)]
    asked = real_central.look_up(select(reveals.c.customer).where(reveals.c.device == device))
    assert asked == [(cards[0],)], "no reveal is asked for that could not be recorded"


def test_a_desk_on_a_read_only_disk_says_so_and_does_not_start(
    real_central: RealCentral, keyring: DeviceKeyring, tmp_path: Path
) -> None:
    said = run_apart(start_a_desk_on_a_read_only_disk, tmp_path / "disk", keyring, real_central.make_ticket("desk-ro"))
    assert said.startswith("This desk cannot write to its disk: read-only file system.")


def test_a_central_on_a_full_disk_refuses_with_a_problem_and_loses_nothing(
    keyring: DeviceKeyring, tmp_path: Path
) -> None:
    kept, said = run_apart(fill_centrals_disk, tmp_path / "disk", tmp_path / "desk", keyring)
    assert said.startswith("Central cannot use its records: the disk is full.")
    assert kept >= 40


def test_commands_on_a_full_disk_say_that_it_is_full_and_leave_no_halves(tmp_path: Path) -> None:
    said, file, left = run_apart(give_commands_on_a_full_disk, tmp_path / "disk")
    assert said.startswith("Central cannot use its records: the disk is full.")
    assert file == str(tmp_path / "disk" / "central" / "keys.json")
    assert not left


def test_a_central_on_a_read_only_disk_does_not_start_and_says_why(tmp_path: Path) -> None:
    said = run_apart(serve_from_a_read_only_disk, tmp_path / "disk")
    assert said.startswith("Central cannot use its records: the file does not open for writing.")
