"""The Secret Service of a Linux desktop (GNOME Keyring, KeePassXC, newer KWallet), spoken to through secretstorage.

The keyring library stands on secretstorage too, but loads a hundred modules that have nothing to do with it, and takes
settings from the environment. Entries are named as that library names them, so that it finds ours, and we find its own.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import closing
from functools import cache
from threading import Lock
from typing import TypeVar

import secretstorage
from jeepney.io.blocking import DBusConnection
from secretstorage.dhcrypto import Session
from secretstorage.util import add_match_rules, open_session

from secure_store.bus import open_bus

T = TypeVar("T")

_APPLICATION = "Python keyring library"
_SESSION = "/org/freedesktop/secrets/collection/session"
_ASKS = 2


class SecretService:
    """The default collection of this user's Secret Service; RuntimeError when there is no such service.

    Any thread may call. What goes wrong is a SecretStorageException, and LockedException in particular when the person
    does not unlock the collection.
    """

    def __init__(self) -> None:
        with closing(_open_session_bus()) as connection:
            if not secretstorage.check_service_availability(connection):
                raise RuntimeError("The Secret Service daemon is neither running nor activatable through D-Bus")
        self._line = _line_to(os.environ["DBUS_SESSION_BUS_ADDRESS"])

    def look(self) -> tuple[bool, bool]:
        """Whether the default collection is open, and whether it is more than the session's own, which ends with it."""

        def look(collection: secretstorage.Collection) -> tuple[bool, bool]:
            behind = secretstorage.get_collection_by_alias(collection.connection, "default")
            return not collection.is_locked(), behind.collection_path != _SESSION

        return self._line.ask(look)

    def get_password(self, service: str, username: str) -> str | None:
        """What is kept for ``username`` at ``service``, or None."""

        def get(collection: secretstorage.Collection) -> str | None:
            for item in collection.search_items(_name(service, username)):
                item.unlock()
                return item.get_secret().decode("utf-8")
            return None

        return self._ask_opened(get)

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep ``password``, in the place of what was there."""
        attributes = {**_name(service, username), "application": _APPLICATION}
        label = f"Password for '{username}' on '{service}'"
        self._ask_opened(lambda collection: collection.create_item(label, attributes, password.encode("utf-8"), True))

    def delete_password(self, service: str, username: str) -> None:
        """Forget what is kept; nothing when there is nothing."""

        def delete(collection: secretstorage.Collection) -> None:
            for item in collection.search_items(_name(service, username)):
                item.delete()

        self._ask_opened(delete)

    def _ask_opened(self, deed: Callable[[secretstorage.Collection], T]) -> T:
        if self._line.ask(secretstorage.Collection.is_locked):
            _have_it_opened()
        return self._line.ask(deed)


class _Line:
    """One connection to a session's bus, and one session of the Secret Service over it, for this whole process.

    They are kept, for gnome-keyring-daemon (42 of Debian 12) reads memory it has freed while clients come and go: it
    then names a collection that never was, or dies, and its successor asks the person for his password.
    """

    def __init__(self, address: str) -> None:
        self._address = address
        self._turn = Lock()
        self._connection: DBusConnection | None = None
        self._session: Session | None = None

    def ask(self, deed: Callable[[secretstorage.Collection], T]) -> T:
        """What ``deed`` finds in the default collection.

        Done once more over a new connection where it failed, since the service may have been replaced: a deed is one
        that may be done twice. A refusal by the person stands at once.
        """
        with self._turn:
            for left in reversed(range(_ASKS)):
                try:
                    return deed(self._find_collection(may_make=not left))
                except (secretstorage.LockedException, secretstorage.PromptDismissedException):
                    raise
                except Exception:  # secretstorage's, jeepney's and the socket's own
                    self._hang_up()
                    if not left:
                        raise
        raise AssertionError("the last ask returns or raises")

    def _find_collection(self, may_make: bool) -> secretstorage.Collection:
        if self._connection is None or self._session is None:
            self._connection = open_bus(self._address)
            self._session = open_session(self._connection)
        if may_make:
            return secretstorage.get_default_collection(self._connection, self._session)
        return secretstorage.Collection(self._connection, session=self._session)

    def _hang_up(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection = self._session = None


@cache
def _line_to(address: str) -> _Line:
    """The line over the bus at ``address``, the same for every caller."""
    return _Line(address)


def _open_session_bus() -> DBusConnection:
    """As :func:`secretstorage.dbus_init` opens one, but from a bus that answers."""
    try:
        connection = open_bus("SESSION")
        add_match_rules(connection)
    except KeyError as error:
        raise secretstorage.SecretServiceNotAvailableException(f"{error.args[0]} is not set") from error
    except (OSError, ValueError, RuntimeError) as error:
        raise secretstorage.SecretServiceNotAvailableException(str(error)) from error
    return connection


def _have_it_opened() -> None:
    """Ask the person to open the default collection; on a connection of its own, so that nobody else waits for him."""
    with closing(_open_session_bus()) as connection:
        collection = secretstorage.get_default_collection(connection)
        collection.unlock()
        collection.ensure_not_locked()


def _name(service: str, username: str) -> dict[str, str]:
    return {"username": username, "service": service}
