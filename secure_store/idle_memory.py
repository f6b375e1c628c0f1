"""Giving memory that lies unused back to the system."""

from __future__ import annotations

import sys
from contextlib import suppress


def give_back() -> None:
    """Give back the pages of the C heap on which nothing stands; elsewhere than on glibc the heap is left as it is.

    The heap keeps what was freed below the last thing that is not, in each of its parts: one a thread. Takes some
    milliseconds, in which other threads may wait for memory: off the GUI thread, and after what left much behind.
    """
    if sys.platform == "linux":
        from ctypes import CDLL

        with suppress(AttributeError):  # musl has none
            CDLL(None).malloc_trim(0)
