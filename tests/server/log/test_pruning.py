"""Events go when their time is over, and not a day before; their hashes stay, and with them every proof (U2, X1)."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import msgspec
import pytest
from click.testing import CliRunner
from sqlalchemy import Engine, func, insert, select, text
from sqlalchemy.exc import DBAPIError
from tlog_scales import tiles as scales
from tlog_scales.reader import TilesReader

from protocol.administration import ConfigurationWrong
from protocol.checkpoints import open_checkpoint
from protocol.events import Act
from protocol.merkle import hash_leaf, verify_consistency
from protocol.tiles import TILE_WIDTH
from protocol.times import after, now
from protocol.trail import ChainForked, EventsPruned
from server.cli import main
from server.commands.upkeep import keep_pruning
from server.log import append
from server.log.publication import check_log
from server.log.serving import serve_entries
from server.log.tree import Tree
from server.services.central import make_central
from server.services.ingest import check_batch, take_batches
from server.services.policy import Policy, TrailPolicy
from server.services.policy_setting import set_policy
from server.services.retention import prune_trail
from server.store.database import open_database
from server.store.log_tables import pruned_events, prunings
from server.store.tables import events
from tests.inclusion import verify_inclusion
from tests.postgres import divide_roles
from tests.server.house import House
from tests.server.log.desks import Chain, deliver
from tests.server.log.foreign import ServedLog
from tests.verified import find_faults, verify_and_list

OLD, DUE = 600, 512
"""Events of four years ago, and how many of all go: whole bundles."""
_KILLED = """
import os, signal, sys
from pathlib import Path
from server.services.central import open_central
from server.services.retention import prune_trail
central = open_central(Path(sys.argv[1]))
def die(done):
    if done >= 200:
        os.kill(os.getpid(), signal.SIGKILL)
prune_trail(central.engine, central.node, batch=100, progress=die)
"""


def days_ago(days: int) -> str:
    return after(now(), days=-days)


def receive_at(patch: pytest.MonkeyPatch, moment: str) -> None:
    """From now on Central's clock says ``moment`` where it takes events."""
    patch.setattr(append, "now", lambda: moment)


