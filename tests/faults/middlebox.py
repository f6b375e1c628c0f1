"""Something between a desk and its real Central that spoils what passes: it has Central's certificate and the desk's.

A desk comes to it where Central's line leads to it. Central takes what reaches it; what the desk gets for it is the
spoiler's choice.
"""

from __future__ import annotations

import http.client
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler
from typing import Any

from app.tls import make_context
from secure_store.device import DeviceIdentity
from tests.app.tls_server import serve_tls
from tests.real_central import RealCentral


@dataclass(frozen=True)
class Answer:
    """Central's answer as it came."""

    status: int
    headers: list[tuple[str, str]]
    content: bytes


Spoiler = Callable[[BaseHTTPRequestHandler, Callable[[], Answer]], None]
"""Answers the desk at a door, having asked Central or not."""


class Middlebox:
    """Listens at ``address``; ``spoil`` may be set at any time."""

    def __init__(self, central: RealCentral, identity: DeviceIdentity) -> None:
        self.spoil: Spoiler = forward
        self._central, self._identity = central, identity
        place = central.books.place
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.minimum_version = ssl.TLSVersion.TLSv1_3
        context.load_cert_chain(place.server_certificate, place.server_key)
        context.load_verify_locations(place.ca_certificate)
        context.verify_mode = ssl.CERT_REQUIRED  # as Central does; a desk speaks to no other
        self._server = serve_tls(context, self._make_door())
        self.address = ("127.0.0.1", self._server.server_address[1])

    def close(self) -> None:
        """Go away."""
        self._server.shutdown()
        self._server.server_close()

    def _make_door(self) -> type[BaseHTTPRequestHandler]:
        box = self

        class Door(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
                pass

            def answer(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                box.spoil(self, lambda: box._ask(self, body))

            do_GET = do_POST = answer  # noqa: N815

        return Door

    def _ask(self, door: BaseHTTPRequestHandler, body: bytes) -> Answer:
        one = self._identity
        context = make_context(one.ca_path.read_text("ascii"), one.certificate_path, one.key_path, one.ssl_password)
        host, port = self._central.address
        connection = http.client.HTTPSConnection(host, port, context=context)
        try:
            connection.request(door.command, door.path, body or None, dict(door.headers.items()))
            response = connection.getresponse()
            return Answer(response.status, response.getheaders(), response.read())
        finally:
            connection.close()


def forward(door: BaseHTTPRequestHandler, ask: Callable[[], Answer]) -> None:
    """Spoil nothing."""
    give(door, ask())


def give(door: BaseHTTPRequestHandler, answer: Answer, content: bytes | None = None) -> None:
    """Send ``answer``; with other ``content``, whatever its headers say."""
    door.send_response_only(answer.status)
    for name, value in answer.headers:
        door.send_header(name, value)
    door.end_headers()
    door.wfile.write(answer.content if content is None else content)
