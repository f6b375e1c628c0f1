"""A Central that is served, and desks on the wire."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import count
from pathlib import Path
from typing import Any

import msgspec
import pytest

from protocol.roles import Role
from server.services.central import make_central
from server.settings import save_settings
from tests.postgres import divide_roles
from tests.server.house import House
from tests.server.served import Wire, place_wire, serving, wait_until_served
from ui.demo.ports import find_free_port


@pytest.fixture(scope="module")
def house(module_database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A company whose Central is served."""
    folder, port = tmp_path_factory.mktemp("served"), find_free_port()
    central = make_central(
        folder, host="127.0.0.1", port=port, hosts=("127.0.0.1",), url="", **divide_roles(module_database_url)
    )
    save_settings(folder, msgspec.structs.replace(central.settings, revocations_every_s=1))
    made = House(central).furnish()
    with serving(central):
        wait_until_served(place_wire(made, folder / "first", "first"))
        yield made
    central.engine.dispose()


@pytest.fixture
def place(house: House, tmp_path: Path) -> Iterator[Callable[..., Wire]]:
    """Makes a desk on the wire; with a role, somebody new is signed in at it."""
    made: list[Wire] = []
    numbers = count(1)

    def make(role: Role | None = None, team: str = "east", *, must_change: bool = False) -> Wire:
        number = next(numbers)
        wire = place_wire(house, tmp_path / str(number), house.name("wire"))
        made.append(wire)
        if role:
            wire.sign_in(house.enlist(role, team, must_change=must_change))
        return wire

    yield make
    for wire in made:
        wire.client.close()


@pytest.fixture
def later() -> Iterator[Callable[..., Future[Any]]]:
    """Starts a request that takes its time."""
    with ThreadPoolExecutor(4) as pool:
        yield pool.submit
