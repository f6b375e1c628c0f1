"""Each check on a machine that keeps it and on one that does not (A3, A4, D5)."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from app.posture.finding import Fact
from protocol.posture import Standing

FOUND = {
    "swap off": ("ok", "swap-off", ""),
    "swap on LUKS": ("ok", "swap-encrypted", ""),
    "swap on LVM on LUKS": ("ok", "swap-encrypted", ""),
    "swap on LVM, half on LUKS": ("bad", "swap-open", "dm-3"),
    "swap on dm-verity": ("bad", "swap-open", "dm-1"),
    "swap on a partition": ("bad", "swap-open", "sda1"),
    "swap in memory": ("ok", "swap-encrypted", ""),
    "swap in memory, written out": ("bad", "swap-open", "zram1"),
    "swap on the unheard of": ("unknown", "unreadable", "sdz9"),
    "disk in memory": ("ok", "in-memory", ""),
    "disk on LUKS": ("ok", "encrypted", ""),
    "disk in the open": ("bad", "not-encrypted", ""),
    "hardened look_at_cores": ("ok", "no-cores", ""),
    "hardened look_at_debuggers": ("ok", "debugging-shut", ""),
    "hardened look_at_kernel": ("ok", "kernel-shut", ""),
    "loose look_at_cores": ("bad", "cores-written", ""),
    "loose look_at_debuggers": ("bad", "debugging-open", ""),
    "loose look_at_kernel": ("bad", "kernel-open", "kernel.kptr_restrict"),
    "no Yama": ("bad", "debugging-open", ""),
    "no rules": ("bad", "usb-open", ""),
    "our rules": ("ok", "usb-shut", ""),
    "gutted rules": ("bad", "usb-rules-changed", "/etc/udev/rules.d/72-veildesk-removable.rules"),
    "masked rules": ("bad", "usb-rules-changed", "/etc/udev/rules.d/72-veildesk-removable.rules"),
    "no daemon": ("bad", "usb-guard-off", ""),
    "a daemon alone": ("bad", "usb-not-listed", ""),
    "a daemon with our rules": ("ok", "usb-listed", ""),
    "updated": ("ok", "updated", "0"),
    "a restart waits": ("bad", "restart-waits", ""),
    "not updated": ("bad", "updates-old", "40"),
    "no packages": ("unknown", "unreadable", ""),
}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What was found on each machine."""
    if os.geteuid() != 0:
        pytest.skip("files of the system are mounted over as root, in a mount namespace of their own")
    place = tmp_path_factory.mktemp("machine")
    done = subprocess.run(
        ["unshare", "-m", sys.executable, "-m", "tests.app.posture.machine", str(place)],
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return {scene: words for scene, *words in map(json.loads, done.stdout.splitlines())}


@pytest.mark.parametrize(("scene", "expected"), FOUND.items(), ids=list(FOUND))
def test_a_check_says_what_is_so(told, scene, expected):
    assert tuple(told[scene]) == expected


def test_a_program_and_a_portal_that_picture_the_screen_are_named_and_a_plain_portal_is_not(told):
    standing, fact, names = told["programs"]
    assert (standing, fact) == (Standing.BAD, Fact.CAPTURE_INSTALLED)
    assert {"flameshot", "portal gnome"} <= set(names.split(", "))
    assert "portal plain" not in names
