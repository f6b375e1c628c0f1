"""Killing again and again, until it is often enough and every moment was met."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from tests.faults.aim import Aim
from tests.faults.fuse import Fuse
from tests.faults.ledger import Ledger
from tests.faults.victims import Mark, Stage

LIMIT = 8
"""So many times the wanted kills at most, until each moment was met."""
A_SITE = 50
"""Kills before another begins, since everything that a site has is verified after each."""


class Site(Protocol):
    """Where it happens. ``lost`` and ``doubled`` count events."""

    lost: int
    doubled: int

    def kill(self, fuse: Fuse) -> Sequence[Mark]:
        """Start a victim and hear it to its end."""

    def look(self, heard: Sequence[Mark]) -> str:
        """Mend and verify everything as the kill left it; at which moment it came."""

    def finish(self) -> object:
        """Bring everything to its end, and verify it once more."""


def kill_often(
    make_site: Callable[[], Site],
    stages: Sequence[Stage],
    moments: Mapping[str, str],
    kills: int,
    draw: random.Random,
    ledger: Ledger,
) -> None:
    """Kill ``kills`` times, and on until all ``moments`` (a name, and the words for the ledger) were met."""
    aim, hits = Aim(draw, stages), Counter[str]()

    def is_enough() -> bool:
        return hits.total() >= kills and (hits.keys() == moments.keys() or hits.total() >= kills * LIMIT)

    while not is_enough():
        site = make_site()
        for _ in range(A_SITE):
            moment = _kill_once(site, aim)
            hits[moment] += 1
            row = ledger.find(moments[moment])
            row.times, row.verified = row.times + 1, row.verified + 1
            row.lost, row.doubled = row.lost + site.lost, row.doubled + site.doubled
            assert (site.lost, site.doubled) == (0, 0), moment
            if is_enough():
                break
        site.finish()
    assert hits.keys() == moments.keys(), hits


def _kill_once(site: Site, aim: Aim) -> str:
    heard = site.kill(aim.choose())
    aim.learn(heard)
    return site.look(heard)
