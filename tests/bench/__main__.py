"""``python -m tests.bench [NAME…]``: one line a result, then how many goals were met."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from tests.bench.registry import BENCHES, run_bench
from tests.bench.score import Score
from tests.bench.workshop import open_workshop


def main(names: Sequence[str]) -> int:
    """Run the benches called ``names``, all when there is none; 2 for a name that is not one, else 0."""
    unknown = [name for name in names if name not in BENCHES]
    if unknown:
        sys.stderr.write(f"No bench is called {', '.join(unknown)}. There are: {', '.join(BENCHES)}.\n")
        return 2
    scores: list[Score] = []
    with open_workshop() as workshop:
        for name in names or BENCHES:
            for score in run_bench(name, workshop):
                scores.append(score)
                sys.stdout.write(f"{score.write()}\n")
                sys.stdout.flush()
    met = sum(score.is_met for score in scores)
    sys.stdout.write(f"bench goals met: {met} of {len(scores)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
