"""The line between desks and a server, as TLS runs over it: it carries bytes, and can be held, cut or led elsewhere."""

from __future__ import annotations

import socket
from contextlib import suppress
from threading import Event, Lock, Thread

_CHUNK = 64 * 1024

Address = tuple[str, int]


class Line:
    """Listens on a port of its own on loopback and carries what comes to ``to``, and back."""

    def __init__(self, to: Address) -> None:
        self._home = self._to = to
        self._flows, self._is_cut = Event(), False
        self._flows.set()
        self._lock, self._ends, self._age = Lock(), set[socket.socket](), 0
        self._listener = socket.create_server(("127.0.0.1", 0))
        Thread(target=self._accept, name="line", daemon=True).start()

    @property
    def origin(self) -> str:
        """What a desk calls the server at the other end."""
        return f"https://localhost:{self._listener.getsockname()[1]}"

    def hold(self) -> None:
        """Keep every byte back, in both directions: whoever waits for an answer goes on waiting."""
        self._flows.clear()

    def cut(self) -> None:
        """End every connection, and each new one at once."""
        self._is_cut = True
        self._end_all()

    def forget(self) -> None:
        """Drop what comes by the connections that stand, and their ends, without a word to anybody; new ones are
        carried. So does a firewall that begins anew."""
        self._age += 1

    def lead_to(self, to: Address) -> None:
        """Connect to another server from now on."""
        self._to = to
        self._end_all()

    def restore(self) -> None:
        """Carry everything again, to where it belongs; what broke stays broken."""
        was_elsewhere, self._to, self._is_cut = self._to != self._home, self._home, False
        self._flows.set()
        if was_elsewhere:
            self._end_all()

    def close(self) -> None:
        """Carry nothing any more."""
        self.cut()
        self._flows.set()
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            Thread(target=self._join, args=(near,), daemon=True).start()

    def _join(self, near: socket.socket) -> None:
        """Carry what comes by ``near``. Each by itself: an end that does not answer keeps nobody else waiting."""
        far, to = None, self._to
        try:
            if self._is_cut:
                raise ConnectionAbortedError
            far = socket.create_connection(to)
            for end in (near, far):
                end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            with self._lock:
                if self._is_cut or to != self._to:
                    raise ConnectionAbortedError
                self._ends |= {near, far}
                age = self._age
        except OSError:
            for end in filter(None, (near, far)):
                end.close()
            return
        Thread(target=self._carry, args=(near, far, age), daemon=True).start()
        self._carry(far, near, age)

    def _carry(self, source: socket.socket, sink: socket.socket, age: int) -> None:
        with suppress(OSError):
            while data := source.recv(_CHUNK):
                self._flows.wait()
                if age == self._age:
                    sink.sendall(data)
        for end in (source, sink) if age == self._age else (source,):
            self._end(end)

    def _end_all(self) -> None:
        with self._lock:
            ends = tuple(self._ends)
        for end in ends:
            self._end(end)

    def _end(self, end: socket.socket) -> None:
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
        with self._lock:
            self._ends.discard(end)
        end.close()
