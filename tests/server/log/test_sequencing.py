"""One order of all events, whoever takes them and whenever a node dies (U2, A8): no gap, no fork, one line."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from itertools import cycle, pairwise
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import func, select

from protocol.checkpoints import Checkpoint, open_checkpoint
from protocol.delivery import EventBatch, Receipt
from protocol.identifiers import make_identifier
from protocol.merkle import verify_consistency
from server.log.publication import check_log, publish
from server.log.tree import Tree
from server.services.central import Central, make_central, open_central
from server.settings import save_settings
from server.store.log_tables import checkpoints
from server.store.tables import events
from tests.postgres import divide_roles
from tests.server.house import House
from tests.server.log.desks import Chain, deliver
from tests.server.log.dying_node import Moment, Order
from tests.server.log.foreign import open_backend
from tests.server.served import Wire, make_client, place_wire, serving, wait_until_served
from tests.verified import verify_and_list
from ui.demo.ports import find_free_port

DESKS, BATCHES = 6, 6


def make_house(folder: Path, database: str) -> House:
    central = make_central(
        folder, host="127.0.0.1", port=find_free_port(), hosts=("127.0.0.1",), url="", **divide_roles(database)
    )
    return House(central).furnish()


@pytest.fixture
def house(database_url: str, tmp_path: Path) -> Iterator[House]:
    """A company of this test's own."""
    made = make_house(tmp_path / "central", database_url)
    yield made
    made.central.engine.dispose()


def add_node(central: Central, folder: Path) -> Central:
    """Another node on the same database: the same keys, a name and a port of its own."""
    shutil.copytree(central.place.path, folder)
    save_settings(folder, msgspec.structs.replace(central.settings, node=make_identifier(), port=find_free_port()))
    return open_central(folder)


def place_at(nodes: list[Central], house: House, folder: Path) -> list[Wire]:
    """A desk on the wire, with a client for each node."""
    first = place_wire(house, folder, folder.name)
    tls_key = (folder / "client.key").read_bytes()
    others = [
        make_client(node, folder, first.desk.id, first.desk.key, first.certificate, tls_key) for node in nodes[1:]
    ]
    return [first, *(Wire(house, first.desk, client, first.certificate) for client in others)]


def read_line(house: House) -> list[Checkpoint]:
    """Every published checkpoint, oldest first; each signed by the log."""
    with house.reading() as connection:
        notes = connection.execute(select(checkpoints.c.note).order_by(checkpoints.c.size)).scalars().all()
    return [open_checkpoint(note, house.central.log_key.public)[0] for note in notes]


def assert_one_line(house: House, line: list[Checkpoint]) -> None:
    """Each checkpoint goes on from the one before, by a proof that anybody can check."""
    with house.reading() as connection:
        tree = Tree.read(connection)
        for old, new in pairwise(line):
            proof = tree.prove_consistency(old.size, new.size)
            assert verify_consistency(old.size, old.root, new.size, new.root, proof), (old.size, new.size)


def assert_whole(house: House) -> int:
    """Rows, chains, tiles, head and checkpoints fit together; how many events there are."""
    with house.reading() as connection:
        check_log(connection)
        found, faults = verify_and_list(connection, house.central.log_key.public)
        assert found.whole, faults
        size, last = connection.execute(select(func.count(), func.max(events.c.log_index)).select_from(events)).one()
        assert size == last + 1 == found.events == Tree.read(connection).size
    return int(size)


@pytest.mark.postgres
def test_several_nodes_on_one_database_make_one_log(postgres_url: str, tmp_path: Path) -> None:
    """Two served Centrals take batches at once, a desk's from either in turn, and publish checkpoints meanwhile."""
    house = make_house(tmp_path / "central", postgres_url)
    nodes = [house.central, add_node(house.central, tmp_path / "second")]
    before = assert_whole(house)

    def work(number: int) -> list[str]:
        """One desk's day, at the nodes in turn; every checkpoint that it was shown."""
        chain, shown = Chain(wires[number][0].desk), []
        backends = [open_backend(node, tmp_path / f"desk-{number}") for node in nodes]
        seats = cycle(zip(wires[number], backends, strict=True))
        for count, (wire, backend) in zip(range(1, BATCHES + 1), seats, strict=False):
            receipt = wire.call("POST", "/v1/events", Receipt, chain.write_batch(count * 7))
            published = backend.get("checkpoint")
            assert published
            shown += [receipt.log.checkpoint, published.decode()]
        for backend in backends:
            backend.session.close()
        return shown

    with ExitStack() as open_, ThreadPoolExecutor(DESKS) as pool:
        for node in nodes:
            open_.enter_context(serving(node))
        wires = [place_at(nodes, house, tmp_path / f"desk-{number}") for number in range(DESKS)]
        for wire in wires[0]:
            wait_until_served(wire)
        shown = [note for notes in pool.map(work, range(len(wires))) for note in notes]
        for wire in (wire for each in wires for wire in each):
            wire.client.close()
    events_sent = len(wires) * sum(count * 7 for count in range(1, BATCHES + 1))
    assert assert_whole(house) >= before + events_sent
    line = read_line(house)
    assert_one_line(house, line)
    told = {open_checkpoint(note, house.central.log_key.public)[0] for note in shown} | set(line)
    assert len({checkpoint.size for checkpoint in told}) == len(told), "two roots for one size"
    assert_one_line(house, sorted(told, key=lambda checkpoint: checkpoint.size))
    for node in nodes:
        node.engine.dispose()


def take_and_die(house: House, chain: Chain, batch: EventBatch, killed: Moment, order_file: Path) -> None:
    """Another process takes the batch and is killed at a moment."""
    order_file.write_bytes(msgspec.json.encode(Order(device=chain.desk.device, batch=batch, killed=killed)))
    command = [sys.executable, "-m", "tests.server.log.dying_node", house.central.place.path, order_file]
    assert subprocess.run(command, check=False, timeout=60).returncode == -signal.SIGKILL


def test_a_crash_between_rows_and_checkpoint_repairs_itself_at_start(house: House, tmp_path: Path) -> None:
    chain = Chain(house.place_desk())
    deliver(house, chain, chain.write_batch(300))
    with house.writing() as connection:
        publish(connection, house.central.log_key)
    size, batch = assert_whole(house), chain.write_batch(300)
    take_and_die(house, chain, batch, Moment.ROWS_WRITTEN, tmp_path / "order.json")
    assert assert_whole(house) == size, "rows, tiles and head were one transaction"
    take_and_die(house, chain, batch, Moment.ROWS_COMMITTED, tmp_path / "order.json")
    assert assert_whole(house) == size + 300
    assert read_line(house)[-1].size == size, "the dead node published nothing"
    with serving(house.central):
        wait_until_served(place_wire(house, tmp_path / "desk", "desk"))
    line = read_line(house)
    assert line[-1].size >= size + 300, "the next start did"
    assert_one_line(house, line)
    receipt = deliver(house, chain, batch)
    assert (receipt.first_seq, receipt.last_seq) == (301, 600)
    with house.reading() as connection:
        assert connection.execute(select(func.count()).where(events.c.device == chain.desk.id)).scalar_one() == 600
    assert_whole(house)
