"""What the process forbids itself, so that its memory stays its own (A4)."""

from __future__ import annotations

import sys

if sys.platform == "linux":
    import ctypes
    import resource

    _PR_GET_DUMPABLE, _PR_SET_DUMPABLE = 3, 4

    def harden_process() -> bool:
        """No core files, and no ptrace or /proc/…/mem by the same user; whether the system agreed to both."""
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        return bool(ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0) == 0)

    def is_hardened() -> bool:
        """Whether that was done."""
        is_dumpable = ctypes.CDLL(None, use_errno=True).prctl(_PR_GET_DUMPABLE, 0, 0, 0, 0) != 0
        return not is_dumpable and resource.getrlimit(resource.RLIMIT_CORE) == (0, 0)

else:

    def harden_process() -> bool:
        """Nothing to do here yet; the answer says so."""
        return False

    def is_hardened() -> bool:
        """As above."""
        return False
