"""What is read of a Windows machine, judged without one; the values looked for are those that are shipped (D5, A4)."""

from __future__ import annotations

import ctypes
import re
import sys
from pathlib import Path

import pytest

from app.posture.finding import Fact
from app.posture.windows.looks import WANTED, judge_build, judge_values, judge_volume
from protocol.posture import Check, Standing
from secure_store import windows_process as process

SHIPPED = Path(__file__).parents[3] / "build" / "hardening" / "windows" / "veildesk-hardening.reg"


def read_shipped() -> dict[tuple[str, str], int]:
    """The values of the registry script."""
    found, key = {}, ""
    for line in SHIPPED.read_text("utf-8-sig").splitlines():
        if line.startswith("["):
            key = line.strip("[]").removeprefix("HKEY_LOCAL_MACHINE\\")
        elif value := re.fullmatch(r'"(\w+)"=dword:([0-9a-f]{8})', line):
            found[key, value[1]] = int(value[2], 16)
    return found


@pytest.mark.parametrize("check", [check for check in WANTED if check is not Check.DEBUGGERS], ids=str)
def test_a_machine_with_the_shipped_values_holds_and_one_without_any_does_not(check):
    shipped = read_shipped()
    assert judge_values(check, shipped).standing is Standing.OK
    for place in WANTED[check][2]:
        assert judge_values(check, shipped | {place: 99}).names == place[1]
    assert judge_values(check, {}).standing is Standing.BAD


@pytest.mark.parametrize(
    ("words", "fact"),
    [
        *[("1\r\n", Fact.ENCRYPTED), ("2\r\n", Fact.NOT_ENCRYPTED), ("3", Fact.NOT_ENCRYPTED)],
        *[("5", Fact.NOT_ENCRYPTED), ("0", Fact.UNREADABLE), ("", Fact.UNREADABLE), ("error", Fact.UNREADABLE)],
    ],
)
def test_bitlocker_is_taken_at_its_word_and_silence_is_unknown(words, fact):
    assert judge_volume(words).fact is fact


def test_a_windows_that_cannot_leave_windows_out_shows_them_black_and_is_not_called_x11():
    found = [judge_build(build) for build in (17763, 19041)]
    assert [one.fact for one in found] == [Fact.SCREEN_BLACK, Fact.SCREEN_HIDDEN]
    assert {one.standing for one in found} == {Standing.OK}


def test_the_process_is_closed_as_the_documented_constants_say():
    assert ctypes.sizeof(process.ImageLoadPolicy) == 4
    owner = int(re.search(r"\(A;;(0x[0-9A-F]+);;;OW\)", process.ACCESS)[1], 16)
    assert owner == 0x100000 | 0x1000 | 0x0001
    assert not owner & (process.VM_READ | process.VM_WRITE | process.WRITE_DAC)
    assert (process.SEM_FAILCRITICALERRORS, process.SEM_NOGPFAULTERRORBOX) == (1, 2)
    assert process.PROCESS_IMAGE_LOAD_POLICY == 10


@pytest.mark.skipif(sys.platform != "win32", reason="no Windows")
def test_windows_agrees_to_every_closing_and_pins_more_than_its_usual_200_kb():
    from secure_store.secret import Secret

    assert process.harden_windows()
    secrets = [Secret(64 << 10) for _ in range(64)]
    assert all(secret.pinned for secret in secrets)
    for secret in secrets:
        secret.wipe()
