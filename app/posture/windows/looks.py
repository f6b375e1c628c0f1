"""Windows' checks by name: values of the registry, as ``build/hardening/windows`` sets them, and BitLocker's word (D5).

What is read is judged by :func:`judge_values` and :func:`judge_volume`, which need no Windows.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping

from app.posture.finding import Fact, Finding, find_bad, find_ok, find_unknown
from protocol.posture import Check

_POLICIES = r"SOFTWARE\Policies\Microsoft\Windows"
_SERVICES = r"SYSTEM\CurrentControlSet\Services"
_OFF = 4
"""SERVICE_DISABLED."""
Value = tuple[str, str]
"""A key below HKEY_LOCAL_MACHINE, and a value's name in it."""
WANTED: dict[Check, tuple[Fact, Fact, dict[Value, tuple[int, ...]]]] = {
    Check.USB: (
        Fact.USB_SHUT,
        Fact.USB_OPEN,
        {
            (rf"{_POLICIES}\RemovableStorageDevices", "Deny_All"): (1,),
            (rf"{_SERVICES}\USBSTOR", "Start"): (_OFF,),
            (rf"{_SERVICES}\UASPStor", "Start"): (_OFF,),
        },
    ),
    Check.CLIPBOARD: (
        Fact.NO_HISTORY,
        Fact.HISTORY_KEPT,
        {
            (rf"{_POLICIES}\System", "AllowClipboardHistory"): (0,),
            (rf"{_POLICIES}\System", "AllowCrossDeviceClipboard"): (0,),
        },
    ),
    Check.PRINTING: (Fact.NO_PRINTING, Fact.PRINTING_OPEN, {(rf"{_SERVICES}\Spooler", "Start"): (_OFF,)}),
    Check.CAPTURE: (
        Fact.NO_CAPTURE,
        Fact.CAPTURE_INSTALLED,
        {
            (r"SOFTWARE\Policies\Microsoft\TabletPC", "DisableSnippingTool"): (1,),
            (rf"{_POLICIES}\GameDVR", "AllowGameDVR"): (0,),
            (rf"{_POLICIES}\WindowsAI", "DisableAIDataAnalysis"): (1,),
        },
    ),
    Check.CORE_FILES: (
        Fact.NO_CORES,
        Fact.CORES_WRITTEN,
        {(rf"{_POLICIES}\Windows Error Reporting", "Disabled"): (1,)},
    ),
    Check.DEBUGGERS: (
        Fact.DEBUGGING_SHUT,
        Fact.DEBUGGING_OPEN,
        {(r"SYSTEM\CurrentControlSet\Control\Lsa", "RunAsPPL"): (1, 2)},
    ),
}
"""What is so when every value is one of these, and what when one is not; a value that is missing is not."""
_VOLUME_ON, _VOLUME_UNKNOWN = (1,), (0,)
HIDES_WINDOWS = 19041
"""The build (version 2004) from which WDA_EXCLUDEFROMCAPTURE is there."""


def judge_values(check: Check, values: Mapping[Value, int | None]) -> Finding:
    """A check of :data:`WANTED` by what the registry holds; None for what is not there."""
    well, ill, wanted = WANTED[check]
    wrong = [name for (key, name), right in wanted.items() if values.get((key, name)) not in right]
    return find_bad(check, ill, wrong) if wrong else find_ok(check, well)


def judge_build(build: int) -> Finding:
    """How a Windows of this build keeps windows out of pictures; before :data:`HIDES_WINDOWS` they are black there."""
    return find_ok(Check.SCREEN, Fact.SCREEN_HIDDEN if build >= HIDES_WINDOWS else Fact.SCREEN_BLACK)


def judge_volume(words: str) -> Finding:
    """The disk by System.Volume.BitLockerProtection as the shell prints it: 1 on, 2 off, 3 encrypting, 4 decrypting,
    5 suspended, 6 locked; empty or 0 where it does not know."""
    number = words.strip()
    if not number.isdecimal() or int(number) in _VOLUME_UNKNOWN:
        return find_unknown(Check.DISK)
    return (
        find_ok(Check.DISK, Fact.ENCRYPTED) if int(number) in _VOLUME_ON else find_bad(Check.DISK, Fact.NOT_ENCRYPTED)
    )


if sys.platform == "win32":
    import os
    import subprocess
    import winreg
    from functools import partial
    from pathlib import Path

    from app.posture.finding import Look, Subject

    _SHELL = r"System32\WindowsPowerShell\v1.0\powershell.exe"
    _ASK = "(New-Object -ComObject Shell.Application).NameSpace($args[0]).Self.ExtendedProperty($args[1])"
    _POWER = (r"SYSTEM\CurrentControlSet\Control\Power", "HibernateEnabled")

    def _look_at_values(check: Check, subject: Subject) -> Finding:  # noqa: ARG001 - one shape for all checks
        return judge_values(check, {place: _read(place) for place in WANTED[check][2]})

    def _look_at_disk(subject: Subject) -> Finding:
        return judge_volume(_ask_volume(subject.folder.drive))

    def _look_at_swap(subject: Subject) -> Finding:  # noqa: ARG001 - one shape for all checks
        """The page file and the image of hibernation lie on the system's drive."""
        found = judge_volume(_ask_volume(os.environ.get("SystemDrive", "C:")))  # noqa: SIM112 - its own spelling
        if found.fact is Fact.ENCRYPTED:
            return find_ok(Check.SWAP, Fact.SWAP_ENCRYPTED)
        if found.fact is Fact.UNREADABLE:
            return find_unknown(Check.SWAP)
        hibernates = _read(_POWER) != 0
        return find_bad(Check.SWAP, Fact.HIBERNATES if hibernates else Fact.SWAP_OPEN, () if hibernates else ("page",))

    def _look_at_screen(subject: Subject) -> Finding:  # noqa: ARG001 - one shape for all checks
        return judge_build(sys.getwindowsversion().build)

    def _cannot_know(check: Check, subject: Subject) -> Finding:  # noqa: ARG001 - one shape for all checks
        return find_unknown(check)

    def _ask_volume(drive: str) -> str:
        """No rights are needed for it, as the Explorer shows it to everybody."""
        shell = Path(os.environ["SystemRoot"]) / _SHELL  # noqa: SIM112 - its own spelling
        command = f"& {{ {_ASK} }} '{drive[:1]}:' 'System.Volume.BitLockerProtection'"
        done = subprocess.run(  # noqa: S603 - the system's own shell, by its full path
            [str(shell), "-NoProfile", "-NonInteractive", "-Command", command],
            capture_output=True, text=True, timeout=20, check=False,
        )  # fmt: skip
        return done.stdout

    def _read(place: Value) -> int | None:
        try:
            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, place[0]) as key:
                value = winreg.QueryValueEx(key, place[1])[0]
        except FileNotFoundError:
            return None
        return value if isinstance(value, int) else None

    LOOKS: dict[Check, Look] = {
        **{check: partial(_look_at_values, check) for check in WANTED},
        Check.DISK: _look_at_disk,
        Check.SWAP: _look_at_swap,
        Check.SCREEN: _look_at_screen,
        Check.CLOCK: partial(_cannot_know, Check.CLOCK),
        Check.UPDATES: partial(_cannot_know, Check.UPDATES),
    }
