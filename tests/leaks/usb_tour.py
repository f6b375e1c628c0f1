"""Plugs things in beside a desk's guard and writes a line of JSON for each: what it was, what was seen, how fast.

Run under ``umockdev-wrapper``. With the word ``guard`` it is the other process: the guard alone, telling what it sees.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

from app.guards.sighting import Sighting
from protocol.guarding import Channel
from tests.leaks.usb_bus import MockBus

THINGS = {
    "mass storage": ("1-2", ("08/06/50",), "SanDisk", "Ultra"),
    "UAS": ("1-3", ("08/06/62",), "Samsung", "T7"),
    "card reader": ("1-4", ("08/06/50",), "Generic", "USB3.0 Card Reader"),
    "MTP": ("1-5", ("ff/ff/00 MTP",), "Xiaomi", "Phone"),
    "PTP": ("1-6", ("06/01/01",), "Apple", "iPhone"),
    "RNDIS": ("1-7", ("e0/01/03", "0a/00/00"), "Huawei", "Phone"),
    "keyboard": ("1-8", ("03/01/01",), "Logitech", "K120"),
    "headset": ("1-9", ("01/01/00", "01/02/00", "03/00/00"), "Jabra", "Evolve"),
    "hub": ("1-10", ("09/00/00",), "Generic", "Hub"),
    "network adapter": ("1-11", ("02/06/00", "0a/00/00"), "ASIX", "AX88179"),
}


class Teller:
    """Tells what the guard reports, and when, by the clock that all processes share."""

    def see(self, sighting: Sighting) -> None:
        """Something is there."""
        self._tell("seen", sighting.kind.value, sighting.name, at_start=sighting.at_start)

    def lose(self, channel: Channel, key: str) -> None:
        """It is gone."""
        self._tell("gone", channel.value, Path(key).name)

    @staticmethod
    def _tell(*words: str, at_start: bool = False) -> None:
        print(json.dumps([*words, at_start, time.monotonic()]), flush=True)  # noqa: T201 - to the other process


def stand_guard() -> None:
    """Watch until the input ends."""
    from app.guards.linux.usb import UsbGuard

    guard = UsbGuard()
    guard.start(Teller())
    print('["ready"]', flush=True)  # noqa: T201
    sys.stdin.read()
    guard.stop()


def tour(bus: MockBus) -> None:
    """Plug one thing in before the guard comes, the others after it, then take each out again."""
    bus.plug_in("1-1", ("08/06/50",), vendor="Kingston", product="DataTraveler")
    with subprocess.Popen(
        [sys.executable, "-m", __spec__.name, "guard"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as guard:
        assert guard.stdout
        assert guard.stdin
        hear = lambda: json.loads(guard.stdout.readline())  # type: ignore[union-attr]  # noqa: E731
        tell = lambda *words: print(json.dumps(words), flush=True)  # noqa: T201, E731
        tell("already there", *hear()[:-1], 0.0)
        assert hear() == ["ready"]
        for name, (port, interfaces, vendor, product) in THINGS.items():
            start = time.monotonic()
            bus.plug_in(port, interfaces, vendor=vendor, product=product)
            if name in ("keyboard", "headset", "hub", "network adapter"):
                continue
            *words, at = hear()
            tell(name, *words, at - start)
        bus.put_in_card("mmc0:0001")
        tell("memory card", *hear()[:-1], 0.0)
        bus.pull_out("1-2")
        tell("pulled out", *hear()[:-1], 0.0)
        guard.stdin.close()
        tell("left over", guard.stdout.read())


if __name__ == "__main__":
    if sys.argv[1:] == ["guard"]:
        stand_guard()
    else:
        with MockBus() as mocked:
            tour(mocked)
