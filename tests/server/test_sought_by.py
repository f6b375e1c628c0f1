"""What was hidden from searches beside the events' own rows is named by ``audit verify`` (U1, U2)."""

from __future__ import annotations

import pytest
from sqlalchemy import delete, select, update

from protocol.roles import Role
from server.services.accounts import add_person
from server.store.tables import approvals, people, reveals
from tests import verified
from tests.server.house import House
from tests.server.revealing import request_approved
from tests.server.seats import Seat


@pytest.fixture
def agent(house: House) -> Seat:
    """Who asked for a reveal, as his only one."""
    seat = house.seat(Role.AGENT)
    request_approved(house, seat, house.add_card(seat.account))
    return seat


def find_faults(house: House, *edits: object) -> list[str]:
    """What is found while the edits stand; they do not stay."""
    with house.central.engine.connect() as connection, connection.begin() as transaction:
        for edit in edits:
            assert connection.execute(edit).rowcount > 0  # type: ignore[call-overload]
        faults = verified.find_faults(connection, house.central.log_key.public)
        transaction.rollback()
    return faults


def test_nothing_is_said_of_reveals_and_accounts_as_they_were(house: House, agent: Seat) -> None:
    assert find_faults(house) == []


def test_a_reveal_that_was_put_under_another_customer_is_named_once(house: House, agent: Seat) -> None:
    other = house.add_card(agent.account)
    (fault,) = find_faults(house, update(reveals).where(reveals.c.person == agent.account.id).values(customer=other))
    assert "searches find reveal R-" in fault
    assert fault.endswith("at another customer or number")


def test_a_reveal_whose_row_is_gone_is_named(house: House, agent: Seat) -> None:
    with house.reading() as connection:
        row = connection.execute(select(reveals).where(reveals.c.person == agent.account.id)).one()
    answers = delete(approvals).where(approvals.c.reveal == row.id)
    (fault,) = find_faults(house, answers, delete(reveals).where(reveals.c.id == row.id))
    assert fault.endswith(f"reveal {row.number}, by which searches find it, is gone")


def test_an_account_under_another_username_is_named(house: House) -> None:
    username = house.name("li.qiang")
    with house.writing() as connection:
        add_person(
            connection,
            house.central.keys,
            house.central.node,
            username=username,
            name="李强",
            role=Role.AGENT,
            team="east",
        )
    (fault,) = find_faults(house, update(people).where(people.c.username == username).values(username="some.body"))
    assert fault.endswith(f"searches do not find the account of {username} by that name")
