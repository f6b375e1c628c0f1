"""When to kill: at random, but so that every stage of the work is hit, however slow the machine is just now."""

from __future__ import annotations

import random
from collections import defaultdict, deque
from collections.abc import Sequence
from itertools import cycle, pairwise
from statistics import median

from tests.faults.fuse import Fuse
from tests.faults.victims import Mark, Stage

_FIRST_GUESS_S = 0.004
_REMEMBERED = 40
_TURNS = 3
_BEYOND = 1.2
"""A stage's moments are drawn up to a little behind its usual end."""


class Aim:
    """Draws moments in ``stages``, each in its turn. How long a stage lasts is learnt from the victims before."""

    def __init__(self, draw: random.Random, stages: Sequence[Stage]) -> None:
        self._draw, self._turns = draw, cycle(stages)
        self._lengths: defaultdict[Stage, deque[float]] = defaultdict(lambda: deque(maxlen=_REMEMBERED))

    def choose(self) -> Fuse:
        """The next victim's moment."""
        stage = next(self._turns)
        known = self._lengths[stage]
        length = median(known) if known else _FIRST_GUESS_S
        turn = 1 if stage is Stage.OPENING else self._draw.randint(1, _TURNS)
        return Fuse(stage, turn, self._draw.uniform(0, _BEYOND * length))

    def learn(self, heard: Sequence[Mark]) -> None:
        """Note how long a victim's stages took."""
        for mark, after in pairwise(heard):
            self._lengths[mark.stage].append(after.at - mark.at)
