"""The line of the tests themselves: what is between desks and a server may end in any way, and the line stands."""

from __future__ import annotations

import socket
import struct
from collections.abc import Iterator
from contextlib import ExitStack, suppress

import pytest

from tests.line import Line

_AT_ONCE = struct.pack("ii", 1, 0)


@pytest.fixture
def server() -> Iterator[socket.socket]:
    """Somebody to speak to, who takes whatever comes when a test has him do it."""
    with socket.create_server(("127.0.0.1", 0), backlog=256) as made:
        made.settimeout(60)
        yield made


@pytest.fixture
def line(server: socket.socket) -> Iterator[Line]:
    """The line to him."""
    made = Line(server.getsockname())
    yield made
    made.close()


def enter(line: Line) -> socket.socket:
    """A connection to the line."""
    port = int(line.origin.rpartition(":")[2])
    return socket.create_connection(("127.0.0.1", port), 60)


def test_connections_that_break_as_they_are_made_leave_it_standing(line: Line, server: socket.socket) -> None:
    for _ in range(100):
        with enter(line) as hasty:
            hasty.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _AT_ONCE)
    with enter(line) as patient:
        patient.sendall(b"!")
        heard = b""
        while not heard:
            carried, _ = server.accept()
            with carried, suppress(ConnectionError):
                heard = carried.recv(1)


def test_a_server_that_takes_nobody_keeps_nobody_from_another(line: Line, server: socket.socket) -> None:
    with socket.create_server(("127.0.0.1", 0), backlog=0) as full, ExitStack() as kept:
        for _ in range(2):
            more = kept.enter_context(socket.socket())
            more.setblocking(False)
            more.connect_ex(full.getsockname())
        line.lead_to(full.getsockname())
        kept.enter_context(enter(line)).sendall(b"!")
        line.restore()
        with enter(line) as caller:
            caller.sendall(b"!")
            carried, _ = server.accept()
            with carried:
                assert carried.recv(1) == b"!"
