"""Routes that wait until there is something to say."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

import anyio
import anyio.to_thread

Answer = TypeVar("Answer")
_LOOK_EVERY_S = 0.25


async def look_until(look: Callable[[], Answer], is_news: Callable[[Answer], bool], wait_s: float) -> Answer:
    """The first of what ``look`` finds, in a worker thread, that is news; what it finds at last after ``wait_s``."""
    deadline = time.monotonic() + wait_s
    while True:
        found = await anyio.to_thread.run_sync(look)
        if is_news(found) or time.monotonic() >= deadline:
            return found
        await anyio.sleep(_LOOK_EVERY_S)
