"""A connection to a D-Bus bus that does not wait for ever: jeepney limits how long a bus may take to let us in, but not
how long it may take to greet us after it, and a bus that hangs would hang the desk.
"""

from __future__ import annotations

from jeepney.bus import get_bus
from jeepney.io.blocking import DBusConnection, prep_socket
from jeepney.low_level import Message

GREETING_S = 5.0
"""So long a bus may take to let us in, and to answer our greeting; it takes a millisecond."""


def open_bus(bus: str, *, enable_fds: bool = False) -> DBusConnection:
    """A connection to ``bus``: an address, or ``SESSION`` or ``SYSTEM`` for the environment's. TimeoutError where it is
    silent; KeyError, ValueError or RuntimeError for no address, OSError where nobody listens."""
    sock = prep_socket(get_bus(bus), enable_fds, timeout=GREETING_S)
    try:
        return _Greeted(sock, enable_fds)
    except BaseException:
        sock.close()
        raise


class _Greeted(DBusConnection):  # type: ignore[misc]
    def receive(self, *, timeout: float | None = None) -> Message:
        """The next message. jeepney's own constructor asks for one without a limit, before the bus has named us."""
        return super().receive(timeout=GREETING_S if timeout is None and self.unique_name is None else timeout)
