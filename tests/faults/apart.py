"""Running a function in a process of its own, forked from a clean one: its faults come back as they were raised."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
Done = TypeVar("Done")


def run_apart(act: Callable[P, Done], *args: P.args, **kwargs: P.kwargs) -> Done:
    """What ``act``, a function of a module, returns; what it raises is raised here."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("forkserver")) as pool:
        return pool.submit(act, *args, **kwargs).result()
