"""Nonces in the database that several nodes share: used once, dropped in time, quick, and nobody else's commits are."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace
from typing import cast

import pytest
from sqlalchemy import Engine, func, select, text

from protocol.signing import CLOCK_SKEW, MAX_AGE
from server.api.signatures import SharedNonces
from server.services.central import Central
from server.store.database import ask, migrate, open_database, read
from server.store.tables import nonces

pytestmark = pytest.mark.postgres


@pytest.fixture
def engine(postgres_url: str) -> Iterator[Engine]:
    """A database with its tables."""
    made = open_database(postgres_url)
    migrate(made)
    yield made
    made.dispose()


@pytest.fixture
def register(engine: Engine) -> SharedNonces:
    """A node's own register."""
    return SharedNonces(cast(Central, SimpleNamespace(engine=engine)))


def _count(engine: Engine) -> int:
    with read(engine) as connection:
        return connection.execute(select(func.count()).select_from(nonces)).scalar_one()


def test_of_many_who_come_with_the_same_nonce_one_is_let_in(engine, register):
    with ThreadPoolExecutor(8) as pool:
        let_in = list(pool.map(lambda _: register.use("desk", "nonce-0123456789", time.time()), range(40)))
    assert let_in.count(True) == 1
    assert register.use("another", "nonce-0123456789", time.time())
    assert register.use("desk", "nonce-9876543210", time.time())
    assert _count(engine) == 3


def test_what_no_signature_can_carry_any_more_is_dropped(engine, register):
    long_ago = time.time() - (MAX_AGE + 2 * CLOCK_SKEW).total_seconds() - 1
    assert register.use("desk", "nonce-0123456789", long_ago)
    assert register.use("desk", "nonce-9876543210", time.time())
    assert _count(engine) == 1


def test_only_a_nonce_goes_without_waiting_for_the_disk(engine, register):
    assert register.use("desk", "nonce-0123456789", time.time())
    settings = set()
    for way in (ask, read, lambda made: made.begin()):
        with way(engine) as connection:
            settings.add(connection.execute(text("SHOW synchronous_commit")).scalar_one())
    assert engine.pool.checkedin() == 1, "they all had the connection by which the nonce went"  # type: ignore[attr-defined]
    assert settings == {"on"}
