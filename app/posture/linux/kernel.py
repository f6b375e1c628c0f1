"""What the kernel lets programs learn of each other (A4; proc(5), core(5), ptrace(2))."""

from __future__ import annotations

from pathlib import Path

from app.posture.finding import Fact, Finding, Subject, find_bad, find_ok
from protocol.posture import Check

_SETTINGS = Path("/proc/sys")
_DROPPED = frozenset({"|/bin/false", "|/usr/bin/false", "|/bin/true", "|/usr/bin/true"})
_LEAST = {"kernel/kptr_restrict": 1, "kernel/dmesg_restrict": 1}


def look_at_cores(subject: Subject) -> Finding:  # noqa: ARG001 - one shape for all checks
    """What becomes of a dead program's memory. The desk's own is written in no case."""
    pattern = _read("kernel/core_pattern")
    is_dropped = pattern.split(" ")[0] in _DROPPED and _read("fs/suid_dumpable") == "0"
    if is_dropped:
        return find_ok(Check.CORE_FILES, Fact.NO_CORES)
    return find_bad(Check.CORE_FILES, Fact.CORES_WRITTEN)


def look_at_debuggers(subject: Subject) -> Finding:  # noqa: ARG001 - one shape for all checks
    """Yama's scope (Documentation/admin-guide/LSM/Yama.rst): 2 and more leave debugging to administrators."""
    try:
        scope = int(_read("kernel/yama/ptrace_scope"))
    except FileNotFoundError:  # a kernel without Yama
        scope = 0
    fact = Fact.DEBUGGING_SHUT if scope >= 2 else Fact.DEBUGGING_OPEN
    return (find_ok if scope >= 2 else find_bad)(Check.DEBUGGERS, fact)


def look_at_kernel(subject: Subject) -> Finding:  # noqa: ARG001 - one shape for all checks
    """Kernel addresses and messages."""
    loose = [name.replace("/", ".") for name, least in _LEAST.items() if int(_read(name)) < least]
    return find_bad(Check.KERNEL, Fact.KERNEL_OPEN, loose) if loose else find_ok(Check.KERNEL, Fact.KERNEL_SHUT)


def _read(name: str) -> str:
    return (_SETTINGS / name).read_text(encoding="utf-8", errors="replace").strip()
