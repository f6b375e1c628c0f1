"""Killing again and again, until it is often enough and every moment was met."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Protocol

from tests.faults.aim import Aim
from tests.faults.fuse import Fuse
from tests.faults.ledger import Ledger
from tests.faults.victims import Mark, Stage

LIMIT = 8
"""So many times the wanted kills at most, until each moment was met."""


class Site(Protocol):
    """Where it happens. ``lost`` and ``doubled`` count events."""

    lost: int
    doubled: int

    def kill(self, fuse: Fuse) -> Sequence[Mark]:
        """Start a victim and hear it to its end."""

    def look(self, heard: Sequence[Mark]) -> str:
        """Mend and verify everything as the kill left it; at which moment it came."""


def kill_often(
    site: Site, stages: Sequence[Stage], moments: Mapping[str, str], kills: int, draw: random.Random, ledger: Ledger
) -> None:
    """Kill ``kills`` times, and on until all ``moments`` (a name, and the words for the ledger) were met."""
    aim, hits = Aim(draw, stages), Counter[str]()
    while hits.total() < kills or (hits.keys() != moments.keys() and hits.total() < kills * LIMIT):
        heard = site.kill(aim.choose())
        aim.learn(heard)
        moment = site.look(heard)
        hits[moment] += 1
        row = ledger.find(moments[moment])
        row.times, row.verified = row.times + 1, row.verified + 1
        row.lost, row.doubled = row.lost + site.lost, row.doubled + site.doubled
        assert (site.lost, site.doubled) == (0, 0), moment
    assert hits.keys() == moments.keys(), hits
