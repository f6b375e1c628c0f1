"""Programs that have the desktop picture the screen, or share it, heard on the session's bus (D4, decision 018).

A monitor of the bus hears the calls that begin it, and no others. Like its sister, which knows programs by their names,
it matters while a value is shown: a call closes it, and what goes on already keeps the next one hidden.
"""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack, suppress
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from app.guards.linux.portal_calls import RULES, Heard, Ledger, Passed
from app.guards.sighting import Kind, Sighting, read_word
from app.guards.thread import ThreadedGuard
from protocol.guarding import Channel, Response
from protocol.reveal_refusals import ScreenWatched

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.guards.linux.portal_calls import Asked
    from app.guards.sighting import Lookout
    from app.reveal import RevealService

_PATIENCE_S = 2.0
_ANSWER_S = 0.5
"""A bus that has just spoken answers at once, or there is no time to wait for it."""

if sys.platform != "win32":
    from jeepney import DBus, HeaderFields, Message, MessageType
    from jeepney.bus import get_bus
    from jeepney.bus_messages import Monitoring
    from jeepney.fds import FileDescriptor

    from app.guards.linux.waiting import READABLE, Wait
    from secure_store.bus import open_bus

    class PortalGuard(ThreadedGuard):
        """Asked by ``reveals`` before each opening; blocked until somebody asks for the screen."""

        channel = Channel.SCREEN

        def __init__(self, reveals: RevealService) -> None:
            super().__init__()
            self._reveals = reveals
            self._lookout: Lookout | None = None
            self._buses: tuple[_Bus, ...] = ()

        def prepare(self, lookout: Lookout) -> None:
            """Listen on each bus, and be asked before a value is opened."""
            self._lookout = lookout
            with ExitStack() as opened:
                buses = []
                for address in find_buses():
                    buses.append(_Bus(address))
                    opened.callback(buses[-1].close)
                self._wait = Wait(READABLE, *(bus.descriptor for bus in buses))
                opened.pop_all()
            self._buses = tuple(buses)
            self._reveals.before_opening(self._look)

        def watch(self, lookout: Lookout) -> None:
            """Report what is asked for while something is shown, until woken."""
            try:
                while self._wait():
                    for bus in self._buses:
                        for asked in bus.hear():
                            if self._reveals.is_showing:
                                lookout.see(_describe(asked, bus.name_program(asked)))
            finally:
                for bus in self._buses:
                    bus.close()
            self._wait.close()  # not where it fell: it may be woken yet

        def wake(self) -> None:
            """End the wait."""
            self._wait.end()

        def _look(self) -> None:
            """ScreenWatched where a stream goes on, or a picture is about to be taken."""
            for bus in self._buses:
                for asked in bus.ledger.list_going():
                    program = bus.name_program(asked)
                    if self._lookout and self._lookout.see(_describe(asked, program)) is not Response.RECORD:
                        raise ScreenWatched(program=program or asked.sender)

    class _Bus:
        """One bus: a monitor, which may say nothing any more, and a connection that asks."""

        def __init__(self, address: str) -> None:
            with ExitStack() as opened:
                # Who takes no files is not told of calls that carry one, as those to KWin do.
                self._monitor = opened.enter_context(open_bus(address, enable_fds=True))
                self._asking = opened.enter_context(open_bus(address))
                listening = Monitoring().BecomeMonitor(list(RULES))
                reply = self._monitor.send_and_get_reply(listening, timeout=_PATIENCE_S)
                if reply.header.message_type is MessageType.error:
                    raise ConnectionRefusedError("the bus lets nobody listen")
                opened.pop_all()
            self._turn = Lock()
            self.ledger = Ledger(self._find_owner)

        @property
        def descriptor(self) -> int:
            """What becomes readable when something passed."""
            return int(self._monitor.sock.fileno())

        def hear(self) -> Iterator[Asked]:
            """What was begun since the last time; ConnectionError when the bus is gone."""
            with suppress(TimeoutError):
                while True:
                    asked = self.ledger.hear(_read(self._monitor.receive(timeout=0)))
                    if asked:
                        yield asked

        def name_program(self, asked: Asked) -> str:
            """The program behind ``asked``, by the kernel's name for it; empty where it is gone."""
            number = self._ask(DBus().GetConnectionUnixProcessID(asked.sender))
            with suppress(OSError):
                return Path(f"/proc/{number}/comm").read_text("utf-8", "replace").rstrip("\n")
            return ""

        def close(self) -> None:
            """Hang up."""
            with self._turn:
                self._monitor.close()
                self._asking.close()

        def _find_owner(self, name: str) -> str | None:
            return self._ask(DBus().GetNameOwner(name))

        def _ask(self, question: Message) -> str | None:
            """The bus's answer, empty where it has none; None where it hung up."""
            with self._turn, suppress(OSError, ValueError):  # a closed selector is a ValueError
                reply = self._asking.send_and_get_reply(question, timeout=_ANSWER_S)
                return str(reply.body[0]) if reply.header.message_type is MessageType.method_return else ""
            return None

    def find_buses() -> list[str]:
        """The session's bus, and the one that systemd runs for this user, where it is another: the desktop may be on it
        while the desk was started on a bus of somebody's own. KeyError where there is no session's bus."""
        own = os.environ["DBUS_SESSION_BUS_ADDRESS"]
        users = f"unix:path=/run/user/{os.geteuid()}/bus"
        is_another = get_bus(own) != get_bus(users) and Path(get_bus(users)).is_socket()
        return [own, users] if is_another else [own]

    def _describe(asked: Asked, program: str) -> Sighting:
        return Sighting(
            Channel.SCREEN,
            Kind.CAPTURE_PORTAL,
            f"{asked.sender}/{asked.serial}",
            product=read_word(program),
            stays=False,
        )

    def _read(message: Message) -> Heard:
        fields = message.header.fields
        for part in message.body:
            if isinstance(part, FileDescriptor):
                part.close()
        sender, destination, path, interface, member = (str(fields.get(name, "")) for name in _NAMES)
        kind = _KINDS.get(message.header.message_type, Passed.SIGNAL)
        answers = fields.get(HeaderFields.reply_serial, 0)
        return Heard(kind, sender, destination, path, interface, member, message.header.serial, answers, message.body)

    _KINDS = {MessageType.method_call: Passed.CALL, MessageType.error: Passed.ERROR}
    _NAMES = (
        *(HeaderFields.sender, HeaderFields.destination, HeaderFields.path),
        *(HeaderFields.interface, HeaderFields.member),
    )
