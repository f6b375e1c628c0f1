"""A place on the wire between a desk's engine and the PBX: it has keys for both ends and keeps every byte (A5)."""

from __future__ import annotations

import re
import secrets
import select
import socket
import ssl
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

_CHUNK = 65_536
_INVITE = """\
INVITE sip:{user}@localhost SIP/2.0\r
Via: SIP/2.0/TLS 127.0.0.1:1;branch=z9hG4bK{mark}\r
From: <sip:{desk}@localhost>;tag={mark}\r
To: <sip:{user}@localhost>\r
Call-ID: {mark}\r
CSeq: 1 INVITE\r
Contact: <sip:{desk}@127.0.0.1:1;transport=tls>\r
X-Veildesk-Desk: {desk}\r
Max-Forwards: 70\r
Content-Length: 0\r
\r
"""


@dataclass
class Wiretap:
    """Listens at :attr:`port` as the PBX, speaks to it at ``pbx`` as the desk. ``incoming``: what reached the desk.

    :meth:`cut` makes the network silent, without a word to either side, and :meth:`mend` lets it be.
    """

    pbx: int
    authority: Path
    server: tuple[Path, Path]
    client: tuple[Path, Path]
    incoming: bytearray = field(default_factory=bytearray)
    outgoing: bytearray = field(default_factory=bytearray)

    def __post_init__(self) -> None:
        self._front = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._front.load_cert_chain(*self.server)
        self._front.load_verify_locations(self.authority)
        self._front.verify_mode = ssl.CERT_REQUIRED
        self._back = ssl.create_default_context(cafile=str(self.authority))
        self._back.load_cert_chain(*self.client)
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        self._passes, self._closed = threading.Event(), False
        self._passes.set()
        self._pairs: list[tuple[ssl.SSLSocket, ssl.SSLSocket]] = []
        threading.Thread(target=self._accept, name="wiretap", daemon=True).start()

    def cut(self) -> None:
        """Pass nothing on, and take nobody in, until :meth:`mend`."""
        self._passes.clear()

    def mend(self) -> None:
        """Pass everything on again, what waited included."""
        self._passes.set()

    def ask_as_desk(self, port: int, desk: str, user: str) -> str:
        """The final answer to an INVITE to ``user``, with this desk's certificate, from whoever says that he is
        ``desk``."""
        mark = secrets.token_hex(8)
        with (
            socket.create_connection(("127.0.0.1", port)) as plain,
            self._back.wrap_socket(plain, server_hostname="localhost") as pbx,
        ):
            pbx.settimeout(60)
            pbx.sendall(_INVITE.format(desk=desk, user=user, mark=mark).encode())
            heard = ""
            while not re.search(r"^SIP/2.0 [2-6]", heard, re.MULTILINE):
                heard += pbx.recv(_CHUNK).decode()
            return heard[re.search(r"^SIP/2.0 [2-6]", heard, re.MULTILINE).start() :]  # type: ignore[union-attr]

    def close(self) -> None:
        """End every connection."""
        self._closed = True
        self._passes.set()
        self._socket.close()
        for pair in self._pairs:
            for end in pair:
                with suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)

    def _accept(self) -> None:
        while not self._closed:
            with suppress(OSError):
                taken, _ = self._socket.accept()
                threading.Thread(target=self._carry, args=(taken,), name="wiretap-pair", daemon=True).start()

    def _carry(self, taken: socket.socket) -> None:
        self._passes.wait()
        with suppress(OSError), self._front.wrap_socket(taken, server_side=True) as desk:
            plain = socket.create_connection(("127.0.0.1", self.pbx))
            with self._back.wrap_socket(plain, server_hostname="localhost") as pbx:
                self._pairs.append((desk, pbx))
                while self._pass_on(desk, pbx):
                    continue

    def _pass_on(self, desk: ssl.SSLSocket, pbx: ssl.SSLSocket) -> bool:
        ready = [end for end in (desk, pbx) if end.pending()] or select.select([desk, pbx], [], [], 1)[0]
        for end in ready:
            end.setblocking(False)
            try:
                data = end.recv(_CHUNK)
            except ssl.SSLWantReadError:  # a ticket of TLS 1.3's: waiting for more would hold up the other end's word
                continue
            finally:
                end.setblocking(True)
            if not data:
                return False
            self._passes.wait()
            if end is desk:
                self.outgoing += data
                pbx.sendall(data)
            else:
                self.incoming += data
                desk.sendall(data)
        return not self._closed
