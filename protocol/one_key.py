"""The key that signs a party's own requests, as the signature library asks for it (RFC 9421)."""

from __future__ import annotations

from typing import Any

from http_message_signatures import HTTPSignatureKeyResolver


class OneKey(HTTPSignatureKeyResolver):
    """Answers every key identifier with one Ed25519 private key: whoever signs has no other."""

    def __init__(self, key: Any) -> None:
        self._key = key

    def resolve_private_key(self, key_id: str) -> Any:  # noqa: ARG002 - there is one key
        """The key itself."""
        return self._key

    def resolve_public_key(self, key_id: str) -> Any:  # noqa: ARG002 - there is one key
        """Its public half."""
        return self._key.public_key()
