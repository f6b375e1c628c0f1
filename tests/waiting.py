"""Waiting for what is to come to pass."""

from __future__ import annotations

import time
from collections.abc import Callable

PATIENCE_S = 60.0


def wait_for(
    condition: Callable[[], object],
    what: str = "what was awaited",
    *,
    patience_s: float = PATIENCE_S,
    say: Callable[[], object] | None = None,
) -> None:
    """Until ``condition`` holds. AssertionError when that takes too long: ``what`` was awaited, and what there is to
    ``say`` of it."""
    limit = time.monotonic() + patience_s
    while not condition():
        assert time.monotonic() < limit, f"not in {patience_s:g} s: {what}" + (f"; {say()}" if say else "")
        time.sleep(0.01)
