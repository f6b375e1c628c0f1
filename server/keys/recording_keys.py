"""A recording's key under its customer's record key: who destroys that one has destroyed every recording (S1, X2)."""

from __future__ import annotations

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from protocol.administration import ConfigurationWrong

_NONCE = 12


def wrap_recording_key(record_key: bytes, recording: str, key: bytes) -> bytes:
    """``key`` as it is stored: nonce and ciphertext, AES-256-GCM, bound to the recording."""
    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(_derive(record_key)).encrypt(nonce, key, recording.encode())


def unwrap_recording_key(record_key: bytes, recording: str, wrapped: bytes) -> bytes:
    """The key again; ConfigurationWrong when it does not open."""
    try:
        return AESGCM(_derive(record_key)).decrypt(wrapped[:_NONCE], wrapped[_NONCE:], recording.encode())
    except (InvalidTag, ValueError) as error:
        raise ConfigurationWrong(setting=f"recording {recording}", reason="its key does not belong there") from error


def _derive(record_key: bytes) -> bytes:
    """A key that wraps recordings' keys and nothing else."""
    return HKDF(SHA256(), 32, salt=None, info=b"veildesk recordings").derive(record_key)
