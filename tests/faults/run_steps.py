"""``python -m tests.faults.run_steps ORDER``, under fault injection: an :class:`Order` in JSON comes in, an
:class:`Outcome` in JSON goes out."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import msgspec
from msgspec import Struct

from secure_store.folder import DeskFolder
from secure_store.keyring_store import DeviceKeyring
from server.services.central import open_central
from tests.faults.injection import ENVIRONMENT
from tests.faults.scenes import CentralScene, DeskScene, FileScene, FirstDayScene
from tests.faults.steps import Outcome, Scene, fail_each_step


class Order(Struct, frozen=True, kw_only=True, tag=True):
    """In ``folder``; ``most`` steps meet faults, chosen by ``seed``."""

    folder: str
    most: int
    seed: int


class DeskOrder(Order, frozen=True, kw_only=True):
    """The enrolled desk in ``folder``, its corner of the keyring, and the folder of the Central that is served."""

    keyring: str
    central: str


class CentralOrder(Order, frozen=True, kw_only=True):
    """A new Central in ``folder``."""


class FirstDayOrder(Order, frozen=True, kw_only=True):
    """New desks in ``folder``."""


class FileOrder(Order, frozen=True, kw_only=True):
    """Files in ``folder``."""


Orders = DeskOrder | CentralOrder | FirstDayOrder | FileOrder


def carry_out(order: Orders) -> Outcome:
    """Let the steps of what is ordered fail, in a process of its own; AssertionError with its last words."""
    command = [sys.executable, "-m", "tests.faults.run_steps", msgspec.json.encode(order).decode()]
    done = subprocess.run(command, capture_output=True, text=True, env=os.environ | ENVIRONMENT, check=False)
    assert done.returncode == 0, done.stderr
    return msgspec.json.decode(done.stdout, type=Outcome)


def make_scene(order: Orders, draw: random.Random) -> Scene:
    """What is ordered."""
    folder = Path(order.folder)
    match order:
        case DeskOrder():
            return DeskScene(open_central(Path(order.central)), DeskFolder(folder), DeviceKeyring(order.keyring))
        case CentralOrder():
            return CentralScene(folder, draw)
        case FirstDayOrder():
            return FirstDayScene(folder)
        case FileOrder():
            return FileScene(folder)


if __name__ == "__main__":
    given = msgspec.json.decode(sys.argv[1], type=Orders)
    chance = random.Random(given.seed)
    sys.stdout.write(msgspec.json.encode(fail_each_step(make_scene(given, chance), given.most, chance)).decode())
