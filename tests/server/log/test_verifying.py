"""However much of the log is wrong, all of it is told, in ranges, and memory does not grow with it (A7, U2)."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner

from server.cli import main
from server.services import verification
from server.services.central import make_central
from server.services.verification import verify_trail
from tests.server.house import House
from tests.server.log.desks import Chain, deliver
from tests.verified import verify_and_list

BATCHES, BATCH = 8, 250


def make_company(folder: Path, *, batches: int = BATCHES) -> tuple[House, list[Chain]]:
    """Two desks that have delivered ``batches`` batches each, in turns."""
    central = make_central(folder, host="127.0.0.1", port=8443, hosts=("127.0.0.1",), url="", database="")
    house = House(central).furnish()
    chains = [Chain(house.place_desk()) for _ in range(2)]
    for _ in range(batches):
        for chain in chains:
            deliver(house, chain, chain.write_batch(BATCH))
    return house, chains


def edit(house: House, *statements: str, desk: str = "") -> None:
    """What somebody does who owns the database; ``:desk`` in a statement is ``desk``."""
    with house.central.engine.begin() as connection:
        for (name,) in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").all():
            connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
        for statement in statements:
            values = {"desk": desk} if ":desk" in statement else {}
            assert connection.exec_driver_sql(statement, values).rowcount > 0


def list_faults(house: House) -> tuple[int, list[str]]:
    with house.reading() as connection:
        found, faults = verify_and_list(connection, house.central.log_key.public)
    house.central.engine.dispose()
    return found.fault_count, faults


def test_a_log_that_is_wrong_everywhere_is_told_in_ranges(tmp_path: Path) -> None:
    house, (one, two) = make_company(tmp_path / "central")
    edit(house, "UPDATE events SET outcome = 'refused' WHERE act = 'card.opened'")
    count, faults = list_faults(house)
    last, every = BATCHES * BATCH, 2 * BATCHES * BATCH
    said = f"events 1 to {last}, each: searches see another outcome than its bytes say"
    assert [fault.partition("device ")[2] for fault in faults] == [f"{chain.desk.id}, {said}" for chain in (one, two)]
    assert count == every


def test_a_range_ends_where_something_is_right_and_begins_anew(tmp_path: Path) -> None:
    house, (one, _) = make_company(tmp_path / "central", batches=1)
    edit(
        house,
        "UPDATE events SET outcome = 'refused' WHERE device = :desk AND seq IN (3, 4, 5, 9, 20, 21)",
        "UPDATE events SET actor = 'nobody' WHERE device = :desk AND seq IN (20, 21)",
        "UPDATE events SET object_id = 'nobody' WHERE device = :desk AND seq = 22",
        desk=one.desk.id,
    )
    count, faults = list_faults(house)
    assert count == 7
    assert [fault.partition("device ")[2].removeprefix(f"{one.desk.id}, ") for fault in faults] == [
        "events 3 to 5, each: searches see another outcome than its bytes say",
        "event 9: searches see another outcome than its bytes say",
        "events 20 to 21, each: searches see another actor, outcome than its bytes say",
        "event 22: searches see another object_id than its bytes say",
    ]


def test_events_moved_along_their_chain_are_one_range(tmp_path: Path) -> None:
    house, (one, _) = make_company(tmp_path / "central", batches=1)
    edit(house, "UPDATE events SET seq = seq + 1000 WHERE device = :desk", desk=one.desk.id)
    _, faults = list_faults(house)
    named = f"events 1001 to {1000 + BATCH}, each: its bytes name device {one.desk.id}, events 1 to {BATCH}"
    assert [fault for fault in faults if named in fault], faults
    assert len(faults) == 4, "beside it: which event was due, where the chain ends, and a signature"


def test_signatures_and_tiles_are_told_in_ranges(tmp_path: Path) -> None:
    house, (one, _) = make_company(tmp_path / "central")
    edit(
        house,
        "UPDATE tiles SET hashes = zeroblob(length(hashes)) WHERE level = 0",
        "UPDATE signed_heads SET signature = zeroblob(64) WHERE device = :desk",
        desk=one.desk.id,
    )
    _, faults = list_faults(house)
    tiles, signatures = faults
    assert tiles.startswith("tiles 0/0 to 0/15: they do not hold the log's events 0 to "), faults
    last = BATCHES * BATCH
    assert signatures.endswith(f"events 1 to {last}: none of the {BATCHES} signatures over them is the desk's"), faults


def test_faults_are_told_while_the_log_is_walked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever stops it has what was found until then."""
    monkeypatch.setattr(verification, "PAGE", 100)
    house, (one, _) = make_company(tmp_path / "central")
    edit(house, "UPDATE events SET outcome = 'refused' WHERE device = :desk AND seq IN (7, 1900)", desk=one.desk.id)
    read: list[int] = []
    told: list[int] = []
    hash_leaf = verification.hash_leaf
    monkeypatch.setattr(verification, "hash_leaf", lambda data: read.append(1) or hash_leaf(data))
    with house.reading() as connection:
        verify_trail(connection, house.central.log_key.public, lambda _: told.append(len(read)))
    assert told[0] <= 200
    assert len(told) == 2
    house.central.engine.dispose()


