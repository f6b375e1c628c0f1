"""A signal that ends programs ends the desk; one that means something else does not."""

from __future__ import annotations

import signal
import sys
from types import SimpleNamespace

import pytest

from ui.leaving import LeavingOnSignal


@pytest.mark.skipif(sys.platform == "win32", reason="there is one such signal, and no SIGUSR1")
def test_only_what_ends_programs_ends_the_desk(qapp, qtbot):
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGUSR1)}
    left, heard = [], []
    leaving = LeavingOnSignal(qapp)
    leaving._app = SimpleNamespace(quit=lambda: left.append(1))
    signal.signal(signal.SIGUSR1, lambda *_: heard.append(1))
    try:
        with qtbot.waitSignal(leaving._notifier.activated, timeout=60_000):
            signal.raise_signal(signal.SIGUSR1)
        assert heard
        assert not left
        with qtbot.waitSignal(leaving._notifier.activated, timeout=60_000):
            signal.raise_signal(signal.SIGTERM)
        assert left
    finally:
        signal.set_wakeup_fd(-1)
        for number, handler in before.items():
            signal.signal(number, handler)
        leaving.deleteLater()
