"""How a desk speaks TLS: 1.3, our own authority alone, a client certificate, the host's name checked (A5)."""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING, Any, cast

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPSConnection
from urllib3.connectionpool import HTTPSConnectionPool

from secure_store.wiping import wipe_bytes

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from requests import PreparedRequest

    from app.vpn import VpnGuard

_LEVEL = "DEFAULT:@SECLEVEL=2"
"""Keys of 112 bits of security at least (RSA from 2,048 bits), whatever this machine's OpenSSL is set to."""
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
            self.socket_options = [*self.default_socket_options, *vpn.enter()]
            super().connect()

    return GuardedConnection


class PrivateAdapter(HTTPAdapter):
    """Sends through ``context`` as it is, by the interface that ``vpn`` names. Requests' own adapter would load the
    public authorities into it."""

    def __init__(self, context: ssl.SSLContext, vpn: VpnGuard | None = None) -> None:
        self._context, self._vpn = context, vpn
        super().__init__(pool_connections=1, pool_maxsize=1, max_retries=0)

    def init_poolmanager(self, connections: int, maxsize: int, block: bool = False, **options: Any) -> None:
        """Give the pool our context."""
        super().init_poolmanager(connections, maxsize, block, ssl_context=self._context, **options)
        if self._vpn is not None:
            pool = type("GuardedPool", (HTTPSConnectionPool,), {"ConnectionCls": _guard(self._vpn)})
            self.poolmanager.pool_classes_by_scheme = {"https": pool}

    def build_connection_pool_key_attributes(
        self,
        request: PreparedRequest,
        verify: bool | str,  # noqa: ARG002 - not the library's choice here
        cert: Any = None,  # noqa: ARG002
    ) -> tuple[Any, Any]:
        """The host, and our context in place of whatever ``verify`` and ``cert`` ask for."""
        host, _ = super().build_connection_pool_key_attributes(request, True, None)
        return host, {"ssl_context": self._context}

    def cert_verify(self, conn: Any, url: str, verify: bool | str, cert: Any) -> None:
        """Nothing to add to the context; there is no adapter for plain HTTP."""
