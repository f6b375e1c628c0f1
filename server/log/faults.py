"""What is wrong with the trail, told as it is found, and neighbours of which the same is to be said as one range (A7).

So memory does not grow with what is wrong: it holds the ranges that may still go on, a few for each device.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import ClassVar, Self

Tell = Callable[[str], object]
"""Gets a sentence that names a fault, or a range of them."""


@dataclass(kw_only=True, slots=True)
class Fault(ABC):
    """A fault, or a range of ``count`` neighbours of one subject with the same, from ``first`` to ``last``."""

    touching: ClassVar[bool] = False
    """Whether nothing may lie between neighbours; else they are the subject's next two that are looked at."""
    first: int
    last: int
    what: Hashable
    count: int = 1

    @property
    def kind(self) -> Hashable:
        """What is to be said; the same for all of a range."""
        return self.what

    def take(self, later: Self) -> bool:
        """Go on to the subject's next fault of this kind; False where that is no neighbour."""
        if self.touching and later.first != self.last + 1:
            return False
        self.last, self.count = later.last, self.count + later.count
        return True

    @abstractmethod
    def say(self) -> str:
        """The range in a sentence."""


class Faults:
    """Faults on their way to ``tell``. What one :meth:`settle` tells is in the order in which it began."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self._open: dict[Hashable, dict[Hashable, tuple[int, Fault]]] = {}
        """By subject and kind the ranges that may go on, and as which each began."""
        self._ended: list[tuple[int, str]] = []
        self._begun = 0
        self.count = 0
        """How many were found; a range counts for all that it holds."""

    def say(self, sentence: str) -> None:
        """Add one that has no neighbours."""
        self.count += 1
        self._ended.append((self._number(), sentence))

    def note(self, subject: Hashable, wrong: Iterable[Fault]) -> None:
        """Add what is wrong at the next place of a subject, nothing where all is right; what is not wrong any longer
        ends before it."""
        if not wrong and subject not in self._open:
            return
        past, present = self._open.pop(subject, {}), {}
        for fault in wrong:
            self.count += fault.count
            before = past.get(fault.kind)
            if before is not None and before[1].take(fault):
                present[fault.kind] = past.pop(fault.kind)
            else:
                present[fault.kind] = self._number(), fault
        self._ended += [(number, fault.say()) for number, fault in past.values()]
        if present:
            self._open[subject] = present

    def settle(self) -> None:
        """Tell what has ended; to be called now and then, for it is kept until then."""
        for _, sentence in sorted(self._ended):
            self._tell(sentence)
        self._ended.clear()

    def end(self) -> None:
        """Tell everything: nothing goes on."""
        for subject in list(self._open):
            self.note(subject, ())
        self.settle()

    def _number(self) -> int:
        self._begun += 1
        return self._begun
