"""A session's bus of a test's own."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

import pytest


@contextmanager
def open_bus(patch: pytest.MonkeyPatch, kind: str = "--session") -> Iterator[subprocess.Popen[str]]:
    """dbus-daemon, as this process's session bus. Who ends it earlier terminates it: killed, it leaves its socket."""
    words = ["dbus-daemon", kind, "--nofork", "--print-address"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as bus:
        assert bus.stdout
        patch.setenv("DBUS_SESSION_BUS_ADDRESS", bus.stdout.readline().strip())
        try:
            yield bus
        finally:
            bus.terminate()
