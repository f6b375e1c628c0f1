"""What is done while the database inserts: done once, before the rows count as in, and never unheard when it fails."""

from __future__ import annotations

import threading

import pytest
from sqlalchemy import func, select

from protocol.times import now
from server.services.ingest import check_batch
from server.store.event_rows import insert_events, make_rows
from server.store.tables import events
from tests.server.house import House
from tests.server.log.desks import Chain

COUNTS = (3, 150, 500)
FAR = 10**9


@pytest.mark.parametrize("count", COUNTS)
def test_it_is_done_once_before_the_rows_are_in(house: House, count: int) -> None:
    chain, called = Chain(house.place_desk()), []
    batch = check_batch(chain.desk.device, chain.write_batch(count), "10.8.0.7")
    with house.central.engine.connect() as connection, connection.begin() as transaction:
        insert_events(connection, make_rows(FAR, batch.placed, "", now()), lambda: called.append(threading.get_ident()))
        assert len(called) == 1
        beside = called[0] != threading.get_ident()
        assert beside == (count >= 100)
        kept = select(func.count()).where(events.c.device == chain.desk.id)
        assert connection.execute(kept).scalar_one() == count
        transaction.rollback()


@pytest.mark.parametrize("count", COUNTS)
def test_what_it_raises_undoes_the_transaction(house: House, count: int) -> None:
    chain = Chain(house.place_desk())
    batch = check_batch(chain.desk.device, chain.write_batch(count), "10.8.0.7")

    def fail() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), house.writing() as connection:
        insert_events(connection, make_rows(FAR, batch.placed, "", now()), fail)
    with house.reading() as connection:
        assert not connection.execute(select(events.c.seq).where(events.c.device == chain.desk.id)).all()


@pytest.mark.parametrize("count", COUNTS)
def test_it_is_over_when_the_insert_fails(house: House, count: int) -> None:
    chain, called = Chain(house.place_desk()), []
    batch = check_batch(chain.desk.device, chain.write_batch(count), "10.8.0.7")
    rows = make_rows(FAR, batch.placed, "", now())
    with pytest.raises(Exception, match=r"(?i)unique"), house.writing() as connection:
        insert_events(connection, [*rows[:-1], rows[0]], lambda: called.append(1))
    assert called == [1]
