"""A Central of a module's own, on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from server.services.central import make_central
from tests.postgres import divide_roles
from tests.server.house import House


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
