"""The Secret Service of a Linux desktop (GNOME Keyring, KeePassXC, newer KWallet), spoken to through secretstorage.

The keyring library stands on secretstorage too, but loads a hundred modules that have nothing to do with it, and takes
settings from the environment. Entries are named as that library names them, so that it finds ours, and we find its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager

import secretstorage

_APPLICATION = "Python keyring library"
_SESSION = "/org/freedesktop/secrets/collection/session"


class SecretService:
    """The default collection of this user's Secret Service; RuntimeError when there is no such service.

    Every call speaks on a connection of its own, so that any thread may make it. What goes wrong is a
    SecretStorageException, and LockedException in particular when the person does not unlock the collection.
    """

    def __init__(self) -> None:
        with closing(secretstorage.dbus_init()) as connection:
            if not secretstorage.check_service_availability(connection):
                raise RuntimeError("The Secret Service daemon is neither running nor activatable through D-Bus")

    def look(self) -> tuple[bool, bool]:
        """Whether the default collection is open, and whether it is more than the session's own, which ends with it."""
        with closing(secretstorage.dbus_init()) as connection:
            collection = secretstorage.get_default_collection(connection)
            return not collection.is_locked(), collection.collection_path != _SESSION

    def get_password(self, service: str, username: str) -> str | None:
        """What is kept for ``username`` at ``service``, or None."""
        with _open_collection() as collection:
            for item in collection.search_items(_name(service, username)):
                item.unlock()
                return item.get_secret().decode("utf-8")
        return None

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep ``password``, in the place of what was there."""
        attributes = {**_name(service, username), "application": _APPLICATION}
        label = f"Password for '{username}' on '{service}'"
        with _open_collection() as collection:
            collection.create_item(label, attributes, password.encode("utf-8"), replace=True)

    def delete_password(self, service: str, username: str) -> None:
        """Forget what is kept; nothing when there is nothing."""
        with _open_collection() as collection:
            for item in collection.search_items(_name(service, username)):
                item.delete()


@contextmanager
def _open_collection() -> Iterator[secretstorage.Collection]:
    with closing(secretstorage.dbus_init()) as connection:
        collection = secretstorage.get_default_collection(connection)
        if collection.is_locked():
            collection.unlock()
            collection.ensure_not_locked()
        yield collection


def _name(service: str, username: str) -> dict[str, str]:
    return {"username": username, "service": service}
