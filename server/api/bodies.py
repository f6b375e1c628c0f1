"""A request's body on its way: its first piece is waited for, the rest only once somebody is known to have signed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256

import anyio
from anyio import CancelScope
from litestar.types import Receive, ReceiveMessage

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
        with _within(_PAUSE_S):
            self._take(await self._receive())

    async def read_on(self) -> None:
        """Wait for the rest."""
        with _within(_PAUSE_S) as patience:
            while not self.is_whole:
                patience.deadline = min(anyio.current_time() + _PAUSE_S, self._latest)
                self._take(await self._receive())

    def _take(self, message: ReceiveMessage) -> None:
        if message["type"] != "http.request":
            raise InvalidRequest(reason="it broke off")
        piece = message["body"]
        self._content += piece
        if len(self._content) > MAX_BODY:
            raise BodyTooLarge(limit=str(MAX_BODY))
        self._hash.update(piece)
        self.is_whole = not message.get("more_body")


@contextmanager
def _within(patience_s: float) -> Iterator[CancelScope]:
    try:
        with anyio.fail_after(patience_s) as scope:
            yield scope
    except TimeoutError as error:
        raise InvalidRequest(reason="it did not arrive in time") from error
