"""A request's body on its way: its first piece is waited for, the rest only once somebody is known to have signed."""

from __future__ import annotations

from hashlib import sha256

import anyio
from litestar.types import Receive

from protocol.refusals import BodyTooLarge, InvalidRequest
from protocol.signing import MAX_BODY

_PAUSE_S, _WHOLE_S = 10, 60
"""How long a body may pause on its way, and take altogether; a desk gives up after 10 s itself."""


class Body:
    """What has come of a body. InvalidRequest when it breaks off or is too slow, BodyTooLarge."""

    def __init__(self, announced: str, receive: Receive) -> None:
        if announced.isascii() and announced.isdigit() and int(announced) > MAX_BODY:
            raise BodyTooLarge(limit=str(MAX_BODY))
        self.is_whole = False
        self._content = bytearray()
        self._hash = sha256()
        self._receive = receive
        self._latest = anyio.current_time() + _WHOLE_S

    @property
    def content(self) -> bytes:
        """As much as has come."""
        return bytes(self._content)

    @property
    def digest(self) -> bytes:
        """The SHA-256 of as much as has come: made piece by piece, while the next one is on its way."""
        return self._hash.digest()

    async def begin(self) -> None:
        """Wait for the first piece; most bodies are no longer."""
        await self._read(_PAUSE_S)

    async def read_on(self) -> None:
        """Wait for the rest."""
        while not self.is_whole:
            await self._read(min(_PAUSE_S, self._latest - anyio.current_time()))

    async def _read(self, patience_s: float) -> None:
        try:
            with anyio.fail_after(max(0.0, patience_s)):
                message = await self._receive()
        except TimeoutError as error:
            raise InvalidRequest(reason="it did not arrive in time") from error
        if message["type"] != "http.request":
            raise InvalidRequest(reason="it broke off")
        piece = message["body"]
        self._content += piece
        if len(self._content) > MAX_BODY:
            raise BodyTooLarge(limit=str(MAX_BODY))
        self._hash.update(piece)
        self.is_whole = not message.get("more_body")
