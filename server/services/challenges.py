"""Challenges for proofs: made without being kept, good for one act of one person on one desk, spent once.

A challenge carries its own end and a MAC over everything it is for, so asking for one writes nothing; what is kept is
which ones were spent.
"""

from __future__ import annotations

import hmac
import os
import time
from hashlib import sha256

from sqlalchemy import Connection, delete

from protocol.identifiers import Identifier
from protocol.proofs import CHALLENGE_BYTES
from protocol.times import now
from server.services.callers import find_until
from server.services.central import Central
from server.store.statements import Statement
from server.store.tables import challenges

CHALLENGE_S = 180
_END, _RANDOM = 4, 12
_SPEND = Statement(
    "INSERT INTO challenges (challenge, device, username, act, expires_at) "
    "SELECT :challenge, :device, :username, :act, :expires_at "
    "WHERE NOT EXISTS (SELECT 1 FROM challenges WHERE challenge = :challenge) RETURNING challenge"
)


def make_challenge(central: Central, device: Identifier, username: str, act: bytes) -> bytes:
    """32 bytes to prove a password over within 180 seconds."""
    body = int(time.time() + CHALLENGE_S).to_bytes(_END, "big") + os.urandom(_RANDOM)
    return body + _authenticate(central, body, device, username, act)


def use_challenge(
    connection: Connection, central: Central, device: Identifier, username: str, act: bytes, challenge: bytes
) -> bool:
    """Whether the challenge was made for exactly this, is fresh and was not spent; it is spent afterwards."""
    body, mac = challenge[: _END + _RANDOM], challenge[_END + _RANDOM :]
    if len(challenge) != CHALLENGE_BYTES or int.from_bytes(body[:_END], "big") <= time.time():
        return False
    if not hmac.compare_digest(mac, _authenticate(central, body, device, username, act)):
        return False
    row = {
        "challenge": challenge,
        "device": device,
        "username": username,
        "act": act,
        "expires_at": find_until(CHALLENGE_S),
    }
    return bool(_SPEND.ask(connection, row))


def forget_challenges(connection: Connection) -> None:
    """Forget the spent ones that are over in any case."""
    connection.execute(delete(challenges).where(challenges.c.expires_at < now()))


def _authenticate(central: Central, body: bytes, device: Identifier, username: str, act: bytes) -> bytes:
    parts = (body, device.encode(), username.encode(), act)
    message = b"".join(len(part).to_bytes(4, "big") + part for part in parts)
    return hmac.digest(central.keys.derive("challenges"), message, sha256)[: CHALLENGE_BYTES - _END - _RANDOM]
