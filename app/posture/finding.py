"""What a check found."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from protocol.posture import Check, Standing

if TYPE_CHECKING:
    from app.vpn import VpnGuard
    from secure_store.keyring_store import DeviceKeyring


class Fact(StrEnum):
    """What is so. Each has its sentence in ``ui/posture_words.py``; ``{names}`` there are the finding's names."""

    UNREADABLE = "unreadable"
    """What would tell is closed to this user, or this system does not tell."""
    ENCRYPTED = "encrypted"
    IN_MEMORY = "in-memory"
    NOT_ENCRYPTED = "not-encrypted"
    SWAP_OFF = "swap-off"
    SWAP_ENCRYPTED = "swap-encrypted"
    SWAP_OPEN = "swap-open"
    HIBERNATES = "hibernates"
    NO_CORES = "no-cores"
    CORES_WRITTEN = "cores-written"
    DEBUGGING_SHUT = "debugging-shut"
    DEBUGGING_OPEN = "debugging-open"
    MEMORY_CLOSED = "memory-closed"
    MEMORY_OPEN = "memory-open"
    MEMORY_NOT_LOCKED = "memory-not-locked"
    KERNEL_SHUT = "kernel-shut"
    KERNEL_OPEN = "kernel-open"
    NO_CAPTURE = "no-capture"
    CAPTURE_INSTALLED = "capture-installed"
    SCREEN_APART = "screen-apart"
    SCREEN_HIDDEN = "screen-hidden"
    SCREEN_BLACK = "screen-black"
    SCREEN_SHARED = "screen-shared"
    NO_SCREEN = "no-screen"
    USB_SHUT = "usb-shut"
    USB_OPEN = "usb-open"
    USB_RULES_CHANGED = "usb-rules-changed"
    USB_LISTED = "usb-listed"
    USB_RULES_CLOSED = "usb-rules-closed"
    USB_NOT_LISTED = "usb-not-listed"
    USB_GUARD_OFF = "usb-guard-off"
    MOUNTING_REFUSED = "mounting-refused"
    MOUNTING_ASKS = "mounting-asks"
    MOUNTING_ALLOWED = "mounting-allowed"
    NO_UDISKS = "no-udisks"
    CONFINED = "confined"
    COMPLAINING = "complaining"
    NOT_CONFINED = "not-confined"
    SANDBOXED = "sandboxed"
    NOT_SANDBOXED = "not-sandboxed"
    NO_HISTORY = "no-history"
    HISTORY_KEPT = "history-kept"
    NO_PRINTING = "no-printing"
    PRINTING_OPEN = "printing-open"
    KEYRING_OPEN = "keyring-open"
    KEYRING_LOCKED = "keyring-locked"
    KEYRING_FORGETS = "keyring-forgets"
    KEYRING_MISSING = "keyring-missing"
    CLOCK_IN_STEP = "clock-in-step"
    CLOCK_ALONE = "clock-alone"
    VPN_IN_PLACE = "vpn-in-place"
    VPN_NOT_ASKED = "vpn-not-asked"
    VPN_MISSING = "vpn-missing"
    NOT_ENROLLED = "not-enrolled"
    UPDATED = "updated"
    UPDATES_OLD = "updates-old"
    RESTART_WAITS = "restart-waits"


class Finding(Struct, frozen=True):
    """``names`` is what the fact is about: programs, devices, days; for who sits here, and never sent to Central."""

    check: Check
    standing: Standing
    fact: Fact
    names: str = ""


class Subject(Struct, frozen=True):
    """The desk whose machine is looked at. ``keyring`` and ``vpn`` are None where it is not enrolled."""

    folder: Path
    keyring: DeviceKeyring | None = None
    vpn: VpnGuard | None = None


Look = Callable[[Subject], Finding]
"""A check. It may raise OSError or ValueError where it cannot be known."""


def find_ok(check: Check, fact: Fact, names: Iterable[str] = ()) -> Finding:
    """It is as it should be."""
    return Finding(check, Standing.OK, fact, ", ".join(names))


def find_bad(check: Check, fact: Fact, names: Iterable[str] = ()) -> Finding:
    """Something needs doing."""
    return Finding(check, Standing.BAD, fact, ", ".join(names))


def find_unknown(check: Check, fact: Fact = Fact.UNREADABLE, names: Iterable[str] = ()) -> Finding:
    """It cannot be known from here."""
    return Finding(check, Standing.UNKNOWN, fact, ", ".join(names))
