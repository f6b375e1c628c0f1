"""Loading the desk behind the first window, and never twice: its journal opens for one only."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

Loaded = TypeVar("Loaded")


class OnceLoader(Generic[Loaded]):
    """Calls ``load`` once, however many threads ask at the same moment; a load that failed is tried again."""

    def __init__(self, load: Callable[[], Loaded]) -> None:
        self._load = load
        self._alone = Lock()
        self._loaded: tuple[Loaded] | None = None

    def __call__(self) -> Loaded:
        """What was loaded, or is loaded now; raises what ``load`` raises."""
        with self._alone:
            if self._loaded is None:
                self._loaded = (self._load(),)
            return self._loaded[0]
