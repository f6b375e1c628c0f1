"""Why each check matters, and how it is put right: for the administrator of a desk (A3, A4, D5)."""

from __future__ import annotations

from app.posture.finding import Fact
from protocol.posture import Check
from ui.translation_mark import QT_TRANSLATE_NOOP

MEANINGS = {
    Check.DISK: QT_TRANSLATE_NOOP(
        "Posture", "Who takes the disk out of a machine that is not encrypted reads all of it but the vault."
    ),
    Check.SWAP: QT_TRANSLATE_NOOP("Posture", "Memory that lands in open swap can be read from the disk later."),
    Check.CORE_FILES: QT_TRANSLATE_NOOP(
        "Posture", "The desk itself leaves none; the keyring and other programs, which hold secrets too, may."
    ),
    Check.DEBUGGERS: QT_TRANSLATE_NOOP(
        "Posture", "A program of the same user could read the keyring's memory; the desk's own is closed in any case."
    ),
    Check.MEMORY: QT_TRANSLATE_NOOP("Posture", "A value that is shown lies in it for some seconds."),
    Check.KERNEL: QT_TRANSLATE_NOOP("Posture", "What the kernel tells helps whoever attacks it."),
    Check.CAPTURE: QT_TRANSLATE_NOOP(
        "Posture", "The desk closes a value when it sees a known program run, and does not see the unknown."
    ),
    Check.SCREEN: QT_TRANSLATE_NOOP(
        "Posture", "On X11 no program can keep another from picturing the screen; a value is watermarked, no more."
    ),
    Check.USB: QT_TRANSLATE_NOOP("Posture", "The desk locks when a stick comes, but the system would go on using it."),
    Check.USB_GUARD: QT_TRANSLATE_NOOP(
        "Posture", "Without it, a device is used for the moment before other rules shut it."
    ),
    Check.MOUNTING: QT_TRANSLATE_NOOP("Posture", "What is mounted can take files away."),
    Check.CONFINEMENT: QT_TRANSLATE_NOOP(
        "Posture", "Whatever took the desk over could write and start what the user may."
    ),
    Check.SANDBOX: QT_TRANSLATE_NOOP("Posture", "Whatever took the desk over could write wherever the user may."),
    Check.CLIPBOARD: QT_TRANSLATE_NOOP("Posture", "What an agent copies would outlive the desk's own clearing."),
    Check.PRINTING: QT_TRANSLATE_NOOP("Posture", "Other programs can print; the desk itself has no way to."),
    Check.KEYRING: QT_TRANSLATE_NOOP("Posture", "The desk's key lies in it; without it nobody can work here."),
    Check.CLOCK: QT_TRANSLATE_NOOP("Posture", "Central refuses requests of a desk whose clock is wrong by a minute."),
    Check.VPN: QT_TRANSLATE_NOOP("Posture", "Outside of it a desk sends nothing and shows no card."),
    Check.UPDATES: QT_TRANSLATE_NOOP(
        "Posture", "Known holes stay open. How many are missing only the package manager can say."
    ),
}
REMEDIES = {
    Check.DISK: QT_TRANSLATE_NOOP(
        "Posture", "Install the system on LUKS. A disk that encrypts itself does not show here: then this is known."
    ),
    Check.SWAP: QT_TRANSLATE_NOOP(
        "Posture", "Put swap on LUKS or zram, or switch it off: 'swapoff -a', and take it out of /etc/fstab."
    ),
    Check.CORE_FILES: QT_TRANSLATE_NOOP(
        "Posture", "Copy build/hardening/linux/60-veildesk.sysctl.conf to /etc/sysctl.d/ and run 'sysctl --system'."
    ),
    Check.DEBUGGERS: QT_TRANSLATE_NOOP(
        "Posture", "Copy build/hardening/linux/60-veildesk.sysctl.conf to /etc/sysctl.d/ and run 'sysctl --system'."
    ),
    Check.MEMORY: QT_TRANSLATE_NOOP(
        "Posture", "Start the desk by its unit, which gives it LimitMEMLOCK=8M; tell your administrator if it stays."
    ),
    Check.KERNEL: QT_TRANSLATE_NOOP(
        "Posture", "Copy build/hardening/linux/60-veildesk.sysctl.conf to /etc/sysctl.d/ and run 'sysctl --system'."
    ),
    Check.CAPTURE: QT_TRANSLATE_NOOP("Posture", "Remove what the work does not need."),
    Check.SCREEN: QT_TRANSLATE_NOOP("Posture", "Choose a Wayland session at the system's login screen."),
    Check.USB: QT_TRANSLATE_NOOP(
        "Posture",
        "Copy build/hardening/linux/72-veildesk-removable.rules to /etc/udev/rules.d/ and run 'udevadm control"
        " --reload'.",
    ),
    Check.USB_GUARD: QT_TRANSLATE_NOOP(
        "Posture",
        "Install usbguard, copy build/hardening/linux/30-veildesk.conf to /etc/usbguard/rules.d/ and enable it.",
    ),
    Check.MOUNTING: QT_TRANSLATE_NOOP(
        "Posture", "Copy build/hardening/linux/10-veildesk-no-mounting.rules to /etc/polkit-1/rules.d/."
    ),
    Check.CONFINEMENT: QT_TRANSLATE_NOOP(
        "Posture",
        "Copy build/hardening/linux/veildesk.apparmor to /etc/apparmor.d/veildesk and run 'apparmor_parser -r' on it.",
    ),
    Check.SANDBOX: QT_TRANSLATE_NOOP(
        "Posture",
        "Copy build/hardening/linux/veildesk.service to /etc/systemd/user/ and start the desk with 'systemctl --user"
        " start veildesk'.",
    ),
    Check.CLIPBOARD: QT_TRANSLATE_NOOP("Posture", "Enable the policy Clipboard of build/hardening/windows."),
    Check.PRINTING: QT_TRANSLATE_NOOP("Posture", "Enable the policy Printing of build/hardening/windows."),
    Check.KEYRING: QT_TRANSLATE_NOOP("Posture", "Install gnome-keyring, and sign in to the system with a password."),
    Check.CLOCK: QT_TRANSLATE_NOOP("Posture", "Switch on systemd-timesyncd or chrony: 'timedatectl set-ntp true'."),
    Check.VPN: QT_TRANSLATE_NOOP("Posture", "Connect the VPN; docs/operations/vpn.md has ready configurations."),
    Check.UPDATES: QT_TRANSLATE_NOOP("Posture", "Install the system's updates, and restart."),
}
REMEDIES_ON_WINDOWS = {
    Check.DISK: QT_TRANSLATE_NOOP("Posture", "Switch BitLocker on for this drive."),
    Check.SWAP: QT_TRANSLATE_NOOP(
        "Posture", "Switch BitLocker on for the system's drive, or hibernation off: 'powercfg /hibernate off'."
    ),
    Check.CORE_FILES: QT_TRANSLATE_NOOP("Posture", "Enable the policy ErrorReports of build/hardening/windows."),
    Check.DEBUGGERS: QT_TRANSLATE_NOOP("Posture", "Switch on the protection of the local security authority (LSA)."),
    Check.MEMORY: QT_TRANSLATE_NOOP("Posture", "Start the desk again; tell your administrator if it stays."),
    Check.CAPTURE: QT_TRANSLATE_NOOP("Posture", "Enable the policy ScreenCapture of build/hardening/windows."),
    Check.USB: QT_TRANSLATE_NOOP(
        "Posture", "Enable the policies RemovableStorage and StorageDrivers of build/hardening/windows."
    ),
    Check.KEYRING: QT_TRANSLATE_NOOP("Posture", "Switch the Credential Manager's service on."),
    Check.CLOCK: QT_TRANSLATE_NOOP("Posture", "Switch on 'Set time automatically' in the settings of Windows."),
}
SPECIAL_REMEDIES = {
    Fact.KEYRING_LOCKED: QT_TRANSLATE_NOOP("Posture", "Unlock it, or sign in to the system with a password."),
    Fact.NOT_ENROLLED: QT_TRANSLATE_NOOP("Posture", "Unlock the keyring or enrol this desk, then look again."),
    Fact.RESTART_WAITS: QT_TRANSLATE_NOOP("Posture", "Restart this machine."),
    Fact.NO_SCREEN: QT_TRANSLATE_NOOP("Posture", "Look again from inside the graphical session."),
    Fact.COMPLAINING: QT_TRANSLATE_NOOP("Posture", "Run 'aa-enforce /etc/apparmor.d/veildesk'."),
    Fact.USB_RULES_CLOSED: QT_TRANSLATE_NOOP("Posture", "Run 'veildesk doctor' as administrator once to be sure."),
}
"""Where the fact needs something else than its check."""
