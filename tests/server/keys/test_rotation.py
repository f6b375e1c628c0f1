"""Rotating the key-encryption key: every value opens before, meanwhile and after, whenever the power goes (S1)."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest
from sqlalchemy import func, select

from protocol.events import Act
from server.keys.file_keys import FileKeys
from server.services import rotation
from server.services.rotation import count_outdated, rotate_keys
from server.store.tables import sealed_records
from tests.server.exports import AGREED, CONSENT, add_campaign, import_file, open_customers, write_text

RECORDS = 23
LIMIT_S = 60
_KILLED = """
import os, signal, sys
from pathlib import Path
from itertools import count
from server.services import rotation
from server.services.central import open_central
central, calls = open_central(Path(sys.argv[1])), count(1)

def stop_at(what, number):
    def stop(*args):
        if next(calls) == number:
            os.kill(os.getpid(), signal.SIGKILL)
        return what(*args)
    return stop

rotation.BATCH = 5
match sys.argv[2]:
    case "version made, nothing moved":
        rotation._rewrap_batch = stop_at(rotation._rewrap_batch, 1)
    case "in the middle of the third batch":
        rotation.rewrap_key = stop_at(rotation.rewrap_key, 13)
    case "all moved, the old version still there":
        central.keys.drop_version = stop_at(central.keys.drop_version, 1)
    case "the old version just destroyed":
        drop = central.keys.drop_version
        central.keys.drop_version = lambda version: (drop(version), os.kill(os.getpid(), signal.SIGKILL))
rotation.rotate_keys(central.engine, central.keys, central.node)
"""


@pytest.fixture(scope="module")
def campaign(house, tmp_path_factory):
    """Sealed records, as an import leaves them."""
    name = add_campaign(house)
    lines = [("姓名", "手机号", *CONSENT), *((f"张{n}某", f"1380000{n:04}", *AGREED) for n in range(RECORDS))]
    file = write_text(tmp_path_factory.mktemp("rotation") / "customers.csv", lines)
    assert import_file(house, file, name).stored == RECORDS
    return name


def rotate(house):
    central = house.central
    return rotate_keys(central.engine, central.keys, central.node).moved


def count_under(house, version):
    with house.reading() as connection:
        query = select(func.count()).select_from(sealed_records).where(sealed_records.c.kek_version == version)
        return connection.execute(query).scalar_one()


def read_ciphertexts(house):
    with house.reading() as connection:
        return {bytes(row) for row in connection.execute(select(sealed_records.c.sealed)).scalars()}


def test_every_record_comes_under_the_new_version_and_no_value_is_touched(house, campaign):
    keys = house.central.keys
    before, values, old = read_ciphertexts(house), open_customers(house, campaign), keys.current_version
    assert len(values) == RECORDS
    told = []
    total = count_under(house, old)
    assert rotate_keys(house.central.engine, keys, house.central.node, told.append).moved == told[-1] == total
    assert keys.versions == FileKeys(house.central.place.keys).versions == (old + 1,)
    assert count_under(house, old + 1) == total
    assert read_ciphertexts(house) == before
    assert open_customers(house, campaign) == values
    detail = house.last_event(Act.KEYS_ROTATED).detail
    assert detail == {"version": str(old + 1), "records": str(total)}


@pytest.mark.parametrize(
    ("moment", "moved"),
    [
        ("version made, nothing moved", 0),
        ("in the middle of the third batch", 10),
        ("all moved, the old version still there", None),
    ],
)
def test_after_a_kill_everything_opens_and_rotating_again_ends_it_without_another_version(
    house, campaign, moment, moved
):
    central, keys = house.central, house.central.keys
    old, values = keys.current_version, open_customers(house, campaign)
    total = count_under(house, old)
    moved = total if moved is None else moved
    killed = subprocess.run(
        [sys.executable, "-c", _KILLED, central.place.path, moment], timeout=LIMIT_S, capture_output=True
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()
    assert FileKeys(central.place.keys).versions == (old, old + 1)
    assert count_under(house, old + 1) == moved
    assert open_customers(house, campaign) == values  # by keys that were opened before all this
    keys.refresh()
    assert count_outdated(central.engine, keys) == total - moved
    assert rotate(house) == total - moved
    assert keys.versions == (old + 1,)
    assert house.last_event(Act.KEYS_ROTATED).detail == {"version": str(old + 1), "records": str(total)}
    assert count_outdated(central.engine, keys) == 0
    assert open_customers(house, campaign) == values


def test_no_version_is_destroyed_before_that_is_on_record(house, campaign):
    central, keys = house.central, house.central.keys
    old, values = keys.current_version, open_customers(house, campaign)
    killed = subprocess.run(
        [sys.executable, "-c", _KILLED, central.place.path, "the old version just destroyed"],
        timeout=LIMIT_S,
        capture_output=True,
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()
    keys.refresh()
    assert keys.versions == (old + 1,)
    assert house.last_event(Act.KEYS_ROTATED).detail["version"] == str(old + 1)
    assert open_customers(house, campaign) == values


def test_customers_who_come_in_during_a_rotation_open_after_it(house, campaign, tmp_path, monkeypatch):
    central, other = house.central, add_campaign(house)
    lines = [("手机号", *CONSENT), *((f"1390000{n:04}", *AGREED) for n in range(12))]
    file, imports = write_text(tmp_path / "more.csv", lines), []
    monkeypatch.setattr(rotation, "BATCH", 10)

    def import_once(_done):
        if not imports:
            imports.append(import_file(house, file, other))

    total = count_under(house, central.keys.current_version)
    assert rotate_keys(central.engine, central.keys, central.node, import_once).moved == total
    assert imports[0].stored == 12
    assert len(central.keys.versions) == 1
    assert count_under(house, central.keys.current_version) == total + 12
    assert len(open_customers(house, campaign)) == RECORDS
    assert len(open_customers(house, other)) == 12
