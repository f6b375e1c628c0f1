"""Running a function in a process of its own, forked from a clean one."""

from __future__ import annotations

import multiprocessing
import traceback
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
Done = TypeVar("Done")


def run_apart(act: Callable[P, Done], *args: P.args, **kwargs: P.kwargs) -> Done:
    """What ``act``, a function of a module, returns; AssertionError with its traceback when it raises."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("forkserver")) as pool:
        return pool.submit(_run, act, args, kwargs).result()


def _run(act: Callable[..., Done], args: tuple[object, ...], kwargs: dict[str, object]) -> Done:
    try:
        return act(*args, **kwargs)
    except BaseException:  # not every exception can be sent to another process
        raise AssertionError(traceback.format_exc()) from None
