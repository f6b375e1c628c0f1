"""A Central of a module's own, on SQLite and on PostgreSQL, and who is there in the tests of several modules."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from protocol.roles import Role
from tests.postgres import PostgresServer
from tests.server.at_table import Table, seat_at_table
from tests.server.calling import place_pbx
from tests.server.house import House
from tests.server.mould import Mould
from tests.server.seats import Desk, Seat


@pytest.fixture(scope="session")
def mould(tmp_path_factory: pytest.TempPathFactory) -> Mould:
    """What Centrals on SQLite are poured from."""
    return Mould(tmp_path_factory.mktemp("mould") / "central", None)


@pytest.fixture(scope="session")
def postgres_mould(postgres_server: PostgresServer, tmp_path_factory: pytest.TempPathFactory) -> Mould:
    """What Centrals on PostgreSQL are poured from."""
    return Mould(tmp_path_factory.mktemp("mould") / "central", postgres_server)


@pytest.fixture(scope="module")
def house(
    request: pytest.FixtureRequest, module_database_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[House]:
    """A company at a real Central; its tests add their own people, desks and customers."""
    mould = "postgres_mould" if module_database_url.startswith("postgresql") else "mould"
    central = request.getfixturevalue(mould).pour(tmp_path_factory.mktemp("central"), module_database_url)
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
