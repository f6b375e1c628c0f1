"""A long batch is weighed while PostgreSQL takes its rows, by another connection: to the same effect as a short one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import msgspec
import psycopg
import pytest
from psycopg.pq import PipelineStatus
from sqlalchemy import select

from protocol.delivery import Receipt
from protocol.events import Act, Deed, ObjectKind
from protocol.identifiers import make_identifier
from protocol.oversight import AccountState
from protocol.roles import Role
from protocol.times import now
from server.services.ingest import check_batch, take_batches
from server.store.bulk import MANY
from server.store.call_tables import presence
from server.store.database import SteadyWriter
from server.store.tables import people
from tests.server.house import House
from tests.server.log.desks import Chain, deliver
from tests.server.seats import Seat

ROUND_TRIPS = 5
"""To begin, with all that is asked first; two of the ``COPY``; for all that follows from it; to commit."""

_STRANGER = Deed(act=Act.SESSION_UNLOCKED, actor=make_identifier(), object_kind=ObjectKind.SESSION)
"""Of somebody who was never there: it is asked who he is, and nothing comes of it."""


def _view(seat: Seat) -> Deed:
    return Deed(
        act=Act.CARD_OPENED, actor=seat.account.id, role=Role.AGENT, object_kind=ObjectKind.CARD, object_id="card-1"
    )


def _find_state(house: House, seat: Seat) -> AccountState:
    with house.reading() as connection:
        return AccountState(
            connection.execute(select(people.c.state).where(people.c.id == seat.account.id)).scalar_one()
        )


def test_who_opens_too_many_cards_is_stopped_by_the_batch_that_says_so(house: House) -> None:
    seat, moment = house.seat(), "2026-11-26T02:00:00.000Z"  # in working hours
    chain = Chain(seat.desk)
    most = 150  # the rule of bulk views, within a quarter of an hour
    deliver(house, chain, chain.write_batch(MANY, _view(seat), moment))
    assert _find_state(house, seat) is AccountState.ACTIVE
    deliver(house, chain, chain.write_batch(most - MANY - 1, _view(seat), moment))
    assert _find_state(house, seat) is AccountState.ACTIVE
    deliver(house, chain, chain.write_batch(MANY, _view(seat), moment))
    assert _find_state(house, seat) is AccountState.FROZEN


def test_it_says_how_its_person_stands(house: House) -> None:
    seat = house.seat()
    chain = Chain(seat.desk)
    lock = Deed(act=Act.SESSION_LOCKED, actor=seat.account.id, role=Role.AGENT, object_kind=ObjectKind.SESSION)
    deliver(house, chain, chain.write_batch(MANY, lock, moment := now()))
    with house.reading() as connection:
        query = select(presence.c.locked_at).where(presence.c.person == seat.account.id)
        assert connection.execute(query).scalar_one() == moment


@contextmanager
def _counting(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """By which connection's process PostgreSQL is waited for meanwhile: once for a pipeline, never for what is only
    sent."""
    trips: list[str] = []
    wait = psycopg.Connection.wait

    def count(connection: Any, what: Any, *rest: Any, **more: Any) -> Any:
        answer = wait(connection, what, *rest, **more)
        is_sent = what.__name__ in ("copy_to", "_set_autocommit_gen", "_set_isolation_level_gen", "_rollback_gen")
        is_alone = connection.pgconn.pipeline_status == PipelineStatus.OFF
        if not is_sent and (is_alone or what.__name__ == "_exit_gen"):
            trips.append(str(connection.info.backend_pid))
        return answer

    with monkeypatch.context() as spying:
        spying.setattr(psycopg.Connection, "wait", count)
        yield trips


@pytest.mark.postgres
@pytest.mark.parametrize(("desks", "is_known"), [(1, False), (3, False), (1, True)])
def test_its_transaction_waits_for_the_server_five_times(
    house: House, monkeypatch: pytest.MonkeyPatch, desks: int, is_known: bool
) -> None:
    if house.central.engine.dialect.name == "sqlite":
        pytest.skip("SQLite is in the process")
    seats, writer = [house.seat() for _ in range(desks)], SteadyWriter(house.central.engine)
    chains = [Chain(seat.desk) for seat in seats]
    deed = msgspec.structs.replace(_STRANGER, actor=seats[0].account.id) if is_known else _STRANGER
    with writer.begin() as connection:
        own = str(connection.connection.driver_connection.info.backend_pid)
    for held in (0, 77):  # the first one's desk is new to the log, the second one's holds an older checkpoint
        written = [msgspec.structs.replace(chain.write_batch(500, deed), log_size=held) for chain in chains]
        batches = [check_batch(seat.desk.device, one, "10.8.0.7") for seat, one in zip(seats, written, strict=True)]
        with _counting(monkeypatch) as trips:
            answers = take_batches(house.central, batches, writer)
        assert all(isinstance(answer, Receipt) for answer in answers)
    writer.close()
    assert trips == [own] * ROUND_TRIPS
