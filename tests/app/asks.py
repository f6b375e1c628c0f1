"""One request as the loopback Central takes it, and the keys that its signature may be made with."""

from __future__ import annotations

from typing import Any

import msgspec
from http_message_signatures import HTTPSignatureKeyResolver


class Ask:
    """One request as it arrived."""

    def __init__(self, method: str, url: str, headers: Any, body: bytes) -> None:
        self.method, self.url, self.headers, self.body = method, url, headers, body
        self.path = url.removeprefix(url[: url.index("/v1")]).partition("?")[0]
        self.full_path = url.removeprefix(url[: url.index("/v1")])

    def read(self, kind: type[Any]) -> Any:
        """The body as ``kind``."""
        return msgspec.json.decode(self.body, type=kind)


class KnownKeys(HTTPSignatureKeyResolver):
    def __init__(self, known: dict[str, Any]) -> None:
        self._known = known

    def resolve_public_key(self, key_id: str) -> Any:
        return self._known[key_id]

    def resolve_private_key(self, key_id: str) -> Any:
        raise NotImplementedError
