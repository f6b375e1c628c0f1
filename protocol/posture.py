"""How well the machine under a desk is shut, as the desk itself found it (A3, A4, D4, D5, T2).

A desk's word for its own machine: it shows what was forgotten, and not who lies. No names, no serial numbers.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from msgspec import Struct

from protocol.errors import VeildeskError
from protocol.problems import ProblemType


class Check(StrEnum):
    """What is looked at. Some exist on one system alone, see :func:`list_checks`."""

    DISK = "disk"
    """The disk under the desk's folder is encrypted."""
    SWAP = "swap"
    """Swap, and what hibernation writes, is encrypted or off."""
    CORE_FILES = "core-files"
    """Programs that die leave no picture of their memory."""
    DEBUGGERS = "debuggers"
    """No program may look into the memory of one that it did not start."""
    MEMORY = "memory"
    """The desk could close and lock its own memory."""
    KERNEL = "kernel"
    """The kernel's messages and addresses are kept from everybody."""
    CAPTURE = "capture"
    """No program that pictures the screen is installed."""
    SCREEN = "screen"
    """Programs do not see each other's windows."""
    USB = "usb"
    """Removable storage is shut."""
    USB_GUARD = "usb-guard"
    """USB devices are let in by a list."""
    MOUNTING = "mounting"
    """Nobody at the desk mounts disks."""
    CONFINEMENT = "confinement"
    """The desk runs under its AppArmor profile."""
    SANDBOX = "sandbox"
    """The desk runs in its systemd sandbox."""
    CLIPBOARD = "clipboard"
    """The system keeps no history of the clipboard."""
    PRINTING = "printing"
    """Nothing is printed."""
    KEYRING = "keyring"
    """The system's keyring is there, keeps what it is given, and is open."""
    CLOCK = "clock"
    """The clock is kept in step."""
    VPN = "vpn"
    """The way to Central is one that policy allows."""
    UPDATES = "updates"
    """The system was updated of late."""


class Standing(StrEnum):
    """What came of a check."""

    OK = "ok"
    BAD = "bad"
    UNKNOWN = "unknown"
    """The desk could not find out. It never counts as ok."""


_LINUX_ALONE = frozenset(
    {Check.KERNEL, Check.USB_GUARD, Check.MOUNTING, Check.CONFINEMENT, Check.SANDBOX},
)
_WINDOWS_ALONE = frozenset({Check.CLIPBOARD, Check.PRINTING})
NAMES = {
    Check.DISK: "disk encryption",
    Check.SWAP: "swap",
    Check.CORE_FILES: "core files",
    Check.DEBUGGERS: "debuggers",
    Check.MEMORY: "the desk's memory",
    Check.KERNEL: "kernel settings",
    Check.CAPTURE: "screen capture",
    Check.SCREEN: "screen",
    Check.USB: "removable storage",
    Check.USB_GUARD: "USBGuard",
    Check.MOUNTING: "mounting",
    Check.CONFINEMENT: "AppArmor",
    Check.SANDBOX: "sandbox",
    Check.CLIPBOARD: "clipboard history",
    Check.PRINTING: "printing",
    Check.KEYRING: "keyring",
    Check.CLOCK: "clock",
    Check.VPN: "VPN",
    Check.UPDATES: "updates",
}
"""In English, for a terminal and for error facts."""


class Posture(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Every check that the desk's system has, and what came of it."""

    version: Literal[1] = 1
    checks: dict[Check, Standing]

    def list_worse(self, before: Posture) -> tuple[Check, ...]:
        """The checks that were ok ``before`` and are not now, in their usual order."""
        return tuple(check for check in Check if before.find(check) is Standing.OK and not self.holds(check))

    def holds(self, check: Check) -> bool:
        """Whether ``check`` came out well."""
        return self.find(check) is Standing.OK

    def find(self, check: Check) -> Standing:
        """What came of ``check``; unknown where nothing is said of it."""
        return self.checks.get(check, Standing.UNKNOWN)


def list_checks(platform: str) -> tuple[Check, ...]:
    """The checks of a system by the first word of its name ("Linux 6.1 x86_64"); all of them for another system."""
    others = {"linux": _WINDOWS_ALONE, "windows": _LINUX_ALONE}.get(platform.partition(" ")[0].lower(), frozenset())
    return tuple(check for check in Check if check not in others)


class PostureUnmet(VeildeskError):
    """The machine under this desk is not shut as policy asks: {check}."""

    problem, status = ProblemType.POSTURE_UNMET, 403
    what = "This desk's machine is not protected as your company asks: {check}."
    meaning = "Central gives it no customer data; the try is on record."
    next_step = "Run 'veildesk doctor' here, or tell your administrator; it says what to do."
