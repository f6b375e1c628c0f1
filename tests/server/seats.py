"""Who sits where at the tests' company: accounts, desks, and a person signed in at a desk, with the keys of each."""

from __future__ import annotations

import time
from dataclasses import dataclass

import pyotp
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from protocol.proofs import StepUpProof, digest_act, prove_password, write_step_up
from protocol.roles import Role
from server.services.callers import Device, SignedRequest


@dataclass(frozen=True)
class Account:
    """Somebody who works here."""

    id: str
    username: str
    role: Role
    key: Ed25519PrivateKey
    secret: str

    def code(self, steps: int = 0) -> str:
        """The authenticator's code, ``steps`` of 30 seconds from now."""
        return pyotp.TOTP(self.secret).at(int(time.time()) + 30 * steps)


@dataclass(frozen=True)
class Desk:
    """A desk: its device at Central and its key."""

    device: Device
    key: Ed25519PrivateKey

    @property
    def id(self) -> str:
        """The device's identifier."""
        return self.device.id


@dataclass(frozen=True)
class Seat:
    """A person signed in at a desk."""

    account: Account
    desk: Desk
    token: str

    def request(self, method: str = "GET", path: str = "/v1/session", body: bytes = b"") -> SignedRequest:
        """A request that this person's desk signed."""
        return SignedRequest(
            device=self.desk.device, ip="10.8.0.7", method=method, path=path, body=body, token=self.token, step_up=""
        )


def write_key(key: Ed25519PrivateKey | X25519PrivateKey) -> bytes:
    """A key's public half, 32 raw bytes."""
    return key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def write_proof(seat: Seat, challenge: bytes, path: str, body: bytes, *, code: str | None = None) -> str:
    """The ``Step-Up`` header of a POST."""
    signature = prove_password(
        seat.account.key, challenge, seat.account.username, seat.desk.id, digest_act("POST", path, body)
    )
    return write_step_up(StepUpProof(challenge=challenge, signature=signature, code=code or ""))
