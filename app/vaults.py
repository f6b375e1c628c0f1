"""Opening a person's vault at sign-in, or making one (D6, D8).

A vault holds only what Central can send again: masked cards, campaigns, a few notes. What must never be lost, the
events that Central has not receipted, stands in the desk's journal and not in here. So when Central itself has just
accepted a password that does not open the vault (it was changed on another desk, or reset by an administrator), the
vault is put aside under a dated name, byte for byte, and a new one is made. That is safe against somebody who only
wants the old one out of the way, because he had to sign in for it, and it is recorded. Damage, another desk's file or
a newer format are never taken for a changed password: they are reported as they are, and put aside only when the
person asks for it.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from protocol.keeping import VaultDamaged, VaultForeign, VaultMissing, VaultPasswordWrong, VaultTooNew
from protocol.refusals import AccountFrozen, SessionEnded
from protocol.sessions import DeskPolicy, Person
from protocol.times import now, parse_instant
from secure_store.atomic_file import sync_folder
from secure_store.storing import translate_os_errors
from secure_store.vault import Vault
from secure_store.vault_notes import VaultNotes

if TYPE_CHECKING:
    from app.people import PersonHere
    from protocol.identifiers import Identifier
    from secure_store.folder import DeskFolder
    from secure_store.keyring_store import DeviceKeyring

_PERSON, _POLICY, _HEARD = "person", "policy", "heard"
_UNUSABLE = (VaultDamaged, VaultForeign, VaultTooNew)


class OpenedVault(Struct, frozen=True):
    """``made``: it is new. ``aside``: the name the old one now has, or empty."""

    vault: Vault
    made: bool = False
    aside: str = ""


class VaultMemory(Struct, frozen=True):
    """What a vault remembers of its person. ``silence_s``: seconds since Central was last heard for him."""

    person: Person
    policy: DeskPolicy
    silence_s: float


class VaultShelf:
    """The vaults of one desk. Passwords are the caller's to wipe."""

    def __init__(self, folder: DeskFolder, device: Identifier, keyring: DeviceKeyring) -> None:
        self._folder, self._device, self._keyring = folder, device, keyring

    def open(self, person: Identifier, password: bytearray) -> Vault:
        """This person's vault, with the faults of :meth:`Vault.open`."""
        return Vault.open(self._folder, person, self._device, password, self._keyring)

    def open_offline(self, known: PersonHere | None, password: bytearray) -> tuple[Vault, VaultMemory]:
        """The vault of somebody who has worked here, with what it remembers of him.

        VaultMissing when nobody is ``known``, AccountFrozen; the faults of :meth:`open` and :meth:`recall`.
        """
        if known is None:
            raise VaultMissing
        vault = self.open(known.id, password)
        try:
            if known.frozen:
                raise AccountFrozen
            return vault, self.recall(vault)
        except BaseException:
            vault.close()
            raise

    def open_after_sign_in(self, person: Identifier, password: bytearray, *, replace_unusable: bool) -> OpenedVault:
        """The vault of somebody whom Central has just let in with ``password``.

        Raises VaultDamaged, VaultForeign or VaultTooNew, unless ``replace_unusable``; VaultInUse, KeyringMissing or
        StoreUnwritable always. Nothing is ever overwritten.
        """
        aside = ""
        try:
            return OpenedVault(self.open(person, password))
        except VaultMissing:
            pass
        except VaultPasswordWrong:
            aside = set_aside(self._folder.vault(person))
        except _UNUSABLE:
            if not replace_unusable:
                raise
            aside = set_aside(self._folder.vault(person))
        fresh = Vault.create(self._folder, person, self._device, password, self._keyring)
        return OpenedVault(fresh, made=True, aside=aside)

    def remember(self, vault: Vault, person: Person, policy: DeskPolicy) -> None:
        """Write down who works here, by which policy, and that Central was heard now."""
        notes = VaultNotes(vault)
        notes.put(_PERSON, person)
        notes.put(_POLICY, policy)
        notes.put(_HEARD, now())

    def note_heard(self, vault: Vault) -> None:
        """Write down that Central was heard now."""
        VaultNotes(vault).put(_HEARD, now())

    def recall(self, vault: Vault) -> VaultMemory:
        """What the vault remembers; SessionEnded when Central has been silent for too long, or the clock went back."""
        notes = VaultNotes(vault)
        person, policy, heard = notes.get(_PERSON, Person), notes.get(_POLICY, DeskPolicy), notes.get(_HEARD, str)
        if person is None or policy is None or heard is None:
            raise SessionEnded
        silence = (parse_instant(now()) - parse_instant(heard)).total_seconds()
        if not -policy.silence_warning_s <= silence < policy.offline_limit_s:
            raise SessionEnded
        return VaultMemory(person, policy, max(0.0, silence))


def set_aside(place: Path) -> str:
    """Rename a vault's folder to a dated name beside it, and return that name."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
    fresh = place.with_name(f"{place.name}.aside-{stamp}")
    with translate_os_errors():
        place.rename(fresh)
        sync_folder(place.parent)
    return fresh.name
