"""Servers on loopback TLS for the tests, good and hostile."""

from __future__ import annotations

import ssl
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from http_message_signatures import ContentDigest


class Server(ThreadingHTTPServer):
    """Shakes hands in the connection's own thread, so that a client that fails does not stop the others."""

    daemon_threads = True

    def __init__(self, context: ssl.SSLContext, door: type[BaseHTTPRequestHandler]) -> None:
        self._context = context
        super().__init__(("127.0.0.1", 0), door)

    def get_request(self) -> tuple[Any, Any]:
        connection, address = super().get_request()
        connection.settimeout(30)
        return self._context.wrap_socket(connection, server_side=True, do_handshake_on_connect=False), address

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that goes away is what these tests are about."""


def serve_tls(context: ssl.SSLContext, door: type[BaseHTTPRequestHandler]) -> Server:
    """A server on a free port of 127.0.0.1, running."""
    server = Server(context, door)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    return server


def send(door: BaseHTTPRequestHandler, status: int, kind: str, content: bytes, digest: str = "") -> None:
    """A whole answer with its digest, or with a digest of the test's own."""
    door.send_response(status)
    if kind:
        door.send_header("Content-Type", kind)
    door.send_header("Content-Length", str(len(content)))
    door.send_header("Content-Digest", digest or ContentDigest.create(content))
    door.end_headers()
    door.wfile.write(content)
