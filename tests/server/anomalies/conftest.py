"""A company whose trail is watched, on SQLite and on PostgreSQL; made once: what is counted is soon forgotten."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.least_costs import least_costs  # noqa: F401 - a fixture
from tests.postgres import PostgresServer
from tests.server.watched import Company


@pytest.fixture(scope="session", params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def made_company(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Company]:
    """The company."""
    folder = tmp_path_factory.mktemp("company")
    if request.param == "sqlite":
        made = Company(folder / "central", "")
        yield made
        made.engine.dispose()
        return
    server: PostgresServer = request.getfixturevalue("postgres_server")
    name = server.make_database()
    made = Company(folder / "central", server.url(name))
    yield made
    made.engine.dispose()
    server.drop_database(name)


@pytest.fixture
def company(made_company: Company) -> Company:
    """The company, with nothing counted yet."""
    made_company.begin_anew()
    return made_company
