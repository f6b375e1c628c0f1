"""Small secrets of this desk in the operating system's keyring (D6).

The backend is ours to choose: the ``PYTHON_KEYRING_BACKEND`` variable and ``keyringrc.cfg``, with which anybody could
point the library at a plain file or at code of his own, have no say.
"""

from __future__ import annotations

import base64
import binascii
import sys
from importlib import import_module
from typing import Protocol

from protocol.keeping import KeyringMissing, VaultDamaged
from secure_store.secret import Secret

_BACKENDS: dict[str, tuple[str, ...]] = {
    "win32": ("keyring.backends.Windows.WinVaultKeyring",),
    "darwin": ("keyring.backends.macOS.Keyring",),
    "linux": ("secure_store.secret_service.SecretService", "keyring.backends.kwallet.DBusKeyring"),
}
_ACCOUNT = "veildesk"
_NEW_BYTES = 32


class Keeper(Protocol):
    """A system's keyring, as the keyring library's backends offer it and :mod:`secure_store.secret_service` does."""

    def get_password(self, service: str, username: str) -> str | None:
        """What is kept, or None."""

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep ``password``, in the place of what was there."""

    def delete_password(self, service: str, username: str) -> None:
        """Forget what is kept."""


class DeviceKeyring:
    """The keyring entries of one desk, named by ``desk`` so that two desks of one user stay apart.

    Every method raises KeyringMissing when the keyring is absent, locked or refuses.
    """

    def __init__(self, desk: str) -> None:
        self.desk = desk
        self._prefix = f"veildesk/{desk}/"
        self._backend: Keeper | None = None

    def check(self) -> None:
        """Find the system's keyring and read from it, so that a desk can refuse to start without."""
        self.get("check")

    def look(self) -> tuple[bool, bool]:
        """Whether it is open, and whether it keeps what it is given beyond the session. Asks nobody to open it."""
        with _Refusals():
            backend = self._find_backend()
            look = getattr(backend, "look", None)  # Windows' and KDE's own are open with the session, and lasting
            return look() if look is not None else (True, True)

    def get(self, name: str) -> Secret | None:
        """The secret called ``name``, or None."""
        with _Refusals():
            text = self._find_backend().get_password(self._prefix + name, _ACCOUNT)
        if text is None:
            return None
        try:
            return Secret.take(bytearray(base64.b64decode(text, validate=True)))
        except (binascii.Error, ValueError) as error:
            raise VaultDamaged(reason="the keyring's entry is not ours") from error

    def put(self, name: str, secret: Secret) -> None:
        """Keep ``secret`` under ``name``, replacing what was there. The keyring takes text, so one str copy is made."""
        with _Refusals(), secret.view() as view:
            text = base64.b64encode(view).decode("ascii")
            self._find_backend().set_password(self._prefix + name, _ACCOUNT, text)

    def put_new(self, name: str) -> Secret:
        """Make a random secret of 32 bytes, keep it under ``name`` and read it back to be sure."""
        secret = Secret.random(_NEW_BYTES)
        self.put(name, secret)
        kept = self.get(name)
        if kept is None or not _same(kept, secret):
            raise KeyringMissing(reason="it does not keep what it is given")
        kept.wipe()
        return secret

    def delete(self, name: str) -> None:
        """Forget ``name``; no fault when it is not there."""
        secret = self.get(name)
        if secret is None:
            return
        secret.wipe()
        with _Refusals():
            self._find_backend().delete_password(self._prefix + name, _ACCOUNT)

    def _find_backend(self) -> Keeper:
        if self._backend is None:
            self._backend = _load_backend()
        return self._backend


def _load_backend() -> Keeper:
    platform = "linux" if sys.platform not in _BACKENDS else sys.platform
    reasons = []
    for path in _BACKENDS[platform]:
        module, _, name = path.rpartition(".")
        try:
            kind = getattr(import_module(module), name)
            if module.startswith("keyring."):
                kind.priority  # noqa: B018 - reading it asks the service whether it is there; ours asks when it is made
            backend: Keeper = kind()
        except Exception as error:  # backends raise whatever their libraries raise
            reasons.append(str(error).rstrip("."))
            continue
        if platform == "win32":
            backend.persist = "local machine"  # type: ignore[attr-defined]  # else it roams with the profile
        return backend
    raise KeyringMissing(reason=reasons[0] if reasons else "none is installed")


class _Refusals:
    """Turns what keyring backends raise into KeyringMissing."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        if error is None or isinstance(error, KeyringMissing) or not isinstance(error, Exception):
            return
        words = {"KeyringLocked": "it is locked", "LockedException": "it is locked"}
        raise KeyringMissing(reason=words.get(type(error).__name__, "it does not answer")) from error


def _same(one: Secret, other: Secret) -> bool:
    with one.view() as left, other.view() as right:
        return left == right
