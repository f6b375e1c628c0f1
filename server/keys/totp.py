"""TOTP secrets at rest, and checking a code (RFC 6238): six digits, 30 seconds, one step of tolerance, no reuse."""

from __future__ import annotations

import hmac
import os
import time

import pyotp
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from server.keys.file_keys import KeyWrapper

_NONCE = 12
STEP_S = 30


class TotpKeys:
    """Seals secrets to their owners."""

    def __init__(self, keys: KeyWrapper) -> None:
        self._cipher = AESGCM(keys.derive("totp secrets"))

    def seal(self, person: str, secret: str) -> bytes:
        """A base32 ``secret`` as it is stored."""
        nonce = os.urandom(_NONCE)
        return nonce + self._cipher.encrypt(nonce, secret.encode(), person.encode())

    def find_step(self, person: str, sealed: bytes, code: str, last_step: int) -> int | None:
        """The time step that ``code`` belongs to, or None when it is wrong or was used before (``last_step``)."""
        secret = self._cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], person.encode()).decode()
        totp = pyotp.TOTP(secret)
        present = int(time.time()) // STEP_S
        found = None
        for step in (present - 1, present, present + 1):
            if hmac.compare_digest(totp.at(step * STEP_S).encode(), code.encode()) and step > last_step:
                found = step
        return found


def make_secret() -> str:
    """A new base32 secret of 160 bits."""
    return pyotp.random_base32()


def write_uri(secret: str, username: str) -> str:
    """What an authenticator's QR code says."""
    return pyotp.TOTP(secret).provisioning_uri(name=username, issuer_name="Veildesk")
