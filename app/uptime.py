"""A clock that only goes forward and also runs while the machine sleeps, so that a lid does not stop the idle lock."""

from __future__ import annotations

import sys
import time

if sys.platform == "linux":

    def read_uptime() -> float:
        """Seconds since the machine started, sleep included."""
        return time.clock_gettime(time.CLOCK_BOOTTIME)

else:

    def read_uptime() -> float:
        """Seconds since the machine started; Windows counts sleep."""
        return time.monotonic()
