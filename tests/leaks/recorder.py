"""Between desk and Central, with the test authority's keys: a proxy that reads what TLS carries, and a name server that
writes down what it is asked."""

from __future__ import annotations

import socket
import ssl
import struct
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from select import select
from threading import Lock, Thread

_CHUNK = 64 * 1024
Contexts = Callable[[], tuple[ssl.SSLContext, ssl.SSLContext]]
"""Makes the context that faces desks, and the one that faces Central."""


class Recorder:
    """Listens on ``port`` of loopback, ends TLS, writes both directions down and passes them on as they are."""

    def __init__(self, to: tuple[str, int]) -> None:
        self._to = to
        self._contexts: tuple[ssl.SSLContext, ssl.SSLContext] | None = None
        self._lock = Lock()
        self._sent: list[bytearray] = []
        self._received: list[bytearray] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]

    def start(self, contexts: Contexts) -> None:
        """Begin to carry."""
        self._contexts = contexts()
        Thread(target=self._accept, name="recorder", daemon=True).start()

    def read_sent(self) -> bytes:
        """All that desks have sent so far, connection by connection."""
        return self._join(self._sent)

    def read_received(self) -> bytes:
        """All that Central has answered so far."""
        return self._join(self._received)

    def find_answered(self) -> bytes:
        """The newest GET that Central has answered, head and all, as the desk signed it."""
        with self._lock:
            for sent, received in zip(reversed(self._sent), reversed(self._received), strict=True):
                requests = [part for part in bytes(sent).split(b"\r\n\r\n") if part.startswith(b"GET ")]
                if requests and requests[-1] == bytes(sent).split(b"\r\n\r\n")[-2] and received.endswith(b"}"):
                    return requests[-1] + b"\r\n\r\n"
        raise AssertionError("no GET was answered")

    def close(self) -> None:
        """Listen no more."""
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _join(self, parts: list[bytearray]) -> bytes:
        with self._lock:
            return b"\n--\n".join(bytes(part) for part in parts)

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            Thread(target=self._serve, args=(near,), daemon=True).start()

    def _serve(self, near: socket.socket) -> None:
        assert self._contexts
        facing_desks, facing_central = self._contexts
        with (
            suppress(OSError),
            facing_desks.wrap_socket(near, server_side=True) as inner,
            facing_central.wrap_socket(socket.create_connection(self._to), server_hostname="localhost") as outer,
        ):
            with self._lock:
                sent, received = bytearray(), bytearray()
                self._sent.append(sent)
                self._received.append(received)
            self._carry({inner: (outer, sent), outer: (inner, received)})

    def _carry(self, ends: Mapping[ssl.SSLSocket, tuple[ssl.SSLSocket, bytearray]]) -> None:
        """Both ways until one end hangs up. By one thread: OpenSSL's connections are not safe for two."""
        for end in ends:
            end.setblocking(False)  # readable may mean a session ticket, after which nothing comes
        while True:
            ready = [end for end in ends if end.pending()] or select(list(ends), [], [])[0]
            for source in ready:
                sink, copy = ends[source]
                try:
                    data = source.recv(_CHUNK)
                except ssl.SSLWantReadError:
                    continue
                if not data:
                    return
                with self._lock:
                    copy += data
                sink.setblocking(True)
                sink.sendall(data)
                sink.setblocking(False)


class NameServer:
    """Answers for one name, 127.0.0.1; every other does not exist. ``asked`` holds each question, in lower case."""

    def __init__(self, address: str, name: str) -> None:
        self.asked: list[str] = []
        self.address, self._name = address, name
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind((address, 53))
        Thread(target=self._answer_all, name="name server", daemon=True).start()

    def close(self) -> None:
        """Answer no more."""
        self._socket.close()

    def _answer_all(self) -> None:
        while True:
            try:
                question, sender = self._socket.recvfrom(4096)
                self._socket.sendto(self._answer(question), sender)
            except OSError:
                return

    def _answer(self, question: bytes) -> bytes:
        """RFC 1035, 4.1: the question's own section, and an A record where the name is ours."""
        labels, place = [], 12
        while length := question[place]:
            labels.append(question[place + 1 : place + 1 + length].decode("ascii", "replace"))
            place += 1 + length
        name, kind = ".".join(labels).lower(), int.from_bytes(question[place + 1 : place + 3], "big")
        self.asked.append(name)
        record = b""
        if name == self._name and kind == 1:
            record = b"\xc0\x0c" + struct.pack(">HHIH", 1, 1, 60, 4) + socket.inet_aton("127.0.0.1")
        code = 0 if name == self._name else 3
        head = question[:2] + struct.pack(">HHHHH", 0x8180 | code, 1, bool(record), 0, 0)
        return head + question[12 : place + 5] + record


def make_contexts(
    ca: Path, certificate: Path, key: Path, client: Path, client_key: Path
) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """Facing desks as Central with a certificate of its authority, asking for theirs; facing Central as a desk."""
    near = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    near.minimum_version = ssl.TLSVersion.TLSv1_3
    near.load_cert_chain(certificate, key)
    near.load_verify_locations(ca)
    near.verify_mode = ssl.CERT_REQUIRED
    return near, make_client_context(ca, client, client_key)


def make_client_context(ca: Path, client: Path, client_key: Path) -> ssl.SSLContext:
    """Facing Central as a desk."""
    far = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    far.load_verify_locations(ca)
    far.load_cert_chain(client, client_key)
    return far
