"""Memory that lies unused goes back to the system."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from secure_store.idle_memory import give_back

_MIB = 1024 * 1024


@pytest.mark.skipif(sys.platform != "linux", reason="glibc's heap")
def test_what_was_freed_below_what_stays_goes_back() -> None:
    blocks = [bytes(1_000) for _ in range(64_000)]
    last = blocks.pop()
    blocks.clear()
    before = _count_resident()
    give_back()
    assert before - _count_resident() > 40 * _MIB
    assert len(last) == 1_000


def _count_resident() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
