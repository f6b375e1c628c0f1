"""Keys and certificates in PEM files: refused by name when they are missing, damaged or open to others."""

from __future__ import annotations

from pathlib import Path

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from protocol.administration import DataFolderWrong
from server.settings import require_private

RESTORE = "Restore it from your backup of keys."


def read_key(path: Path, remedy: str = RESTORE) -> PrivateKeyTypes:
    """A private key; DataFolderWrong when it is missing, damaged or open to others."""
    require_private(path)
    try:
        return load_pem_private_key(_read(path, remedy), None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise complain(path, "is damaged", remedy) from error


def read_certificate(path: Path, remedy: str = RESTORE) -> x509.Certificate:
    """A certificate; DataFolderWrong when it is missing or damaged."""
    try:
        return x509.load_pem_x509_certificate(_read(path, remedy))
    except ValueError as error:
        raise complain(path, "is damaged", remedy) from error


def complain(path: Path, reason: str, remedy: str = RESTORE) -> DataFolderWrong:
    """What is wrong with a file of a data folder, and what to do."""
    return DataFolderWrong(folder=str(path.parent), reason=f"its {path.name} {reason}", remedy=remedy)


def _read(path: Path, remedy: str) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise complain(path, "is missing", remedy) from error
