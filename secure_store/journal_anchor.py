"""What the keyring remembers of a journal, so that an older copy of the file is noticed (D7, A7, A8).

A backup that was restored, or a machine that was copied, brings the journal's file back to an earlier state. The
keyring's entry does not come with the file: it holds the newest event that Central was proven to have, or, while
Central has none, the newest one that the sync loop saw here. A copy that brings the keyring along is noticed by
Central, to whom the two tell different stories.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from protocol.events import Hash
from secure_store.secret import Secret

if TYPE_CHECKING:
    from protocol.identifiers import Identifier
    from secure_store.keyring_store import DeviceKeyring

NAME = "journal-anchor"
_SEQ_BYTES, _HASH_BYTES = 8, 32


class Anchor(Struct, frozen=True):
    """An event that the journal has held."""

    seq: int
    hash: Hash


class JournalAnchor:
    """The keyring's entry about the journal of ``device``."""

    def __init__(self, keyring: DeviceKeyring, device: Identifier) -> None:
        self._keyring, self._device = keyring, device.encode()
        self._known: Anchor | None = None
        """What this process has read or written: nobody else writes it while the journal is open."""

    def read(self) -> Anchor | None:
        """The newest anchor; None before the first, and for another device's. KeyringMissing."""
        self._known = self._known or self._read()
        return self._known

    def _read(self) -> Anchor | None:
        secret = self._keyring.get(NAME)
        if secret is None:
            return None
        with secret, secret.view() as view:
            data = bytes(view)
        head, device = data[: _SEQ_BYTES + _HASH_BYTES], data[_SEQ_BYTES + _HASH_BYTES :]
        if device != self._device:
            return None
        return Anchor(int.from_bytes(head[:_SEQ_BYTES], "big"), head[_SEQ_BYTES:].hex())

    def write(self, anchor: Anchor) -> None:
        """Remember ``anchor``. KeyringMissing."""
        data = anchor.seq.to_bytes(_SEQ_BYTES, "big") + bytes.fromhex(anchor.hash) + self._device
        with Secret.take(bytearray(data)) as secret:
            self._keyring.put(NAME, secret)
        self._known = anchor
