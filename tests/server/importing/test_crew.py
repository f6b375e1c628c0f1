"""Processes that seal beside Central's own: they change nothing but the time it takes, and hold little (S1)."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from protocol.administration import ImportStopped
from protocol.fields import FieldKind
from server.keys.records import derive_index_key
from server.services.importing import crew as crews
from server.services.importing.columns import read_header
from server.services.importing.crew import Crew, count_helpers
from server.services.importing.sealing import SealOrder, split_rows
from server.services.importing.table import RowTable
from tests.server.exports import AGREED, CONSENT, add_campaign, import_file, open_customers, write_text

ROWS, BATCH = 400, 20
HEADER = ("姓名", "手机号", "备注", *CONSENT)
BEGIN_S = 60


class ReadyCrew(Crew):
    """Waits for its processes, so that they have their part in a short file too."""

    def __init__(self, order, helpers):
        super().__init__(order, helpers)
        for helper in self._helpers:
            helper._latest[0].result(BEGIN_S)


@pytest.fixture
def two_helpers(monkeypatch):
    monkeypatch.setattr("server.services.importing.run.BATCH", BATCH)
    monkeypatch.setattr("server.services.importing.run.count_helpers", lambda _size: 2)
    monkeypatch.setattr("server.services.importing.run.Crew", ReadyCrew)


def make_lines():
    """Good rows, some that are refused, and every fiftieth twice."""
    for n in range(ROWS):
        mobile = "12345" if n % 17 == 3 else f"1370000{n - (n % 50 == 49):04}"
        yield (f"张{n}", mobile, "回电 13812345678", *AGREED)


def read_helpers():
    """The sealing processes that this one has."""
    children: list[str] = []
    for task in Path("/proc/self/task").iterdir():
        with suppress(FileNotFoundError, ProcessLookupError):  # a thread that has ended meanwhile has none
            children += (task / "children").read_text().split()
    return [int(pid) for pid in children if b"sealing_process" in Path(f"/proc/{pid}/cmdline").read_bytes()]


def test_with_other_processes_the_same_comes_out_in_the_same_order(house, tmp_path, monkeypatch, two_helpers):
    file = write_text(tmp_path / "customers.csv", [HEADER, *make_lines()])
    shared, alone = add_campaign(house), add_campaign(house)
    begun = []
    together = import_file(house, file, shared, progress=lambda _read, _share: begun.append(len(read_helpers())))
    report = together.report.read_bytes()
    assert begun[0] == 2
    assert read_helpers() == []
    monkeypatch.setattr("server.services.importing.run.count_helpers", lambda _size: 0)
    assert import_file(house, file, alone) == together
    assert together.report.read_bytes() == report
    assert open_customers(house, shared) == open_customers(house, alone)
    assert len(open_customers(house, shared)) == together.stored == ROWS - together.refused


def test_a_process_that_ends_stops_the_import_and_the_same_file_brings_the_rest(house, tmp_path, two_helpers):
    file = write_text(tmp_path / "customers.csv", [HEADER, *make_lines()])
    campaign = add_campaign(house)

    def kill(_read, _share):
        for helper in read_helpers():
            os.kill(helper, signal.SIGKILL)

    with pytest.raises(ImportStopped, match=r"stopped after row \d+: a process that checks and seals rows has ended"):
        import_file(house, file, campaign, progress=kill)
    assert read_helpers() == []
    kept = len(open_customers(house, campaign))
    assert 0 < kept < ROWS - 50
    assert import_file(house, file, campaign).known >= kept
    mobiles = [values[FieldKind.MOBILE] for values in open_customers(house, campaign)]
    assert mobiles == list(dict.fromkeys(line[1] for line in make_lines() if line[1] != "12345"))


def test_no_key_and_no_value_stands_where_others_can_read_it(house, tmp_path, two_helpers):
    file = write_text(tmp_path / "customers.csv", [HEADER, *make_lines()])
    seen = []

    def look(_read, _share):
        for helper in read_helpers():
            place = Path(f"/proc/{helper}")
            opened = [str(fd.readlink()) for fd in (place / "fd").iterdir()]
            seen.append(((place / "cmdline").read_bytes() + (place / "environ").read_bytes(), opened))

    import_file(house, file, add_campaign(house), progress=look)
    key = derive_index_key(house.central.keys)
    for said, opened in seen:
        assert not any(secret in said for secret in (key, key.hex().encode(), b"1370000", b"customers.csv"))
        assert all(name.startswith(("pipe:", "/dev/")) for name in opened)
    assert seen


def make_chunks(rows):
    return split_rows(RowTable(iter(rows), "", lambda: 0.5), 10)


@pytest.fixture
def order(house):
    return SealOrder(
        columns=read_header(HEADER, frozenset(FieldKind)),
        moment=datetime.now(UTC),
        zone="Asia/Shanghai",
        consent=None,
        index_key=derive_index_key(house.central.keys),
    )


@pytest.mark.parametrize("helpers", [0, 1])
def test_where_reading_breaks_what_was_read_before_comes_first(order, helpers):
    def read():
        yield from (list(line) for line in make_lines())
        raise OSError("the disk has gone")

    sealed = []
    with ReadyCrew(order, helpers) as crew, pytest.raises(OSError, match="the disk has gone"):
        sealed.extend(chunk.last for chunk, _ in crew.seal(make_chunks(read())))
    assert sealed == list(range(11, ROWS + 2, 10))


def test_few_chunks_are_under_way_however_slow_the_database_is(order):
    read = 0

    def count():
        nonlocal read
        for line in make_lines():
            read += 1
            yield list(line)

    with ReadyCrew(order, 1) as crew:
        for chunk, _ in crew.seal(make_chunks(count())):
            assert read - (chunk.last - 1) <= 50


def test_a_small_file_is_no_other_process_s_work():
    assert count_helpers(crews.WORTH_IT - 1) == 0
    assert 0 <= count_helpers(crews.WORTH_IT) <= crews.MOST


def test_a_process_that_seals_begins_without_what_only_a_server_needs():
    loaded = "import sys, server.services.importing.sealing_process; print('sqlalchemy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", loaded], capture_output=True, check=True).stdout.strip() == b"False"
