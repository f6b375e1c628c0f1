"""A customer who calls by his landline is known by it, whenever he came in (D1, S1)."""

from __future__ import annotations

from itertools import count

import pytest
from sqlalchemy import delete, select, update

from protocol.fields import FieldKind
from protocol.times import now
from server.keys.records import BlindIndex, derive_index_key
from server.services.indexing import index_landlines
from server.store.call_tables import presence
from server.store.tables import blind_index, counters, sealed_records
from tests.server.calling import place_pbx
from tests.server.house import House
from tests.server.ringing import call, let_all_be_called, sit_down
from tests.server.sealing import seal_record
from tests.server.seats import Seat

_LINES = count(26_600_000)


@pytest.fixture(autouse=True)
def _rules(house: House) -> None:
    let_all_be_called(house)
    with house.writing() as connection:
        connection.execute(delete(counters).where(counters.c.name == "landlines_indexed"))


def add_landline(house: House, seat: Seat) -> tuple[str, str]:
    """A customer who has a landline, as an older version stored him: sealed, and not in the index."""
    line = f"0755-{next(_LINES)}"
    card = house.add_card(seat.account)
    record = seal_record(house.central.keys, card, {FieldKind.LANDLINE: line})
    with house.writing() as connection:
        stored = {"kek_version": record.kek_version, "wrapped": record.wrapped, "sealed": record.sealed}
        connection.execute(update(sealed_records).where(sealed_records.c.customer == card).values(stored))
    return card, line


def test_landlines_of_older_customers_are_indexed_once_and_ring(house):
    seat, _ = sit_down(house)
    card, line = add_landline(house, seat)
    pbx = place_pbx(house)
    assert call(house, pbx, line).desk is None
    assert index_landlines(house.central.engine, house.central.keys) >= 1
    assert index_landlines(house.central.engine, house.central.keys) == 0
    route = call(house, pbx, line)
    assert (route.desk, route.card) == (seat.desk.id, card)


def test_indexing_that_was_cut_off_goes_through_again_and_doubles_nothing(house):
    seat, _ = sit_down(house)
    card, line = add_landline(house, seat)
    digest = BlindIndex(derive_index_key(house.central.keys)).digest(FieldKind.LANDLINE, line)
    index_landlines(house.central.engine, house.central.keys)
    with house.writing() as connection:
        connection.execute(delete(counters).where(counters.c.name == "landlines_indexed"))
    index_landlines(house.central.engine, house.central.keys)
    with house.reading() as connection:
        kept = select(blind_index.c.digest).where(blind_index.c.customer == card)
        assert [bytes(found) for found in connection.execute(kept).scalars()] == [digest]


def test_of_those_who_share_a_landline_the_one_who_was_called_last_is_meant(house):
    first, _ = sit_down(house)
    card, line = add_landline(house, first)
    index_landlines(house.central.engine, house.central.keys)
    digest = BlindIndex(derive_index_key(house.central.keys)).digest(FieldKind.LANDLINE, line)
    other, _ = sit_down(house)
    theirs = house.add_card(other.account)
    with house.writing() as connection:
        row = {"campaign": "spring", "field": "landline", "digest": digest, "customer": theirs}
        connection.execute(blind_index.insert().values(row))
        connection.execute(update(presence).values(paused_at=now()).where(presence.c.device == first.desk.id))
    assert call(house, place_pbx(house), line).card == theirs, "whose holder has time"
    assert card != theirs