def open_company(url: str, folder: Path, patch: pytest.MonkeyPatch, first: str) -> SimpleNamespace:
    """A company whose log begins at ``first``, with one desk's batches."""
    receive_at(patch, first)
    central = make_central(
        folder / "central", host="127.0.0.1", port=8443, hosts=("127.0.0.1",), url="", **divide_roles(url)
    )
    house = House(central).furnish()
    chain = Chain(house.place_desk())
    batches = [chain.write_batch(OLD // 2) for _ in range(2)]
    receipts = [deliver(house, chain, batch) for batch in batches]
    return SimpleNamespace(house=house, chain=chain, batches=batches, receipts=receipts)


@pytest.fixture
def aged(database_url: str, tmp_path: Path) -> Iterator[SimpleNamespace]:
    """Its log begins four years ago, goes on ten days ago, and today."""
    yield from age_company(database_url, tmp_path)


@pytest.fixture
def aged_on_sqlite(tmp_path: Path) -> Iterator[SimpleNamespace]:
    """The same where both databases would say the same."""
    yield from age_company("", tmp_path)


def age_company(url: str, folder: Path) -> Iterator[SimpleNamespace]:
    with pytest.MonkeyPatch.context() as patch:
        company = open_company(url, folder, patch, days_ago(4 * 365))
        receive_at(patch, days_ago(10))
        deliver(company.house, company.chain, company.chain.write_batch(40))
    deliver(company.house, company.chain, company.chain.write_batch(20))
    yield company
    company.house.central.engine.dispose()


def prune(house: House) -> int:
    return prune_trail(house.central.engine, house.central.node, "the tests")


def count(house: House, table: object) -> int:
    with house.reading() as connection:
        return int(connection.execute(select(func.count()).select_from(table)).scalar_one())  # type: ignore[arg-type]


def verify(house: House) -> list[str]:
    """Faults of the log; how much of it is pruned goes with the tables."""
    with house.reading() as connection:
        check_log(connection)
        found, faults = verify_and_list(connection, house.central.log_key.public)
        assert found.pruned == connection.execute(select(func.count()).select_from(pruned_events)).scalar_one()
        assert found.events == Tree.read(connection).size
        return faults


def test_what_is_old_goes_and_what_is_proven_stays_proven(aged: SimpleNamespace) -> None:
    house, size = aged.house, count(aged.house, events)
    with house.reading() as connection:
        root = Tree.read(connection).root()
        (data,) = connection.execute(select(events.c.bytes).where(events.c.log_index == DUE - 1)).one()
    assert prune(house) == DUE
    assert count(house, events) == size - DUE + 1, "the pruning is on record"
    detail = house.last_event(Act.EVENTS_PRUNED).detail
    assert (detail["first"], detail["upto"], detail["keep_days"], detail["by"]) == ("0", str(DUE), "1096", "the tests")
    assert verify(house) == []
    with house.reading() as connection:
        tree = Tree.read(connection)
        present = tree.root()
        assert tree.root_at(size) == root, "no hash has changed"
        path = tree.prove_inclusion(DUE - 1, tree.size)
        assert verify_inclusion(hash_leaf(bytes(data)), DUE - 1, tree.size, path, present)
        for receipt in aged.receipts:
            old, _ = open_checkpoint(receipt.log.checkpoint, house.central.log_key.public)
            proof = tree.prove_consistency(old.size, tree.size)
            assert verify_consistency(old.size, old.root, tree.size, present, proof)
        reader = TilesReader(ServedLog(connection))
        reader.set_size(tree.size)
        assert reader.calculate_root_hash() == present
        reader.get_inclusion_proof(DUE - 1, tree.size).check(hash_leaf(bytes(data)), present)
        for place in range(DUE // TILE_WIDTH):
            with pytest.raises(EventsPruned):
                serve_entries(connection, f"{place:03}")
        kept = scales.leaf_hash(reader.get_entry(DUE))
        reader.get_inclusion_proof(DUE, tree.size).check(kept, present)
    assert prune(house) == 0
    assert house.last_event(Act.EVENTS_PRUNED).detail == detail, "nothing new was declared"


def test_a_desk_that_sends_pruned_events_again_gets_their_receipt_and_another_version_is_a_fork(
    aged: SimpleNamespace,
) -> None:
    house, chain, batch = aged.house, aged.chain, aged.batches[0]
    prune(house)
    again = deliver(house, chain, batch)
    assert [(run.first, run.count) for run in again.runs] == [(run.first, run.count) for run in aged.receipts[0].runs]
    other = Chain(chain.desk).write_batch(3)
    (answer,) = take_batches(house.central, [check_batch(chain.desk.device, other, "10.8.0.7")])
    assert isinstance(answer, ChainForked)


def test_on_sqlite_nothing_of_a_pruned_event_is_left_in_the_file(aged_on_sqlite: SimpleNamespace) -> None:
    house, batch = aged_on_sqlite.house, aged_on_sqlite.batches[0]
    cards = [msgspec.json.decode(bytes(raw))["object_id"].encode() for raw in batch.events]
    file = Path(str(house.central.engine.url.database))
    prune(house)
    with house.central.engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    content = file.read_bytes()
    assert not [card for card in cards if card in content]


def test_it_is_told_in_words(aged_on_sqlite: SimpleNamespace) -> None:
    folder = str(aged_on_sqlite.house.central.place.path)

    def run(*words: str) -> str:
        result = CliRunner().invoke(main, [*words, "--data", folder])
        assert result.exit_code == 0, result.output
        return result.output

    assert run("audit", "prune") == f"{DUE} events are pruned, hash kept.\n"
    assert run("audit", "prune") == "Nothing is older than policy keeps it.\n"
    assert f"\n{DUE} of them are pruned, hash kept.\n" in run("audit", "verify")
    assert msgspec.json.decode(run("audit", "verify", "--json"))["pruned"] == DUE


def test_what_policy_keeps_stays(aged_on_sqlite: SimpleNamespace) -> None:
    house = aged_on_sqlite.house
    with house.writing() as connection:
        set_policy(connection, house.central.node, Policy(trail=TrailPolicy(keep_days=5 * 365)), "test")
    assert prune(house) == 0
    assert count(house, prunings) == 0


def test_no_policy_keeps_the_trail_for_less_than_six_months(aged_on_sqlite: SimpleNamespace) -> None:
    house = aged_on_sqlite.house
    with house.writing() as connection, pytest.raises(ConfigurationWrong) as told:
        set_policy(connection, house.central.node, Policy(trail=TrailPolicy(keep_days=183)), "test")
    assert "six months at least, that is 184 days" in told.value.say()


def test_a_killed_pruning_goes_on_where_it_was(aged: SimpleNamespace) -> None:
    house = aged.house
    command = [sys.executable, "-c", _KILLED, house.central.place.path]
    assert subprocess.run(command, check=False, timeout=60).returncode == -signal.SIGKILL
    assert count(house, pruned_events) == 200
    assert verify(house) == [], "half of it is as whole as all of it"
    assert prune(house) == DUE - 200
    assert verify(house) == []
    with house.reading() as connection:
        declared = select(func.count()).where(events.c.act == Act.EVENTS_PRUNED.value)
        assert connection.execute(declared).scalar_one() == 1


def test_a_clock_that_jumped_prunes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    company = open_company("", tmp_path, monkeypatch, days_ago(4 * 365))
    house = company.house
    receive_at(monkeypatch, now())
    deliver(house, company.chain, company.chain.write_batch(20))
    with pytest.raises(ConfigurationWrong) as told:
        prune(house)
    assert "its clock has jumped" in told.value.say()
    assert count(house, pruned_events) == count(house, prunings) == 0
    house.central.engine.dispose()


def test_central_prunes_by_itself(aged_on_sqlite: SimpleNamespace) -> None:
    stop = threading.Event()
    thread = threading.Thread(target=keep_pruning, args=(aged_on_sqlite.house.central, stop, 0, 0.01))
    thread.start()
    done = threading.Event()
    while count(aged_on_sqlite.house, pruned_events) < DUE and thread.is_alive():
        done.wait(0.05)
    stop.set()
    thread.join(60)
    assert verify(aged_on_sqlite.house) == []


def forge(owner: Engine, statement: str, **values: object) -> str:
    """What the database says to a statement that its owner sends, who may do whatever no guard refuses."""
    with pytest.raises(DBAPIError) as refused, owner.begin() as connection:
        connection.execute(text(statement), values)
    return str(refused.value.orig)


def test_the_database_lets_nothing_go_but_what_was_declared_is_old_and_is_kept_as_hash(
    aged: SimpleNamespace, database_url: str
) -> None:
    house, owner = aged.house, open_database(database_url)
    drop = "DELETE FROM events WHERE log_index = :index"
    assert "append-only" in forge(owner, drop, index=0)
    declare = "INSERT INTO prunings (upto, received_before, begun_at) VALUES (:upto, '', '')"
    for upto in (0, 100, 10 * TILE_WIDTH):
        assert "append-only" in forge(owner, declare, upto=upto), "no whole bundles of this log"
    keep = "INSERT INTO pruned_events (log_index, device, seq, hash) VALUES (:index, :device, :seq, :hash)"
    desk = {"device": aged.chain.desk.id, "hash": bytes(32)}
    assert "append-only" in forge(owner, keep, index=DUE - 1, seq=500, **desk), "not declared"
    with house.writing() as connection:
        late = connection.execute(select(func.max(events.c.log_index))).scalar_one()
        connection.execute(insert(prunings).values(upto=DUE, received_before="", begun_at=""))
        first = connection.execute(
            select(events.c.log_index).where(events.c.device == desk["device"]).limit(1)
        ).scalar()
    assert "append-only" in forge(owner, declare, upto=TILE_WIDTH), "it goes forward alone"
    assert "append-only" in forge(owner, drop, index=first), "its hash is not kept"
    assert "append-only" in forge(owner, keep, index=first, seq=2, **desk), "that is not its place"
    assert "append-only" in forge(owner, keep, index=late, seq=660, **desk), "not declared"
    assert "append-only" in forge(owner, "UPDATE prunings SET upto = 0")
    assert "append-only" in forge(owner, "DELETE FROM prunings")
    assert prune(house) == DUE
    assert "append-only" in forge(owner, "UPDATE pruned_events SET seq = seq + 1000")
    assert "append-only" in forge(owner, "DELETE FROM pruned_events")
    assert "append-only" in forge(owner, "UPDATE events SET actor = ''")
    assert [fault for fault in verify(house) if "no event of Central's says so" in fault], "it was declared by hand"
    owner.dispose()


def test_the_database_keeps_six_months_whatever_is_declared(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = open_company(database_url, tmp_path, monkeypatch, days_ago(183)).house
    with house.writing() as connection:
        connection.execute(insert(prunings).values(upto=TILE_WIDTH, received_before=now(), begun_at=now()))
    with pytest.raises(DBAPIError, match="append-only"):
        prune(house)
    assert count(house, pruned_events) == 0
    house.central.engine.dispose()


EDITS = {
    "a hash was changed": ("UPDATE pruned_events SET hash = zeroblob(32) WHERE log_index = 511", "does not follow"),
    "a hash was dropped": (
        "DELETE FROM pruned_events WHERE log_index = 300",
        "log index 300: no hash is kept, though 301 is pruned",
    ),
    "a hash came too early": (
        "INSERT INTO pruned_events SELECT log_index, device, seq, zeroblob(32) FROM events WHERE log_index = 514",
        "log index 512 to 514: 3 events among those that are pruned",
    ),
    "the declaration was dropped": ("DELETE FROM prunings", "never declared"),
    "a tile was changed": ("UPDATE tiles SET hashes = zeroblob(8192) WHERE level = 0 AND place = 0", "does not hold"),
}


@pytest.mark.parametrize(("edit", "said"), EDITS.values(), ids=EDITS)
def test_edits_of_what_is_kept_are_found(aged_on_sqlite: SimpleNamespace, edit: str, said: str) -> None:
    house = aged_on_sqlite.house
    prune(house)
    with house.central.engine.begin() as connection:
        for (name,) in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").all():
            connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
        connection.exec_driver_sql(edit)
    with house.reading() as connection:
        faults = find_faults(connection, house.central.log_key.public)
    assert [fault for fault in faults if said in fault], faults
