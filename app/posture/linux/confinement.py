"""What holds the desk itself: AppArmor, and the sandbox of its systemd unit (D4, A4)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from app.posture.finding import Fact, Finding, Subject, find_bad, find_ok
from protocol.posture import Check

_PROFILE, _UNIT = "veildesk", "veildesk.service"
_LABELS = ("attr/apparmor/current", "attr/current")
"""The first where several security modules stand together (Documentation/admin-guide/LSM/index.rst)."""
_SELF = Path("/proc/self")


def look_at_confinement(subject: Subject) -> Finding:  # noqa: ARG001 - one shape for all checks
    """AppArmor's label on this process, or on the desk that the unit runs."""
    label, _, mode = _read_label(_find_desk()).partition(" ")
    if label != _PROFILE:
        return find_bad(Check.CONFINEMENT, Fact.NOT_CONFINED)
    if mode != "(enforce)":
        return find_bad(Check.CONFINEMENT, Fact.COMPLAINING)
    return find_ok(Check.CONFINEMENT, Fact.CONFINED)


def look_at_sandbox(subject: Subject) -> Finding:  # noqa: ARG001 - one shape for all checks
    """The unit's process, with no new privileges and its system calls filtered."""
    desk = _find_desk()
    status = dict(line.split(":\t", 1) for line in (desk / "status").read_text().splitlines() if ":\t" in line)
    is_held = _is_of_unit(desk) and status.get("NoNewPrivs") == "1" and status.get("Seccomp") == "2"
    fact = Fact.SANDBOXED if is_held else Fact.NOT_SANDBOXED
    return (find_ok if is_held else find_bad)(Check.SANDBOX, fact)


def _find_desk() -> Path:
    """This process, when the unit started it or nothing; else the unit's: ``veildesk doctor`` runs beside the desk."""
    if _is_of_unit(_SELF):
        return _SELF
    return next((process for process in _list_own() if _is_of_unit(process)), _SELF)


def _list_own() -> Iterator[Path]:
    for process in Path("/proc").iterdir():
        if process.name.isdecimal() and _is_own(process):
            yield process


def _is_own(process: Path) -> bool:
    try:
        words = (process / "status").read_text().partition("\nUid:\t")[2].split()
    except OSError:  # it has ended
        return False
    return bool(words) and words[0] == _own_uid()  # the folder itself is root's: the desk is not dumpable


def _own_uid() -> str:
    return (_SELF / "status").read_text().partition("\nUid:\t")[2].split()[0]


def _is_of_unit(process: Path) -> bool:
    try:
        groups = (process / "cgroup").read_text().splitlines()
    except OSError:
        return False
    return any(_UNIT in group.rpartition(":")[2].split("/") for group in groups)


def _read_label(process: Path) -> str:
    for name in _LABELS:
        try:
            label = (process / name).read_text().strip("\x00\n ")
        except OSError:  # no such module
            continue
        return label
    return ""
