"""The Windows side at its seam: layouts and constants as documented, and messages as Windows sends them.

The messages were put together by the layouts of dbt.h. What needs Windows itself runs there alone.
"""

from __future__ import annotations

import ctypes
import struct
import sys
from contextlib import ExitStack
from ctypes import sizeof, wintypes
from uuid import UUID

import pytest

from app.guards.sighting import Kind
from app.guards.windows import changes, display

STICK = r"\\?\USBSTOR#Disk&Ven_SanDisk&Prod_Ultra_Fit&Rev_1.00#4C530001&0#{53f56307-b6bf-11d0-94f2-00a0c91efb8b}"
PHONE = r"\\?\USB#VID_2717&PID_FF40#a1b2c3#{6ac27878-a6fa-4155-ba85-f98f491d4f33}"
BUILT_IN = r"\\?\SCSI#Disk&Ven_NVMe&Prod_Samsung_SSD_980#5&2#{53f56307-b6bf-11d0-94f2-00a0c91efb8b}"
READER = r"\\?\USBSTOR#Disk&Ven_Generic&Prod_SD/MMC_Card_Reader&Rev_1.0#1&0#{53f56307-b6bf-11d0-94f2-00a0c91efb8b}"


def record(name: str, *, kind: int = 5, guid: UUID = changes.DISKS) -> bytes:
    """A DEV_BROADCAST_DEVICEINTERFACE_W as it lies in memory, in little endian."""
    tail = guid.bytes_le + name.encode("utf-16-le") + b"\0\0"
    return struct.pack("<III", 12 + len(tail), kind, 0) + tail


def test_layouts_and_constants_are_the_documented_ones():
    assert sizeof(changes.DevBroadcastHdr) == 12
    assert changes.NAME_AT == 28
    assert sizeof(changes.DevBroadcastDeviceInterface) == 32
    assert (changes.WM_DEVICECHANGE, changes.DBT_DEVICEARRIVAL, changes.DBT_DEVICEREMOVECOMPLETE) == (537, 32768, 32772)
    assert (display.WDA_MONITOR, display.WDA_EXCLUDEFROMCAPTURE) == (1, 17)
    assert (display.ARGUMENTS, display.RESULT) == ((wintypes.HWND, wintypes.DWORD), wintypes.BOOL)


@pytest.mark.parametrize(
    ("name", "guid", "kind", "said", "ids"),
    [
        (STICK, changes.DISKS, Kind.MASS_STORAGE, "SanDisk Ultra Fit", ""),
        (READER, changes.DISKS, Kind.CARD_READER, "Generic SD/MMC Card Reader", ""),
        (PHONE, changes.PORTABLE_DEVICES, Kind.MTP, "", "2717:ff40"),
        (BUILT_IN, changes.DISKS, Kind.REMOVABLE_DISK, "NVMe Samsung SSD 980", ""),
    ],
)
def test_what_arrives_is_named(name, guid, kind, said, ids):
    change = changes.read_change(changes.DBT_DEVICEARRIVAL, record(name, guid=guid))
    assert change
    assert change.is_arrival
    seen = changes.describe(change.group, change.name, at_start=False)
    assert seen
    assert (seen.kind, seen.name, seen.ids, seen.key) == (kind, said, ids, name.lower())


def test_what_goes_is_found_by_the_same_key():
    gone = changes.read_change(changes.DBT_DEVICEREMOVECOMPLETE, record(STICK.upper()))
    assert gone
    assert not gone.is_arrival
    assert gone.name.lower() == STICK.lower()


def test_a_built_in_disk_and_a_stick_that_is_seen_twice_are_no_sighting():
    assert changes.describe(changes.DISKS, BUILT_IN, at_start=True) is None
    assert changes.describe(changes.PORTABLE_DEVICES, STICK, at_start=True) is None
    assert changes.describe(changes.DISKS, STICK, at_start=True)


@pytest.mark.parametrize(
    ("event", "data"),
    [
        (7, record(STICK)),
        (0x8000, b""),
        (0x8000, record(STICK)[:20]),
        (0x8000, record(STICK, kind=2)),
        (0x8000, struct.pack("<III", 5000, 5, 0) + bytes(16)),
        (0x8000, record(STICK, guid=UUID(int=7))),
    ],
)
def test_other_messages_and_broken_ones_say_nothing(event, data):
    assert changes.read_change(event, data) is None


class Ear:
    """A lookout that keeps what it is told."""

    def __init__(self) -> None:
        self.seen: list[object] = []

    def see(self, sighting: object) -> None:
        self.seen.append(sighting)

    def lose(self, channel: object, key: str) -> None:
        self.seen.append(key)


@pytest.mark.skipif(sys.platform != "win32", reason="no Windows")
def test_each_guard_hears_by_its_own_window_until_it_ends(monkeypatch):
    """A window class that outlived its guard called a procedure that was gone, and ended the desk."""
    from app.guards.windows import devices

    monkeypatch.setattr(devices, "_list_interfaces", lambda _group: iter(()))
    send = ctypes.WinDLL("user32").SendMessageW
    send.argtypes = (wintypes.HWND, wintypes.UINT, wintypes.WPARAM, ctypes.c_char_p)
    with ExitStack() as stack:
        guards = [(devices.DeviceGuard(), Ear()) for _ in range(3)]
        for guard, ear in guards:
            guard.start(ear)
            stack.callback(guard.stop)
            assert guard._standing.wait(60)
        while guards:
            for guard, _ in guards:
                send(guard._window, changes.WM_DEVICECHANGE, changes.DBT_DEVICEARRIVAL, record(STICK))
            assert {len(ear.seen) for _, ear in guards} == {4 - len(guards)}
            guards.pop(0)[0].stop()
