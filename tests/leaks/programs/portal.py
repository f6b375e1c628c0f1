"""A session's portal and those who use it, each a process of its own on the bus of its environment.

``serve NAME…`` owns the names and answers every call with the path that a request would have; a line PATH on standard
input closes the session there. ``begin NAME PATH INTERFACE MEMBER SIGNATURE ARGUMENTS`` calls, says how that went, and
stays; ARGUMENTS are JSON, a file by its number.
"""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from threading import Thread

from jeepney import DBusAddress, HeaderFields, MessageType, message_bus, new_method_call, new_method_return, new_signal
from jeepney.io.blocking import DBusConnection, open_dbus_connection

SESSION = "org.freedesktop.portal.Session"


def serve(bus: DBusConnection, names: list[str]) -> None:
    """Be asked, and close what the input says."""
    for name in names:
        bus.send_and_get_reply(message_bus.RequestName(name))
    Thread(target=close_named, args=(bus,), daemon=True).start()
    say("ready")
    while True:
        message = bus.receive()
        if message.header.message_type is MessageType.method_call:
            bus.send(new_method_return(message, "o", (str(message.header.fields[HeaderFields.path]),)))


def close_named(bus: DBusConnection) -> None:
    """Close the session at each path that is read."""
    for line in sys.stdin:
        bus.send(new_signal(DBusAddress(line.strip(), interface=SESSION), "Closed", "a{sv}", ({},)))
        say("closed")


def begin(bus: DBusConnection, name: str, path: str, interface: str, member: str, shape: str, given: str) -> None:
    """Call once, and stay until the input ends."""
    whom = DBusAddress(path, name, interface or None)
    reply = bus.send_and_get_reply(new_method_call(whom, member, shape, tuple(json.loads(given))))
    say(reply.header.message_type.name)
    sys.stdin.read()


def say(word: str) -> None:
    """To whoever started this."""
    sys.stdout.write(word + "\n")
    sys.stdout.flush()


role, *words = sys.argv[1:]
with open_dbus_connection(enable_fds=True) as line, suppress(ConnectionError):
    if role == "serve":
        serve(line, words)
    else:
        begin(line, *words)
