"""``growth``: what the log costs when it holds 10,000,000 events, against 10,000: an append, and an inclusion proof.

Both logs are of two Centrals on SQLite, used in turns. An append is what follows once a batch is checked: its
transaction with watch, rows, tree and receipt, until it is on disk. A proof is the audit path of an event anywhere in
the log, for the present head, read from the tiles in a transaction of its own; some hundred of them have been made
before, so that what a Central keeps at hand is there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from random import Random

import msgspec

from protocol.delivery import EventBatch
from protocol.errors import VeildeskError
from protocol.following import check_inclusion, follow
from protocol.identifiers import make_identifier
from protocol.merkle import HASH_BYTES
from protocol.tiles import TILE_WIDTH
from server.log.tree import Tree
from server.services.central import make_central
from server.services.ingest import check_batch, take_batches
from server.store.database import read
from tests.bench.bulk_log import fill_log
from tests.bench.delivering import Agent
from tests.bench.score import Score, clock, interleave
from tests.bench.workshop import Workshop
from tests.inclusion import verify_inclusion
from tests.server.house import House

SMALL, LARGE = 10_000, 10_000_000
BATCH, PROOFS, ROUNDS, WARMING = 100, 40, 20, 10


def measure(workshop: Workshop) -> Iterator[Score]:
    """Appends, then proofs."""
    folder = workshop.make_folder("growth")
    with _open_log(folder / "small", SMALL) as small, _open_log(folder / "large", LARGE) as large:
        for name, one, other, count in (
            ("append", large.append, small.append, BATCH),
            ("proof", large.prove, small.prove, PROOFS),
        ):
            for _ in range(WARMING):
                one()
                other()
            seconds, before = interleave(one, other, ROUNDS)
            what = f"ms for {count} events" if name == "append" else "ms a proof"
            share = 1000 if name == "append" else 1000 / count
            raw = f"{seconds * share:.2f} {what} at {LARGE:,}, {before * share:.2f} at {SMALL:,}"
            yield Score(f"growth-{name}", seconds / before, 1.3, raw)


class _Log:
    """A Central's log, and a desk that goes on adding to it."""

    def __init__(self, house: House) -> None:
        self._central, self._agent, self._random = (
            house.central,
            Agent(house.place_desk(), make_identifier()),
            Random(7),
        )

    def append(self) -> float:
        """Seconds for a batch, receipt included; which is believed as a desk does."""
        batch = self._agent.make_batch(BATCH)
        checked = check_batch(batch.desk.device, msgspec.json.decode(batch.body, type=EventBatch), "127.0.0.1")
        answers: list[object] = []
        seconds = clock(lambda: answers.extend(take_batches(self._central, [checked])))
        (receipt,) = answers
        if isinstance(receipt, VeildeskError):
            raise receipt
        checkpoint = follow(self._agent.held, receipt.log, self._central.log_key.public)
        check_inclusion(receipt, [data for _, data in batch.placed], checkpoint)
        self._agent.held = checkpoint
        return seconds

    def prove(self) -> float:
        """Seconds for ``PROOFS`` proofs; the last of them is verified."""
        with read(self._central.engine) as connection:
            tree = Tree.read(connection)
            size, root = tree.size, tree.root()
            indexes = [self._random.randrange(size) for _ in range(PROOFS)]
            paths: list[Sequence[bytes]] = []
        seconds = clock(lambda: paths.extend(self._prove(index) for index in indexes))
        with read(self._central.engine) as connection:
            place, start = divmod(indexes[-1], TILE_WIDTH)
            leaf = Tree.read(connection).read_tile(0, place)[start * HASH_BYTES : (start + 1) * HASH_BYTES]
        if not verify_inclusion(leaf, indexes[-1], size, paths[-1], root):
            raise RuntimeError(f"no proof that event {indexes[-1]} is in a log of {size}")
        return seconds

    def _prove(self, index: int) -> Sequence[bytes]:
        with read(self._central.engine) as connection:
            tree = Tree.read(connection)
            return tree.prove_inclusion(index, tree.size)


@contextmanager
def _open_log(place: Path, size: int) -> Iterator[_Log]:
    central = make_central(place, host="127.0.0.1", port=1, hosts=("localhost",), url="", database="")
    try:
        house = House(central).furnish()
        fill_log(central, size)
        yield _Log(house)
    finally:
        central.engine.dispose()
