"""``guards``: processor time of a signed-in desk that nobody touches, with every guard on, against a bare window."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from tests.bench.score import Score
from tests.bench.starting import run_program
from tests.bench.workshop import PASSWORD, USERNAME, Workshop

SECONDS = 60


def measure(workshop: Workshop) -> Sequence[Score]:
    """Over the same minute, once both have settled; there is no Central, so the desk looks for it now and then."""
    place = str(workshop.desk.folder.path)
    person = (USERNAME, PASSWORD, str(SECONDS))
    with ThreadPoolExecutor(2) as pool:
        desk = pool.submit(run_program, "desk_window", place, "idle", *person)
        bare = pool.submit(run_program, "bare_window", "idle", str(SECONDS))
        spent, least = desk.result(), bare.result()
    without = run_program("desk_window", place, "unguarded", *person)
    words = (
        f"{spent * 1000:.1f} ms of {SECONDS} s, without its guards {without * 1000:.1f} ms, "
        f"a bare window {least * 1000:.1f} ms"
    )
    return [Score("guards", spent / least, 1.5, words)]
