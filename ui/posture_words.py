"""What was found of the machine under a desk: what is so, what it means, what to do (A3, A4, D5)."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.posture.finding import Fact
from ui.posture_advice import MEANINGS, REMEDIES, REMEDIES_ON_WINDOWS, SPECIAL_REMEDIES
from ui.posture_names import tell_check
from ui.translation_mark import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from app.posture.finding import Finding

FACTS = {
    Fact.UNREADABLE: QT_TRANSLATE_NOOP("Posture", "This cannot be found out from here."),
    Fact.ENCRYPTED: QT_TRANSLATE_NOOP("Posture", "The disk under this desk is encrypted."),
    Fact.IN_MEMORY: QT_TRANSLATE_NOOP("Posture", "The desk's folder lies in memory alone."),
    Fact.NOT_ENCRYPTED: QT_TRANSLATE_NOOP("Posture", "No encryption shows on the disk under this desk."),
    Fact.SWAP_OFF: QT_TRANSLATE_NOOP("Posture", "Swap is off."),
    Fact.SWAP_ENCRYPTED: QT_TRANSLATE_NOOP("Posture", "Swap is encrypted, or stays in memory."),
    Fact.SWAP_OPEN: QT_TRANSLATE_NOOP("Posture", "Swap is written to disk as it is ({names})."),
    Fact.HIBERNATES: QT_TRANSLATE_NOOP("Posture", "This machine may hibernate on a disk that is not encrypted."),
    Fact.NO_CORES: QT_TRANSLATE_NOOP("Posture", "A program that dies leaves no picture of its memory."),
    Fact.CORES_WRITTEN: QT_TRANSLATE_NOOP("Posture", "A program that dies may leave its memory in a file."),
    Fact.DEBUGGING_SHUT: QT_TRANSLATE_NOOP("Posture", "Only administrators can debug other programs."),
    Fact.DEBUGGING_OPEN: QT_TRANSLATE_NOOP("Posture", "Programs may look into the memory of others."),
    Fact.MEMORY_CLOSED: QT_TRANSLATE_NOOP("Posture", "It is closed to other programs, and kept out of swap."),
    Fact.MEMORY_OPEN: QT_TRANSLATE_NOOP("Posture", "It could not be closed to other programs."),
    Fact.MEMORY_NOT_LOCKED: QT_TRANSLATE_NOOP("Posture", "It could not be kept out of swap."),
    Fact.KERNEL_SHUT: QT_TRANSLATE_NOOP("Posture", "The kernel's messages and addresses are not for everybody."),
    Fact.KERNEL_OPEN: QT_TRANSLATE_NOOP("Posture", "The kernel tells everybody too much ({names})."),
    Fact.NO_CAPTURE: QT_TRANSLATE_NOOP("Posture", "No program that is known to picture the screen is installed."),
    Fact.CAPTURE_INSTALLED: QT_TRANSLATE_NOOP("Posture", "What can picture the screen is installed ({names})."),
    Fact.SCREEN_APART: QT_TRANSLATE_NOOP("Posture", "Wayland: programs do not see each other's windows."),
    Fact.SCREEN_HIDDEN: QT_TRANSLATE_NOOP("Posture", "Windows leaves this desk's windows out of pictures."),
    Fact.SCREEN_BLACK: QT_TRANSLATE_NOOP("Posture", "Windows shows this desk's windows black in pictures."),
    Fact.SCREEN_SHARED: QT_TRANSLATE_NOOP("Posture", "X11: every program sees the whole screen."),
    Fact.NO_SCREEN: QT_TRANSLATE_NOOP("Posture", "There is no screen here to be judged."),
    Fact.USB_SHUT: QT_TRANSLATE_NOOP("Posture", "Removable storage is shut as soon as it is plugged in."),
    Fact.USB_OPEN: QT_TRANSLATE_NOOP("Posture", "Removable storage works on this machine."),
    Fact.USB_RULES_CHANGED: QT_TRANSLATE_NOOP("Posture", "The rules against removable storage were changed ({names})."),
    Fact.USB_LISTED: QT_TRANSLATE_NOOP("Posture", "USBGuard lets in what is on its list, and nothing else."),
    Fact.USB_RULES_CLOSED: QT_TRANSLATE_NOOP("Posture", "USBGuard runs; its rules are closed to this user."),
    Fact.USB_NOT_LISTED: QT_TRANSLATE_NOOP("Posture", "USBGuard runs without Veildesk's rules."),
    Fact.USB_GUARD_OFF: QT_TRANSLATE_NOOP("Posture", "USBGuard does not run."),
    Fact.MOUNTING_REFUSED: QT_TRANSLATE_NOOP("Posture", "Whoever sits here may not mount disks."),
    Fact.MOUNTING_ASKS: QT_TRANSLATE_NOOP("Posture", "Mounting a disk asks for an administrator."),
    Fact.MOUNTING_ALLOWED: QT_TRANSLATE_NOOP("Posture", "Whoever sits here may mount disks."),
    Fact.NO_UDISKS: QT_TRANSLATE_NOOP("Posture", "There is no service here that mounts disks for users."),
    Fact.CONFINED: QT_TRANSLATE_NOOP("Posture", "The desk runs under its AppArmor profile."),
    Fact.COMPLAINING: QT_TRANSLATE_NOOP("Posture", "The desk's AppArmor profile complains, and stops nothing."),
    Fact.NOT_CONFINED: QT_TRANSLATE_NOOP("Posture", "The desk runs under no AppArmor profile of its own."),
    Fact.SANDBOXED: QT_TRANSLATE_NOOP("Posture", "The desk runs in the sandbox of its systemd unit."),
    Fact.NOT_SANDBOXED: QT_TRANSLATE_NOOP("Posture", "The desk was started past its sandbox."),
    Fact.NO_HISTORY: QT_TRANSLATE_NOOP("Posture", "Windows keeps no history of the clipboard."),
    Fact.HISTORY_KEPT: QT_TRANSLATE_NOOP("Posture", "Windows may keep what is copied, here or in the cloud."),
    Fact.NO_PRINTING: QT_TRANSLATE_NOOP("Posture", "The print service is off."),
    Fact.PRINTING_OPEN: QT_TRANSLATE_NOOP("Posture", "The print service runs."),
    Fact.KEYRING_OPEN: QT_TRANSLATE_NOOP("Posture", "The keyring is open, and keeps what it is given."),
    Fact.KEYRING_LOCKED: QT_TRANSLATE_NOOP("Posture", "The keyring is locked."),
    Fact.KEYRING_FORGETS: QT_TRANSLATE_NOOP("Posture", "The keyring forgets everything when the session ends."),
    Fact.KEYRING_MISSING: QT_TRANSLATE_NOOP("Posture", "There is no keyring."),
    Fact.CLOCK_IN_STEP: QT_TRANSLATE_NOOP("Posture", "The clock is kept in step."),
    Fact.CLOCK_ALONE: QT_TRANSLATE_NOOP("Posture", "Nobody keeps the clock in step."),
    Fact.VPN_IN_PLACE: QT_TRANSLATE_NOOP("Posture", "The way to Central leads through the VPN ({names})."),
    Fact.VPN_NOT_ASKED: QT_TRANSLATE_NOOP("Posture", "Policy asks for no VPN."),
    Fact.VPN_MISSING: QT_TRANSLATE_NOOP("Posture", "The way to Central does not lead through the VPN ({names})."),
    Fact.NOT_ENROLLED: QT_TRANSLATE_NOOP("Posture", "This desk is not enrolled, or its keyring is locked."),
    Fact.UPDATED: QT_TRANSLATE_NOOP("Posture", "Programs were last changed {names} days ago."),
    Fact.UPDATES_OLD: QT_TRANSLATE_NOOP("Posture", "Nothing was updated for {names} days."),
    Fact.RESTART_WAITS: QT_TRANSLATE_NOOP("Posture", "Updates wait for a restart."),
}


@dataclass(frozen=True)
class CheckText:
    """What is so, what it means, what to do; the last is empty where nothing needs doing."""

    name: str
    fact: str
    meaning: str
    remedy: str


def tell_finding(finding: Finding, *, platform: str = sys.platform) -> CheckText:
    """A finding in the language on screen. ``platform`` as ``sys.platform``: what to do differs."""
    remedies = REMEDIES | REMEDIES_ON_WINDOWS if platform == "win32" else REMEDIES
    remedy = SPECIAL_REMEDIES.get(finding.fact, remedies[finding.check])
    return CheckText(
        name=tell_check(finding.check),
        fact=_translate(FACTS[finding.fact]).format(names=finding.names),
        meaning=_translate(MEANINGS[finding.check]),
        remedy=_translate(remedy),
    )


def _translate(sentence: str) -> str:
    return QCoreApplication.translate("Posture", sentence)
