"""Storage beside the desk: each kind is seen by the real monitor, and nothing else is (D5)."""

from __future__ import annotations

import json
import os
import subprocess
import sys

from tests.leaks.usb_bus import run_beside_bus

SEEN = {
    "already there": ["seen", "mass-storage", "Kingston DataTraveler", True],
    "mass storage": ["seen", "mass-storage", "SanDisk Ultra", False],
    "UAS": ["seen", "uas", "Samsung T7", False],
    "card reader": ["seen", "card-reader", "Generic USB3.0 Card Reader", False],
    "MTP": ["seen", "mtp", "Xiaomi Phone", False],
    "PTP": ["seen", "ptp", "Apple iPhone", False],
    "RNDIS": ["seen", "phone-network", "Huawei Phone", False],
    "memory card": ["seen", "memory-card", "SC16G", False],
    "pulled out": ["gone", "usb", "1-2:1.0", False],
}


def test_every_kind_of_storage_is_seen_and_no_keyboard_headset_or_hub_is(trials):
    lines = [json.loads(line) for line in run_beside_bus("tests.leaks.usb_tour").splitlines()]
    told = {name: words for name, *words in lines}
    missed = [name for name, words in SEEN.items() if told[name][:-1] != words]
    slowest_ms = max(words[-1] for name, words in told.items() if name != "left over") * 1000
    how = f"umockdev, the udev monitor in another process; the slowest after {slowest_ms:.0f} ms"
    trials.note("USB", ", ".join(SEEN), len(missed), how)
    assert missed == []
    assert told["left over"] == [""]


def test_a_file_system_that_appears_is_seen_and_a_temporary_one_elsewhere_is_not(trials, tmp_path):
    inside = ["unshare", "-m"] if os.geteuid() == 0 else ["unshare", "-r", "-m"]
    done = subprocess.run(
        [*inside, sys.executable, "-m", "tests.leaks.mount_tour", str(tmp_path)],
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    expected = ["mount tmpfs", "gone", "gone"]
    trials.note("USB", "a mount where desktops put sticks", int(told != expected), "mount, unshare -m")
    assert told == expected
