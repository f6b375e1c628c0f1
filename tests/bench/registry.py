"""Every bench by its name; its module is imported when it runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.bench.score import Score
    from tests.bench.workshop import Workshop

BENCHES = {
    "start": "starting:measure_sign_in",
    "start-unlocked": "starting:measure_unlocked",
    "rss": "memory:measure",
    "search": "searching:measure",
    "scroll": "scrolling:measure",
    "reveal": "revealing:measure",
    "guards": "idling:measure",
    "secret-view": "showing:measure",
    "import": "importing:measure",
    "mask": "masking:measure",
    "ingest": "ingesting:measure",
    "journal": "journalling:measure",
    "growth": "growing:measure",
    "verify": "verifying:measure",
    "dial": "dialling:measure_dial",
    "resolve": "dialling:measure_resolving",
    "call-cpu": "dialling:measure_processor",
}


def run_bench(name: str, workshop: Workshop) -> Iterator[Score]:
    """What one bench measures."""
    module, _, function = BENCHES[name].partition(":")
    measured: Iterable[Score] = getattr(import_module(f"tests.bench.{module}"), function)(workshop)
    yield from measured
