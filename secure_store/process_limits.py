"""What the process forbids itself, so that its memory stays its own (A4)."""

from __future__ import annotations

import sys

if sys.platform == "linux":
    import ctypes
    import resource
    from pathlib import Path

    _PR_GET_DUMPABLE, _PR_SET_DUMPABLE = 3, 4

    def harden_process() -> bool:
        """No core files, and no ptrace or /proc/…/mem by the same user; whether the system agreed to both."""
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        return bool(ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0) == 0)

    def is_debugged() -> bool:
        """Whether a debugger holds any of our threads: one that came before :func:`harden_process` stays."""
        told = (place.read_text("ascii", "replace") for place in Path("/proc/self/task").glob("*/status"))
        return any("TracerPid:\t0\n" not in status for status in told)

    def is_hardened() -> bool:
        """Whether that was done."""
        is_dumpable = ctypes.CDLL(None, use_errno=True).prctl(_PR_GET_DUMPABLE, 0, 0, 0, 0) != 0
        return not is_dumpable and resource.getrlimit(resource.RLIMIT_CORE) == (0, 0)

elif sys.platform == "win32":
    import ctypes

    from secure_store.windows_process import harden_windows

    _done: list[bool] = []

    def harden_process() -> bool:
        """No error reports with memory, no foreign libraries, and no reading by the user's other programs."""
        _done[:] = [harden_windows()]
        return _done[0]

    def is_debugged() -> bool:
        """Whether a debugger runs this process (debugapi.h)."""
        return bool(ctypes.WinDLL("kernel32").IsDebuggerPresent())

    def is_hardened() -> bool:
        """Whether that was done; Windows does not tell it in one word."""
        return _done == [True]

else:

    def harden_process() -> bool:
        """Nothing is done on other systems; the answer says so."""
        return False

    def is_debugged() -> bool:
        """As above."""
        return False

    def is_hardened() -> bool:
        """As above."""
        return False
