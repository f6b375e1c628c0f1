"""What the checks of a machine are called on screen (D5)."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from protocol.posture import NAMES, Check
from ui.translation_mark import QT_TRANSLATE_NOOP

CHECKS = {
    Check.DISK: QT_TRANSLATE_NOOP("Posture", "Disk encryption"),
    Check.SWAP: QT_TRANSLATE_NOOP("Posture", "Swap"),
    Check.CORE_FILES: QT_TRANSLATE_NOOP("Posture", "Pictures of dead programs"),
    Check.DEBUGGERS: QT_TRANSLATE_NOOP("Posture", "Debuggers"),
    Check.MEMORY: QT_TRANSLATE_NOOP("Posture", "The desk's memory"),
    Check.KERNEL: QT_TRANSLATE_NOOP("Posture", "Kernel settings"),
    Check.CAPTURE: QT_TRANSLATE_NOOP("Posture", "Screen capture"),
    Check.SCREEN: QT_TRANSLATE_NOOP("Posture", "Screen"),
    Check.USB: QT_TRANSLATE_NOOP("Posture", "Removable storage"),
    Check.USB_GUARD: QT_TRANSLATE_NOOP("Posture", "USBGuard"),
    Check.MOUNTING: QT_TRANSLATE_NOOP("Posture", "Mounting"),
    Check.CONFINEMENT: QT_TRANSLATE_NOOP("Posture", "AppArmor"),
    Check.SANDBOX: QT_TRANSLATE_NOOP("Posture", "Sandbox"),
    Check.CLIPBOARD: QT_TRANSLATE_NOOP("Posture", "Clipboard history"),
    Check.PRINTING: QT_TRANSLATE_NOOP("Posture", "Printing"),
    Check.KEYRING: QT_TRANSLATE_NOOP("Posture", "Keyring"),
    Check.CLOCK: QT_TRANSLATE_NOOP("Posture", "Clock"),
    Check.VPN: QT_TRANSLATE_NOOP("Posture", "VPN"),
    Check.UPDATES: QT_TRANSLATE_NOOP("Posture", "Updates"),
}
_BY_NAME = {name: check for check, name in NAMES.items()}


def tell_check(check: Check) -> str:
    """What a check is called."""
    return QCoreApplication.translate("Posture", CHECKS[check])


def join_checks(checks: Iterable[Check]) -> str:
    """Several, for a sentence."""
    return QCoreApplication.translate("Posture", ", ").join(map(tell_check, checks))


def are_checks(value: str) -> bool:
    """Whether a fact of Central's is a list of checks, by their English names."""
    return all(name in _BY_NAME for name in value.split(", "))


def tell_checks(value: str) -> str:
    """Such a list in the language on screen; what this desk does not know is shown as it came."""
    return join_checks(_BY_NAME[name] for name in value.split(", ")) if are_checks(value) else value
