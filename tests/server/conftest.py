"""A Central of a module's own, on SQLite and on PostgreSQL, and who is there in the tests of several modules."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from protocol.roles import Role
from server.services.central import make_central
from tests.postgres import divide_roles
from tests.server.at_table import Table, seat_at_table
from tests.server.calling import place_pbx
from tests.server.house import House
from tests.server.seats import Desk, Seat


@pytest.fixture(scope="module")
def house(module_database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A company at a real Central; its tests add their own people, desks and customers."""
    central = make_central(
        tmp_path_factory.mktemp("central"),
        host="127.0.0.1",
        port=8443,
        hosts=("127.0.0.1",),
        url="",
        **divide_roles(module_database_url),
    )
    yield House(central).furnish()
    central.engine.dispose()


@pytest.fixture
def boss(house: House) -> Seat:
    """The supervisor of the eastern team."""
    return house.seat(Role.SUPERVISOR)


@pytest.fixture
def pbx(house: House) -> Desk:
    """A PBX that was enrolled."""
    return place_pbx(house)


@pytest.fixture
def table(house: House) -> Table:
    """An agent with a telephone on his table, and the PBX that rings it."""
    return seat_at_table(house)
