"""How a desk speaks TLS: 1.3, our own authority alone, a client certificate, the host's name checked (A5)."""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING, Any

from requests.adapters import HTTPAdapter

from secure_store.wiping import wipe_bytes

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from requests import PreparedRequest


def make_context(ca: str, certificate: Path, key: Path, password: Callable[[], bytearray] | None) -> ssl.SSLContext:
    """A TLS 1.3-only context that trusts ``ca`` (PEM) alone and shows ``certificate``; ssl.SSLError when they are not
    what they should be. ``password`` gives the key's passphrase, which is wiped here."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.maximum_version = ssl.TLSVersion.TLSv1_3
    context.verify_flags |= ssl.VERIFY_X509_STRICT
    context.load_verify_locations(cadata=ca)
    passphrase = password() if password else bytearray()
    try:
        context.load_cert_chain(certificate, key, password=passphrase)
    finally:
        wipe_bytes(passphrase)
    return context


class PrivateAdapter(HTTPAdapter):
    """Sends through ``context`` as it is. Requests' own adapter would load the public authorities into it."""

    def __init__(self, context: ssl.SSLContext) -> None:
        self._context = context
        super().__init__(pool_connections=1, pool_maxsize=1, max_retries=0)

    def init_poolmanager(self, connections: int, maxsize: int, block: bool = False, **options: Any) -> None:
        """Give the pool our context."""
        super().init_poolmanager(connections, maxsize, block, ssl_context=self._context, **options)

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
