"""Measuring two ways side by side, and one line of what came out."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Score:
    """One result. ``ratio`` is at most ``bound`` when met, or at least when ``more_is_better``."""

    name: str
    ratio: float
    bound: float
    raw: str
    more_is_better: bool = False

    @property
    def is_met(self) -> bool:
        """Whether the goal is met."""
        return self.ratio >= self.bound if self.more_is_better else self.ratio <= self.bound

    def write(self) -> str:
        """``bench NAME RATIO goal <=X`` and the raw medians."""
        way = ">=" if self.more_is_better else "<="
        word = "" if self.is_met else "  MISSED"
        return f"bench {self.name} {self.ratio:.2f} goal {way}{self.bound:g}  ({self.raw}){word}"


def interleave(subject: Callable[[], float], peer: Callable[[], float], rounds: int) -> tuple[float, float]:
    """The medians of both, taken in turns, so that a busy moment of the machine meets both; one round each warms up."""
    taken = take_turns(subject, peer, rounds)
    return median(one for one, _ in taken), median(other for _, other in taken)


def take_turns(
    subject: Callable[[], float], peer: Callable[[], float], rounds: int, warm_up: int = 1
) -> list[tuple[float, float]]:
    """What both took in each of ``rounds`` turns, after those that warm up."""
    taken = [(subject(), peer()) for _ in range(warm_up + rounds)]
    return taken[warm_up:]


def clock(call: Callable[[], object]) -> float:
    """Seconds that one call takes."""
    started = time.perf_counter()
    call()
    return time.perf_counter() - started
