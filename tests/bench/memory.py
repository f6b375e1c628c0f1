"""``rss``: memory of the desk with 100,000 cards on screen, against a bare window."""

from __future__ import annotations

from collections.abc import Sequence

from tests.bench.score import Score, interleave
from tests.bench.starting import run_program
from tests.bench.workshop import PASSWORD, USERNAME, Workshop

_MIB = 1024 * 1024


def measure(workshop: Workshop) -> Sequence[Score]:
    """Resident memory, a second after the queue is on screen."""
    place = str(workshop.desk.folder.path)
    desk, bare = interleave(
        lambda: run_program("desk_window", place, "memory", USERNAME, PASSWORD),
        lambda: run_program("bare_window", "memory"),
        3,
    )
    return [Score("rss", desk / bare, 1.5, f"{desk / _MIB:.0f} MiB, a bare window {bare / _MIB:.0f} MiB")]
