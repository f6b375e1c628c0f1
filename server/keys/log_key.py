"""The Ed25519 key by which Central signs its log's checkpoints (U2, A7)."""

from __future__ import annotations

from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from protocol.checkpoints import Checkpoint, sign_checkpoint
from protocol.notes import KeyKind, make_key, sign_text, write_key, write_note
from server.keys.pem import complain, read_key
from server.settings import write_private


class LogKey:
    """Signs for the log named ``origin``; desks and witnesses know its public half, ``public``, as a vkey."""

    def __init__(self, path: Path, origin: str) -> None:
        key = read_key(path)
        if not isinstance(key, Ed25519PrivateKey):
            raise complain(path, "is not an Ed25519 key")
        self._key = key
        self.public = make_key(origin, KeyKind.ED25519, key)
        self._latest: tuple[Checkpoint, str] | None = None

    @staticmethod
    def create(path: Path) -> None:
        """Make a new key."""
        key = Ed25519PrivateKey.generate()
        write_private(path, key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))

    @property
    def vkey(self) -> str:
        """The public half as text (C2SP signed-note)."""
        return write_key(self.public)

    def sign(self, size: int, root: bytes) -> str:
        """The signed checkpoint of a committed head; the same head gives the same note. The latest one is at hand: the
        receipts of one transaction name it all."""
        checkpoint, latest = Checkpoint(self.public.name, size, root), self._latest
        if latest is None or latest[0] != checkpoint:
            self._latest = latest = (checkpoint, sign_checkpoint(checkpoint, self.public, self._key))
        return latest[1]

    def state(self, text: str) -> str:
        """A signed note of something else than a checkpoint; ValueError when its first line could make it one."""
        if text.startswith(f"{self.public.name}\n"):
            raise ValueError("that would be a checkpoint")
        return write_note(text, (sign_text(text, self.public, self._key),))
