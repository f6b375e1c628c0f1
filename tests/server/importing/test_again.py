"""The same file again changes nothing; after a kill it brings the rest, and every row is whole or not there (S1)."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest
from sqlalchemy import delete, func, insert, select

from protocol.administration import ImportStopped
from protocol.events import Act
from protocol.fields import FieldKind
from server.services.importing.storing import FEED
from server.store.database import read_value
from server.store.tables import (
    blind_index,
    card_feed,
    consents,
    counters,
    customers,
    imports,
    sealed_records,
)
from tests.server.exports import AGREED, CONSENT, add_campaign, import_file, open_customers, write_text

BATCH, ROWS = 20, 110
LIMIT_S = 60
_OF_CUSTOMERS = (customers, sealed_records, blind_index, consents, card_feed, counters)
_KILLED = """
import os, signal, sys
from pathlib import Path
from server.services.central import open_central
from server.services.importing import run, storing
from server.services.importing.order import NOBODY, ImportOrder
central = open_central(Path(sys.argv[1]))
order = ImportOrder(file=Path(sys.argv[2]), campaign=sys.argv[3], source="S-1", assign=NOBODY)
run.BATCH = int(sys.argv[4])
inserted, insert_rows = [], storing.insert_rows

def insert_some(connection, table, columns, rows):
    inserted.append(table.name)
    if inserted.count("consents") == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    insert_rows(connection, table, columns, rows)

storing.insert_rows = insert_some
run.run_import(central.engine, central.keys, central.node, order)
"""


@pytest.fixture
def file(tmp_path):
    """Good rows, with a bad one and one that stands twice among them."""
    rows = [(f"张{n}某", f"1380000{n:04}", *AGREED) for n in range(ROWS)]
    rows[30], rows[70] = ("李", "12345", *AGREED), rows[69]
    return write_text(tmp_path / "customers.csv", [("姓名", "手机号", *CONSENT), *rows], "gb18030")


def read_all(house):
    """Every row that an import writes, of all campaigns."""
    with house.reading() as connection:
        return [sorted(map(str, connection.execute(select(table)))) for table in _OF_CUSTOMERS]


def count_pieces(house, campaign):
    """Customers, and the pieces that each must have."""
    with house.reading() as connection:
        of_campaign = select(customers.c.id).where(customers.c.campaign == campaign)
        return tuple(
            connection.execute(
                select(func.count()).select_from(table).where(table.c.customer.in_(of_campaign))
            ).scalar_one()
            for table in (sealed_records, blind_index, consents)
        )


def test_the_same_file_again_changes_nothing_whatever_it_is_called_and_written_in(house, tmp_path, file):
    campaign = add_campaign(house)
    first = import_file(house, file, campaign)
    assert (first.stored, first.known, first.refused) == (ROWS - 2, 0, 2)
    before, told = read_all(house), first.report.read_bytes()
    again = import_file(house, file, campaign)
    assert (again.stored, again.known, again.refused) == (0, ROWS - 2, 2)
    assert again.report.read_bytes() == told, "it says of the file what it said before"
    other = tmp_path / "renamed.txt"
    other.write_bytes(file.read_bytes().decode("gb18030").replace(",1380000", ",+86 138-0000").encode("utf-8-sig"))
    assert import_file(house, other, campaign).stored == 0
    assert read_all(house) == before


def test_the_same_people_in_another_campaign_are_other_customers(house, file):
    one, other = add_campaign(house), add_campaign(house)
    assert import_file(house, file, one).stored == import_file(house, file, other).stored == ROWS - 2


def test_a_longer_file_adds_only_its_new_rows(house, tmp_path, file):
    campaign = add_campaign(house)
    import_file(house, file, campaign)
    lines = file.read_bytes().decode("gb18030") + "新客户,13900000001,表单,2026-03-05\r\n"
    (tmp_path / "longer.csv").write_text(lines, "utf-8", newline="")
    result = import_file(house, tmp_path / "longer.csv", campaign)
    assert (result.stored, result.known, result.refused) == (1, ROWS - 2, 2)


def test_after_a_kill_every_customer_is_whole_and_the_same_file_brings_the_rest(house, file):
    """Killed in the middle of the third batch: two are in, one row of theirs aside, and not a piece of the third."""
    campaign, kept = add_campaign(house), 2 * BATCH - 1
    killed = subprocess.run(
        [sys.executable, "-c", _KILLED, house.central.place.path, file, campaign, str(BATCH)],
        timeout=LIMIT_S,
        capture_output=True,
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()
    assert count_pieces(house, campaign) == (kept, kept, kept)
    assert len(open_customers(house, campaign)) == kept
    with house.reading() as connection:
        assert connection.execute(select(imports.c.finished_at).where(imports.c.campaign == campaign)).all() == [
            (None,)
        ]
    result = import_file(house, file, campaign)
    assert (result.stored, result.known) == (ROWS - 2 - kept, kept)
    assert count_pieces(house, campaign) == (ROWS - 2, ROWS - 2, ROWS - 2)
    mobiles = [values[FieldKind.MOBILE] for values in open_customers(house, campaign)]
    assert mobiles == [f"1380000{n:04}" for n in range(ROWS) if n not in (30, 70)]
    report = result.report.read_text("utf-8-sig").splitlines()
    told = [line.split(",")[:4] for line in report[1:]]
    assert told == [["32", "mobile", "not-a-mobile", "****"], ["72", "mobile", "duplicate", "138****0069"]]


def test_an_interrupt_stops_after_a_whole_batch_and_says_how_to_go_on(house, file, monkeypatch):
    monkeypatch.setattr("server.services.importing.run.BATCH", BATCH)
    campaign = add_campaign(house)

    def interrupt(read, _share):
        if read == 2 * BATCH + 1:
            raise KeyboardInterrupt

    with pytest.raises(ImportStopped, match=r"row 41: somebody interrupted it.*the same file again adds only the rest"):
        import_file(house, file, campaign, progress=interrupt)
    assert import_file(house, file, campaign).known == 2 * BATCH - 1


def test_a_fault_of_the_database_stops_the_import_and_keeps_what_went_in_before(house, file, monkeypatch):
    """Somebody has written where the third batch is to go."""
    monkeypatch.setattr("server.services.importing.run.BATCH", BATCH)
    campaign, agent = add_campaign(house), house.enlist()
    card = house.add_card(house.enlist())
    in_the_way = (card_feed.c.person == agent.id) & (card_feed.c.customer == card)

    def block(read, _share):
        if read == 2 * BATCH + 1:
            with house.writing() as connection:
                place = read_value(connection, FEED) + 5
                connection.execute(insert(card_feed).values(person=agent.id, customer=card, version=place))

    with pytest.raises(ImportStopped) as stopped:
        import_file(house, file, campaign, progress=block, assign=agent.username)
    assert stopped.value.facts["row"] == str(2 * BATCH + 1)
    assert "card_feed" in stopped.value.facts["reason"]  # the driver's own words, a line of them
    assert agent.id not in stopped.value.say()  # … for the others repeat the row
    assert count_pieces(house, campaign)[0] == 2 * BATCH - 1
    with house.writing() as connection:
        connection.execute(delete(card_feed).where(in_the_way))
    assert import_file(house, file, campaign).stored == ROWS - 2 - (2 * BATCH - 1)
    assert house.last_event(Act.IMPORT_FINISHED, object_id=campaign)
