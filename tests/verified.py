"""The trail verified, and every fault of it in a list."""

from __future__ import annotations

from sqlalchemy import Connection

from protocol.notes import VerifierKey
from server.services.verification import Verification, verify_trail


def find_faults(connection: Connection, log: VerifierKey) -> list[str]:
    """What verifying the trail names."""
    return verify_and_list(connection, log)[1]


def verify_and_list(connection: Connection, log: VerifierKey) -> tuple[Verification, list[str]]:
    """What verifying the trail found, and what it names."""
    faults: list[str] = []
    return verify_trail(connection, log, faults.append), faults
