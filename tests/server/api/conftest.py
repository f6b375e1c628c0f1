"""Desks on the wire, and people at them."""

from __future__ import annotations

from pathlib import Path

import pytest

from protocol.roles import Role
from tests.least_costs import least_costs  # noqa: F401 - a fixture
from tests.real_central import RealCentral
from tests.server.api.wire import Wire, make_wire


@pytest.fixture(scope="session")
def wire(real_central: RealCentral, tmp_path_factory: pytest.TempPathFactory) -> Wire:
    """An enrolled desk with nobody at it."""
    return make_wire(real_central, tmp_path_factory.mktemp("wire"))


@pytest.fixture(scope="session")
def agent(real_central: RealCentral, wire: Wire) -> Wire:
    """An agent at that desk, with some customers."""
    person = real_central.add_person(Role.AGENT)
    real_central.give_cards(person, 3)
    return wire.sign_in(person)


@pytest.fixture(scope="session")
def admin(real_central: RealCentral, wire: Wire) -> Wire:
    """An administrator at that desk."""
    return wire.sign_in(real_central.add_person(Role.ADMIN, "oversight"))


@pytest.fixture
def fresh_wire(real_central: RealCentral, tmp_path: Path) -> Wire:
    """A desk of this test's own."""
    return make_wire(real_central, tmp_path)


@pytest.fixture
def fresh_agent(real_central: RealCentral, fresh_wire: Wire) -> Wire:
    """An agent of this test's own, at a desk of his own, with a customer."""
    person = real_central.add_person(Role.AGENT)
    real_central.give_cards(person)
    return fresh_wire.sign_in(person)
