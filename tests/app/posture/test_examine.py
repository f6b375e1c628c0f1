"""The checks on this very machine, by its real /proc, /sys and services."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.posture.examine import examine, sum_up
from app.posture.finding import Subject
from app.posture.linux.devices import LISTING, SHUTTING
from protocol.posture import Check, Posture, Standing, list_checks

HARDENING = Path(__file__).parents[3] / "build" / "hardening" / "linux"


def test_every_check_of_this_system_is_made_and_none_of_another(tmp_path):
    findings = examine(Subject(tmp_path))
    assert tuple(finding.check for finding in findings) == list_checks("Linux 6.1 x86_64")
    assert Check.CLIPBOARD not in list_checks("Linux 6.1 x86_64")
    assert Check.SANDBOX not in list_checks("Windows 11 AMD64")
    assert list_checks("Plan 9") == tuple(Check)


def test_a_desk_that_is_not_enrolled_says_so_and_not_that_all_is_well(tmp_path):
    posture = sum_up(examine(Subject(tmp_path)))
    assert posture.find(Check.VPN) is Standing.UNKNOWN
    assert posture.find(Check.KEYRING) is Standing.UNKNOWN


def test_a_check_that_fails_is_unknown_and_the_rest_go_on(tmp_path, monkeypatch):
    monkeypatch.setattr("app.posture.linux.storage.SWAPS", tmp_path / "nothing")
    posture = sum_up(examine(Subject(tmp_path)))
    assert posture.find(Check.SWAP) is Standing.UNKNOWN
    assert set(posture.checks) == set(list_checks("Linux"))


@pytest.mark.parametrize(("file", "lines"), [("72-veildesk-removable.rules", SHUTTING), ("30-veildesk.conf", LISTING)])
def test_what_is_looked_for_is_what_is_shipped(file, lines):
    assert set(lines) <= set((HARDENING / file).read_text().splitlines())


_HARDENED = """
import json, sys
from pathlib import Path
from app.posture.anywhere import look_at_memory
from app.posture.finding import Subject
from secure_store.process_limits import harden_process
told = [look_at_memory(Subject(Path("."))).fact.value]
harden_process()
told.append(look_at_memory(Subject(Path("."))).fact.value)
print(json.dumps(told))
"""


def test_the_desk_s_memory_is_open_before_it_is_hardened_and_closed_after():
    done = subprocess.run([sys.executable, "-c", _HARDENED], capture_output=True, text=True, timeout=60, check=True)
    assert json.loads(done.stdout) == ["memory-open", "memory-closed"]


def test_only_what_was_well_and_is_no_more_counts_as_worse():
    before = Posture(checks={Check.DISK: Standing.OK, Check.SWAP: Standing.BAD, Check.USB: Standing.OK})
    after = Posture(checks={Check.DISK: Standing.UNKNOWN, Check.SWAP: Standing.UNKNOWN, Check.USB: Standing.OK})
    assert after.list_worse(before) == (Check.DISK,)
    assert before.list_worse(after) == ()


def test_the_screen_is_judged_by_the_session(tmp_path, monkeypatch):
    from app.posture.linux.screen import look_at_screen

    told = []
    for names in ({}, {"DISPLAY": ":1"}, {"DISPLAY": ":1", "WAYLAND_DISPLAY": "wayland-0"}):
        for name in ("DISPLAY", "WAYLAND_DISPLAY"):
            monkeypatch.delenv(name, raising=False)
        for name, value in names.items():
            monkeypatch.setenv(name, value)
        told.append(look_at_screen(Subject(tmp_path)).standing)
    assert told == [Standing.UNKNOWN, Standing.BAD, Standing.OK]


def test_the_keyring_is_open_and_lasting_and_the_session_s_own_collection_is_not(keyring):
    from app.posture.anywhere import look_at_keyring

    assert look_at_keyring(Subject(Path(os.devnull), keyring)).standing is Standing.OK
