"""Whether the files of ``build/hardening/linux`` for removable storage are there, and in force (D5)."""

from __future__ import annotations

import os
from pathlib import Path

from app.posture.finding import Fact, Finding, Subject, find_bad, find_ok, find_unknown
from protocol.posture import Check

RULES = "72-veildesk-removable.rules"
_FOLDERS = ("/etc/udev/rules.d", "/run/udev/rules.d", "/usr/local/lib/udev/rules.d", "/usr/lib/udev/rules.d")
"""In this order udev takes a file, and its namesakes further on no more (udev(7))."""
_UDEV = Path("/run/udev/control")
_GUARD = "usbguard-daemon"
_GUARD_RULES = Path("/etc/usbguard/rules.d/30-veildesk.conf")
SHUTTING = (
    'ENV{DEVTYPE}=="usb_interface", ATTR{bInterfaceClass}=="08", ATTR{authorized}="0"',
    'ENV{DEVTYPE}=="usb_interface", ATTR{bInterfaceClass}=="06", ATTR{authorized}="0"',
    'ENV{DEVTYPE}=="usb_interface", ATTR{interface}=="MTP*", ATTR{authorized}="0"',
    'OWNER="root", GROUP="root", MODE="0000", TAG-="uaccess", ENV{UDISKS_IGNORE}="1", ENV{UDISKS_AUTO}="0"',
)
"""Lines without which the udev rules are not ours any more."""
LISTING = (
    "reject with-interface one-of { 08:*:* 06:*:* ff:42:* }",
    "block",
)
"""Likewise USBGuard's."""


def look_at_usb(subject: Subject) -> Finding:  # noqa: ARG001 - one shape for all checks
    """udev's rules. Whether udevd has read them does not show; it does by itself when a file changes."""
    file = next((place for place in (Path(folder, RULES) for folder in _FOLDERS) if os.path.lexists(place)), None)
    if file is None or not _UDEV.exists():
        return find_bad(Check.USB, Fact.USB_OPEN)
    if not _holds(file, SHUTTING):
        return find_bad(Check.USB, Fact.USB_RULES_CHANGED, [str(file)])
    return find_ok(Check.USB, Fact.USB_SHUT)


def look_at_usb_guard(subject: Subject) -> Finding:  # noqa: ARG001 - one shape for all checks
    """USBGuard's daemon, by its process, and its rules, where this user may read them."""
    if not _runs(_GUARD):
        return find_bad(Check.USB_GUARD, Fact.USB_GUARD_OFF)
    try:
        is_ours = _holds(_GUARD_RULES, LISTING)
    except FileNotFoundError:
        is_ours = False
    except PermissionError:
        return find_unknown(Check.USB_GUARD, Fact.USB_RULES_CLOSED)
    return find_ok(Check.USB_GUARD, Fact.USB_LISTED) if is_ours else find_bad(Check.USB_GUARD, Fact.USB_NOT_LISTED)


def _holds(file: Path, wanted: tuple[str, ...]) -> bool:
    lines = {" ".join(line.split()) for line in file.read_text(encoding="utf-8", errors="replace").splitlines()}
    return all(line in lines for line in wanted)


def _runs(name: str) -> bool:
    """Whether root runs a program called ``name``."""
    for process in Path("/proc").iterdir():
        if not process.name.isdecimal():
            continue
        try:
            if process.stat().st_uid == 0 and (process / "comm").read_text().rstrip("\n") == name:
                return True
        except OSError:  # it has ended
            continue
    return False
