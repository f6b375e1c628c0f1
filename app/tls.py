"""How a desk speaks TLS: 1.3, our own authority alone, a client certificate, the host's name checked (A5)."""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING, cast

from urllib3 import HTTPSConnectionPool
from urllib3.connection import HTTPSConnection
from urllib3.util import parse_url

from protocol.pulse import list_options
from secure_store.wiping import wipe_bytes

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from _typeshed import ReadableBuffer

    from app.vpn import VpnGuard

_LEVEL = "DEFAULT:@SECLEVEL=2"
"""Keys of 112 bits of security at least (RSA from 2,048 bits), whatever this machine's OpenSSL is set to."""
_OPTIONS = [*HTTPSConnection.default_socket_options, *list_options()]
_CERTIFICATE_REQUEST = 13
"""The handshake message by which a server asks for a client's certificate (RFC 8446, 4.3.2)."""


class CertificateRevoked(ssl.SSLError):
    """The server's certificate is one that our authority has taken back."""


class NoCertificateAsked(ssl.SSLError):
    """The server did not ask for this desk's certificate, so it would let anybody in: it is not set up as ours."""


class PrivateContext(ssl.SSLContext):
    """A client's context. ``revoked``: serials (upper-case hex) of certificates that our authority has taken back."""

    revoked: frozenset[str] = frozenset()


class CheckedSocket(ssl.SSLSocket):
    """A connection that, once hands are shaken and before anything is sent, checks what OpenSSL does not."""

    was_asked = False

    def do_handshake(self, block: bool = False) -> None:
        """Shake hands; CertificateRevoked or NoCertificateAsked, beside what OpenSSL itself refuses."""
        super().do_handshake(block)
        serial = (self.getpeercert() or {}).get("serialNumber", "")
        if serial in cast(PrivateContext, self.context).revoked:
            raise CertificateRevoked
        if not self.was_asked:
            raise NoCertificateAsked

    def send(self, data: ReadableBuffer, flags: int = 0) -> int:
        """As ever, but where the other side closed meanwhile, the alert that it closed with: in TLS 1.3 a server judges
        this desk's certificate when the desk has begun to speak already."""
        try:
            return super().send(data, flags)
        except (ssl.SSLEOFError, ConnectionResetError):
            self.recv(1)
            raise


def make_context(
    ca: str,
    certificate: Path,
    key: Path,
    password: Callable[[], bytearray] | None,
    revoked: frozenset[str] = frozenset(),
) -> PrivateContext:
    """A TLS 1.3-only context that trusts ``ca`` (PEM) alone, but for ``revoked``, and shows ``certificate``;
    ssl.SSLError when they are not what they should be. ``password`` gives the key's passphrase, which is wiped here."""
    context = PrivateContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.maximum_version = ssl.TLSVersion.TLSv1_3
    context.set_ciphers(_LEVEL)
    context.verify_flags |= ssl.VERIFY_X509_STRICT
    context.load_verify_locations(cadata=ca)
    context.revoked = revoked
    context.sslsocket_class = CheckedSocket
    context._msg_callback = _note_request  # type: ignore[attr-defined]  # noqa: SLF001 - OpenSSL's, by no other name
    passphrase = password() if password else bytearray()
    try:
        context.load_cert_chain(certificate, key, password=passphrase)
    finally:
        wipe_bytes(passphrase)
    return context


def _note_request(connection: object, direction: str, _version: int, _content: int, message: int, _data: bytes) -> None:
    """Hear every handshake message. Without this callback no server would be trusted: see ``was_asked``."""
    if direction == "read" and message == _CERTIFICATE_REQUEST and isinstance(connection, CheckedSocket):
        connection.was_asked = True


def _guard(vpn: VpnGuard) -> type[HTTPSConnection]:
    """Connections that ask ``vpn`` before they are made, and stay on the interface that it names."""

    class GuardedConnection(HTTPSConnection):
        def connect(self) -> None:
            self.socket_options = [*_OPTIONS, *vpn.enter()]
            super().connect()

    return GuardedConnection


def open_pool(origin: str, context: ssl.SSLContext, vpn: VpnGuard | None = None) -> HTTPSConnectionPool:
    """A place for one connection to ``origin`` (``https://host:port``), through ``context`` as it is, by the interface
    that ``vpn`` names; nothing is sent yet. urllib3's LocationParseError when it is no such address."""
    parts = parse_url(origin)
    pool = HTTPSConnectionPool(parts.host or "", parts.port, maxsize=1, ssl_context=context, socket_options=_OPTIONS)
    if vpn is not None:
        pool.ConnectionCls = _guard(vpn)
    return pool
