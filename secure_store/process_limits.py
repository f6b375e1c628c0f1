"""What the process forbids itself, so that its memory stays its own (A4)."""

from __future__ import annotations

import sys

if sys.platform == "linux":
    import ctypes
    import resource

    _PR_SET_DUMPABLE = 4

    def harden_process() -> bool:
        """No core files, and no ptrace or /proc/…/mem by the same user; whether the system agreed to both."""
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        return bool(ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0) == 0)

else:

    def harden_process() -> bool:
        """Nothing to do here yet; the answer says so."""
        return False
