"""Whichever write step fails, and however: what was acknowledged is there, what is refused is said (A8)."""

from __future__ import annotations

import random
from itertools import takewhile
from pathlib import Path

import pytest

from app.enrolment import enrol_desk
from secure_store.folder import DeskFolder
from secure_store.keyring_store import DeviceKeyring
from tests.faults.injection import DURABLE
from tests.faults.ledger import Ledger
from tests.faults.run_steps import CentralOrder, DeskOrder, FileOrder, FirstDayOrder, carry_out
from tests.faults.steps import Outcome
from tests.real_central import RealCentral

SAID_BY_A_DESK = "This desk cannot write to its disk: the disk "
SAID_BY_CENTRAL = "Central cannot use its records: "


@pytest.fixture
def seed(draw: random.Random) -> int:
    """For the process that does it."""
    return draw.randrange(2**32)


def note(ledger: Ledger, whose: str, outcome: Outcome) -> None:
    """Into the table."""
    for fault, times in outcome.tried.items():
        row = ledger.find(f"write step of {whose}: {fault}")
        row.times, row.verified = row.times + times, row.verified + times
    row.lost, row.doubled = row.lost + outcome.lost, row.doubled + outcome.doubled
    assert (outcome.lost, outcome.doubled) == (0, 0)


def check_durable(outcome: Outcome) -> None:
    """Between the last write before each acknowledgement and the acknowledgement, the disk was told to keep it."""
    assert outcome.acknowledged_after
    for steps in outcome.acknowledged_after:
        since = [*takewhile(lambda name: name != "rw/pwrite", reversed(steps))]
        assert DURABLE.intersection(since), steps


def test_a_desk_whose_write_steps_fail(
    real_central: RealCentral, folder: DeskFolder, keyring: DeviceKeyring, kills: int, seed: int, ledger: Ledger
) -> None:
    enrol_desk(real_central.make_ticket("desk-steps"), "desk-steps", folder, keyring)
    order = DeskOrder(
        folder=str(folder.path), keyring=keyring.desk, central=str(real_central.folder), most=kills, seed=seed
    )
    outcome = carry_out(order)
    note(ledger, "a desk", outcome)
    check_durable(outcome)
    assert outcome.refused
    assert all(said.startswith(SAID_BY_A_DESK) for said in outcome.refused), outcome.refused


def test_a_central_whose_write_steps_fail(tmp_path: Path, kills: int, seed: int, ledger: Ledger) -> None:
    outcome = carry_out(CentralOrder(folder=str(tmp_path / "central"), most=kills, seed=seed))
    note(ledger, "Central", outcome)
    check_durable(outcome)
    assert outcome.refused
    assert all(said.startswith(SAID_BY_CENTRAL) for said in outcome.refused), outcome.refused


def test_a_new_desk_whose_write_steps_fail(
    keyring_daemon: None, tmp_path: Path, kills: int, seed: int, ledger: Ledger
) -> None:
    outcome = carry_out(FirstDayOrder(folder=str(tmp_path), most=kills // 4, seed=seed))
    note(ledger, "a new desk", outcome)
    assert outcome.refused


def test_a_file_whose_write_steps_fail_is_the_old_one_or_the_new_one(
    tmp_path: Path, kills: int, seed: int, ledger: Ledger
) -> None:
    outcome = carry_out(FileOrder(folder=str(tmp_path), most=kills * 2, seed=seed))
    note(ledger, "a file", outcome)
    assert outcome.refused
