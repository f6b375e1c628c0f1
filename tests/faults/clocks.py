"""Clocks that are wrong, by libfaketime: https://github.com/wolfcw/libfaketime. Timers keep their pace."""

from __future__ import annotations

from pathlib import Path

import pytest

RIGHT, A_DAY_BACK, A_YEAR_FORWARD = "+0", "-1d", "+365d"
OFFSETS_S = {A_DAY_BACK: 86_400, A_YEAR_FORWARD: 365 * 86_400}


class Clock:
    """The clock of the processes that are started with its environment; it can be set while they run."""

    def __init__(self, place: Path) -> None:
        self._file = place / "clock"
        if not self._file.exists():
            self.set(RIGHT)

    @property
    def environment(self) -> dict[str, str]:
        """To start a process with."""
        return {
            "LD_PRELOAD": str(find_library()),
            "FAKETIME_TIMESTAMP_FILE": str(self._file),
            "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        }

    def set(self, offset: str) -> None:
        """Let it be off by so much from now on."""
        fresh = self._file.with_suffix(".new")
        fresh.write_text(offset + "\n")
        fresh.replace(self._file)


def find_library() -> Path:
    """libfaketime for programs with threads; fails the test when it is not installed."""
    for folder in Path("/usr/lib").glob("*/faketime"):
        return folder / "libfaketimeMT.so.1"
    pytest.fail("libfaketime is not installed: run the tests through 'make test', which installs it", pytrace=False)