def test_memory_does_not_grow_with_what_is_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every second event is wrong, so that no two make a range."""
    monkeypatch.setattr(verification, "PAGE", 200)
    few, many = (measure_peak(tmp_path / f"{batches}", batches) for batches in (2, 12))
    assert many[0] - few[0] == 2_500, "faults"
    assert many[1] - few[1] < 150_000, "bytes; their sentences alone would be 400,000"


def measure_peak(place: Path, batches: int) -> tuple[int, int]:
    """How many faults a log has that is wrong at every second event, and how many bytes verifying it takes at most."""
    house, _ = make_company(place, batches=batches)
    edit(house, "UPDATE events SET outcome = 'refused' WHERE act = 'card.opened' AND seq % 2 = 0")
    told = 0

    def tell(_: str) -> None:
        nonlocal told
        told += 1

    with house.reading() as connection:
        verify_trail(connection, house.central.log_key.public, tell)
        told = 0
        tracemalloc.start()
        try:
            verify_trail(connection, house.central.log_key.public, tell)
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    house.central.engine.dispose()
    return told, peak


@pytest.mark.parametrize("wrong", [True, False], ids=["wrong", "whole"])
def test_json_is_one_object_whose_faults_come_first(tmp_path: Path, *, wrong: bool) -> None:
    house, (one, _) = make_company(tmp_path / "central", batches=1)
    if wrong:
        edit(house, "UPDATE events SET outcome = 'refused' WHERE device = :desk AND seq IN (3, 4, 9)", desk=one.desk.id)
    house.central.engine.dispose()
    done = CliRunner().invoke(main, ["audit", "verify", "--json", "--data", str(tmp_path / "central")])
    found = msgspec.json.decode(done.stdout)
    assert done.exit_code == int(wrong)
    assert next(iter(found)) == "faults"
    assert (len(found["faults"]), found["fault_count"]) == ((2, 3) if wrong else (0, 0))
    assert found["events"] > 2 * BATCH


def test_a_file_that_is_no_memory_is_refused_before_anything_is_said(tmp_path: Path) -> None:
    house, _ = make_company(tmp_path / "central", batches=1)
    edit(house, "UPDATE events SET outcome = 'refused' WHERE act = 'card.opened'")
    house.central.engine.dispose()
    (tmp_path / "memory.json").write_text("{}")
    words = ["--from-desk", str(tmp_path / "memory.json"), "--data", str(tmp_path / "central")]
    done = CliRunner().invoke(main, ["audit", "verify", *words])
    assert (done.exit_code, done.stdout) == (1, "")
    assert "it is not what a desk writes" in done.stderr
