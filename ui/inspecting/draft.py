"""What an inspector has filled in and not recorded yet; numbers in its words are masked already."""

from __future__ import annotations

from dataclasses import dataclass, field

from protocol.inspection import Criterion, Inspection, Judged, Mark


@dataclass(frozen=True)
class Draft:
    """``points`` by criterion; what is not judged yet is not in it."""

    points: dict[str, int] = field(default_factory=dict)
    marks: tuple[Mark, ...] = ()
    note: str = ""

    def judged(self, criteria: tuple[Criterion, ...]) -> tuple[Judged, ...]:
        """The points in the scheme's order, of what is judged."""
        return tuple(
            Judged(criterion=each.id, points=self.points[each.id]) for each in criteria if each.id in self.points
        )


def begin_draft(criteria: tuple[Criterion, ...], newest: Inspection | None) -> Draft:
    """Empty; or, where the call was inspected before, what was judged then, as far as the criteria are the same."""
    if newest is None:
        return Draft()
    known = {each.id: each for each in criteria}
    before = {each.id: each for each in newest.criteria}
    same = {name for name, each in known.items() if name in before and before[name].points == each.points}
    points = {one.criterion: one.points for one in newest.judged if one.criterion in same}
    return Draft(points, tuple(mark for mark in newest.marks if mark.criterion in known), newest.note)
