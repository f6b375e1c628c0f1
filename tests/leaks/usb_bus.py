"""A USB bus of umockdev's and a program beside it that watches with the real udev monitor.

This process runs under ``umockdev-wrapper`` (see :func:`run_beside_bus`), the guard in a child of its own: it hears
of devices as it would from the kernel, over netlink, and reads their attributes in sysfs.
"""

from __future__ import annotations

import ctypes
import subprocess
import sys
from collections.abc import Sequence
from typing import Self

BUS = "/devices/pci0000:00/0000:00:14.0/usb1"


class MockBus:
    """Devices that come and go. Only under ``umockdev-wrapper``; children see them too, until it is left."""

    def __init__(self) -> None:
        self._library = ctypes.CDLL("libumockdev.so.0")
        self._library.umockdev_testbed_new.restype = ctypes.c_void_p
        self._bed = ctypes.c_void_p(self._library.umockdev_testbed_new())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_details: object) -> None:
        self._library.g_object_unref(self._bed)  # takes its folder of devices with it

    def plug_in(self, port: str, interfaces: Sequence[str], *, vendor: str, product: str) -> None:
        """Plug a device into ``port``; an interface is its class, subclass and protocol, and its name after a space."""
        device = f"{BUS}/{port}"
        lines = [f"P: {device}", "E: DEVTYPE=usb_device", "E: SUBSYSTEM=usb"]
        lines += ["A: idVendor=0781", "A: idProduct=5581", f"A: manufacturer={vendor}", f"A: product={product}", ""]
        for place, interface in enumerate(interfaces):
            numbers, _, name = interface.partition(" ")
            group, subclass, protocol = numbers.split("/")
            lines += [f"P: {device}/{port}:1.{place}", "E: DEVTYPE=usb_interface", "E: SUBSYSTEM=usb"]
            lines += [f"A: bInterfaceClass={group}", f"A: bInterfaceSubClass={subclass}"]
            lines += [f"A: bInterfaceProtocol={protocol}", *([f"A: interface={name}"] if name else []), ""]
        self._add("\n".join(lines))

    def pull_out(self, port: str) -> None:
        """Take a device of one interface out of ``port``."""
        path = f"/sys{BUS}/{port}/{port}:1.0".encode()
        self._library.umockdev_testbed_uevent(self._bed, path, b"remove")
        self._library.umockdev_testbed_remove_device(self._bed, path)

    def put_in_card(self, slot: str) -> None:
        """Put a memory card into a reader on another bus than USB."""
        self._add(f"P: /devices/pci0000:00/mmc_host/mmc0/{slot}\nE: SUBSYSTEM=mmc\nA: type=SD\nA: name=SC16G\n")

    def _add(self, description: str) -> None:
        added = self._library.umockdev_testbed_add_from_string(self._bed, description.encode() + b"\n", None)
        assert added, description


def run_beside_bus(module: str) -> str:
    """What ``python -m module`` writes, run where it can make a :class:`MockBus`."""
    command = ["umockdev-wrapper", sys.executable, "-m", module]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
