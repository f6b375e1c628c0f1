"""What the tests of passwords and sessions do over and over: fail to sign in, look at the account."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import select

from protocol.refusals import (
    SignInRefused,
)
from server.store.tables import people
from tests.server.house import House
from tests.server.seats import Account, Desk


def fail_sign_in(house: House, account: Account, desk: Desk, times: int = 1) -> None:
    """Prove a wrong password."""
    for _ in range(times):
        with pytest.raises(SignInRefused):
            house.try_sign_in(account, desk, key=Ed25519PrivateKey.generate())


def read_person(house: House, account: Account):
    """The account as it is kept."""
    with house.reading() as connection:
        return connection.execute(select(people).where(people.c.id == account.id)).one()
