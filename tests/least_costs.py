"""Argon2id at the least costs that the protocol allows, for tests that sign in and are about something else."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from protocol.proofs import SALT_BYTES, PasswordRecipe

LEAST_COSTS = {"memory_kib": 19_456, "iterations": 2, "lanes": 1}
_MADE_IN = ("app.signin", "secure_store.vault_key", "server.services.accounts")


def make_least_recipe() -> PasswordRecipe:
    """As :func:`protocol.proofs.make_recipe`, at the least costs."""
    return PasswordRecipe(salt=os.urandom(SALT_BYTES), **LEAST_COSTS)


@pytest.fixture(scope="module", autouse=True)
def least_costs() -> Iterator[None]:
    """Passwords and vaults that this process makes anew take a fifth of the usual time; what it starts is as ever."""
    with pytest.MonkeyPatch.context() as patch:
        for place in _MADE_IN:
            patch.setattr(f"{place}.make_recipe", make_least_recipe)
        yield
