"""What was tried, and what came of it: one row a kind of fault, printed at the end of a run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

_HEADS = ("what was tried", "times", "lost", "doubled", "verified")


@dataclass
class Row:
    """``lost`` and ``doubled`` count events, ``times`` faults, ``verified`` how often all that is kept was verified."""

    what: str
    times: int = 0
    lost: int = 0
    doubled: int = 0
    verified: int = 0


@dataclass
class Ledger:
    """The rows of a run."""

    rows: dict[str, Row] = field(default_factory=dict)

    def find(self, what: str) -> Row:
        """The row called ``what``."""
        return self.rows.setdefault(what, Row(what))

    def write(self) -> Iterator[str]:
        """The table, line by line, with its sums."""
        whole = Row("altogether")
        for row in self.rows.values():
            whole.times += row.times
            whole.lost += row.lost
            whole.doubled += row.doubled
            whole.verified += row.verified
        width = max(len(row.what) for row in (*self.rows.values(), whole))
        yield f"{_HEADS[0]:<{width}}" + "".join(f"{head:>10}" for head in _HEADS[1:])
        for row in (*self.rows.values(), whole):
            yield f"{row.what:<{width}}{row.times:>10}{row.lost:>10}{row.doubled:>10}{row.verified:>10}"
