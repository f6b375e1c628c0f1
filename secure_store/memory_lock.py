"""Keeping pages of memory out of swap, core files and forks (A3, A4): the seam to each operating system.

Every function answers whether the system did it; none raises, because a secret that cannot be pinned is still wiped.
"""

from __future__ import annotations

import ctypes
import sys
from functools import cache

if sys.platform == "win32":

    def lock_pages(address: int, size: int) -> bool:
        """VirtualLock: the pages stay in memory."""
        return bool(ctypes.windll.kernel32.VirtualLock(ctypes.c_void_p(address), ctypes.c_size_t(size)))

    def unlock_pages(address: int, size: int) -> bool:
        """VirtualUnlock."""
        return bool(ctypes.windll.kernel32.VirtualUnlock(ctypes.c_void_p(address), ctypes.c_size_t(size)))

else:
    _DONT_DUMP = 16
    _WIPE_ON_FORK = 18

    @cache
    def _libc() -> ctypes.CDLL:
        return ctypes.CDLL(None, use_errno=True)

    def lock_pages(address: int, size: int) -> bool:
        """mlock(2), and madvise(2) MADV_DONTDUMP and MADV_WIPEONFORK where the kernel has them."""
        start, length = ctypes.c_void_p(address), ctypes.c_size_t(size)
        if sys.platform == "linux":
            _libc().madvise(start, length, _DONT_DUMP)
            _libc().madvise(start, length, _WIPE_ON_FORK)
        return bool(_libc().mlock(start, length) == 0)

    def unlock_pages(address: int, size: int) -> bool:
        """munlock(2)."""
        return bool(_libc().munlock(ctypes.c_void_p(address), ctypes.c_size_t(size)) == 0)
