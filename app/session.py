"""Who is at the desk: sign-in, lock, unlock, sign-out, with Central or without it (D6, NIST SP 800-63B-4)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.central import CentralClient
    from app.people import PersonHere
    from app.trail import Trail
    from protocol.errors import VeildeskError
    from protocol.sessions import DeskPolicy, Person
    from secure_store.card_cache import CardCache
    from secure_store.folder import DeskFolder
    from secure_store.keyring_store import DeviceKeyring
    from secure_store.vault import Vault


class SessionState(StrEnum):
    """Where the desk stands."""

    SIGNED_OUT = "signed-out"
    ACTIVE = "active"
    LOCKED = "locked"
    PASSWORD_CHANGE = "password-change"  # noqa: S105


class LockReason(StrEnum):
    """Why the desk locked."""

    ASKED = "asked"
    IDLE = "idle"
    OFFLINE_TOO_LONG = "offline-too-long"
    CENTRAL = "central"
    """Central says that the session sleeps."""


class SessionKeeper:
    """The session of one desk. Long acts run one at a time; the rest may be called from any thread at any time."""

    def __init__(self, folder: DeskFolder, central: CentralClient, trail: Trail, keyring: DeviceKeyring) -> None:
        raise NotImplementedError

    state: SessionState
    person: Person | None
    policy: DeskPolicy
    online: bool
    """Whether Central knows this session; an offline sign-in has none until sign_in is called again."""
    vault: Vault | None
    ended_by: VeildeskError | None
    """Why the session ended, when it was not the person's own wish; for the sign-in window to show."""
    lock_reason: LockReason | None

    def on_change(self, listener: Callable[[SessionState], None]) -> None: ...
    def people_here(self) -> tuple[PersonHere, ...]: ...
    def sign_in(self, username: str, password: bytearray, code: str, *, fresh_vault: bool = False) -> Person: ...
    def sign_in_offline(self, username: str, password: bytearray) -> Person: ...
    def change_password(self, old: bytearray, new: bytearray, code: str = "") -> None: ...
    def lock(self, reason: LockReason = LockReason.ASKED) -> None: ...
    def unlock(self, password: bytearray) -> Person: ...
    def sign_out(self) -> None: ...
    def touch(self) -> None: ...
    def idle_seconds(self) -> float: ...
    def silence_seconds(self) -> float: ...
    def tick(self) -> None: ...
    @contextmanager
    def cards(self) -> Iterator[CardCache]: ...
