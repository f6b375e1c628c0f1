"""Waiting for what is to come to pass."""

from __future__ import annotations

import time
from collections.abc import Callable

PATIENCE_S = 60.0


def wait_for(condition: Callable[[], object], what: str = "what was awaited") -> None:
    """Until ``condition`` holds; AssertionError that names ``what`` when it does not within a minute."""
    limit = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < limit, f"not within a minute: {what}"
        time.sleep(0.01)
