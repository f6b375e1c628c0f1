"""Small things a vault remembers beside the cards: the person, the policy, when it last synced."""

from __future__ import annotations

from typing import TypeVar

import msgspec

from protocol.keeping import VaultDamaged
from secure_store.vault import Vault

Kind = TypeVar("Kind")
_PREFIX = "note."


class VaultNotes:
    """Typed values by name; any msgspec type. Safe from any thread."""

    def __init__(self, vault: Vault) -> None:
        self._writer = vault.writer
        self._reader = vault.reader

    def get(self, name: str, kind: type[Kind]) -> Kind | None:
        """The value called ``name``, or None; VaultDamaged when it is not a ``kind``."""
        with self._reader.reading() as connection:
            found = connection.execute("SELECT value FROM notes WHERE name = ?", (_PREFIX + name,)).fetchone()
        if not found:
            return None
        try:
            return msgspec.json.decode(found[0], type=kind)
        except msgspec.MsgspecError as error:
            raise VaultDamaged(reason=f"its note {name!r} cannot be read") from error

    def put(self, name: str, value: object) -> None:
        """Keep ``value`` under ``name``, durable when this returns."""
        with self._writer.writing() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO notes VALUES (?, ?)", (_PREFIX + name, msgspec.json.encode(value))
            )

    def delete(self, name: str) -> None:
        """Forget ``name``."""
        with self._writer.writing() as connection:
            connection.execute("DELETE FROM notes WHERE name = ?", (_PREFIX + name,))
