"""``verify``: ``veildesk-central audit verify`` over trails: events a second, and memory that does not grow, neither
with what is there nor with what is wrong.

Two Centrals on SQLite hold desks' real events, signed batch by batch; the command runs as a process of its own, and
says at its end what peak of resident memory the kernel counted. (What ``wait4`` gives counts the bench's own in: Linux
carries a peak over from the process that starts another.)
"""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from statistics import median

from protocol.events import MAX_BATCH
from protocol.identifiers import make_identifier
from server.log.append import Arrival, append_arrivals
from server.log.signed_heads import keep_heads
from server.log.tree import Tree
from server.services.central import Central, make_central
from tests.bench.delivering import Agent, Batch
from tests.bench.score import Score, clock
from tests.bench.workshop import Workshop
from tests.server.house import House

FEW, MANY, DESKS, ROUNDS = 20_000, 160_000, 20, 3
_TOGETHER = 10
_MIB = 1024
"""In the kernel's unit for a peak, KiB."""
_PROGRAM = """
import atexit, sys

def say_peak():
    with open("/proc/self/status") as status:
        sys.stderr.write(next(line for line in status if line.startswith("VmHWM:")))

atexit.register(say_peak)
from server.cli import main
main()
"""


def measure(workshop: Workshop) -> Iterator[Score]:
    """Both trails in turns, as they are, and then with every second event wrong, so that no two make a range."""
    folder = workshop.make_folder("verify")
    few, many = _make_trail(folder / "few", FEW), _make_trail(folder / "many", MANY)
    taken = [(_verify(few), _verify(many)) for _ in range(ROUNDS)]
    memory, smaller = (median(peak for _, peak in one) for one in ([b for _, b in taken], [a for a, _ in taken]))
    # what starting the program costs stands in both, and so goes out with the difference
    rate = (MANY - FEW) / (median(b[0] for _, b in taken) - median(a[0] for a, _ in taken))
    raw = f"{memory / _MIB:.0f} MiB for {MANY:,} events, {smaller / _MIB:.0f} MiB for {FEW:,}; {rate:,.0f} events/s"
    yield Score("verify-memory", memory / smaller, 1.1, raw)
    for place in (few, many):
        _spoil(place)
    taken = [(_verify(few, code=1), _verify(many, code=1)) for _ in range(ROUNDS)]
    memory, smaller = (median(peak for _, peak in one) for one in ([b for _, b in taken], [a for a, _ in taken]))
    raw = f"{memory / _MIB:.0f} MiB for {MANY // 2:,} faults, {smaller / _MIB:.0f} MiB for {FEW // 2:,}"
    yield Score("verify-memory-wrong", memory / smaller, 1.1, raw)


def _make_trail(place: Path, size: int) -> Path:
    central = make_central(place, host="127.0.0.1", port=1, hosts=("localhost",), url="", database="")
    house = House(central).furnish()
    agents = [Agent(house.place_desk(), make_identifier()) for _ in range(DESKS)]
    batches = (agent.make_batch() for _ in range(size // MAX_BATCH // DESKS) for agent in agents)
    while together := list(islice(batches, _TOGETHER)):
        _append(central, together)
    central.engine.dispose()
    return place


def _append(central: Central, batches: list[Batch]) -> None:
    with central.engine.begin() as connection:
        tree = Tree.read(connection, lock=True)
        for batch in batches:
            append_arrivals(connection, tree, [Arrival(batch.placed, "127.0.0.1")])
        keep_heads(connection, [batch.head for batch in batches])


def _spoil(place: Path) -> None:
    with closing(sqlite3.connect(place / "central.db")) as connection, connection:
        connection.execute("DROP TRIGGER events_is_fixed")
        connection.execute("UPDATE events SET outcome = 'refused' WHERE seq % 2 = 0")


def _verify(place: Path, code: int = 0) -> tuple[float, int]:
    """Seconds, and the peak of resident memory in KiB; RuntimeError when it ends with another ``code``."""
    words = [sys.executable, "-c", _PROGRAM, "audit", "verify", "--data", str(place)]
    said = ""

    def run() -> None:
        nonlocal said
        ended = subprocess.run(words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False)
        if ended.returncode != code:
            raise RuntimeError(f"verifying the bench's trail ended with {ended.returncode}")
        said = ended.stderr

    seconds = clock(run)
    return seconds, int(said.rpartition("VmHWM:")[2].split()[0])
