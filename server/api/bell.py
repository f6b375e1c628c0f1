"""Rings for those whose inbox has news: one look at the database for all who wait, however many they are."""

from __future__ import annotations

import time

import anyio
import anyio.to_thread
from sqlalchemy import Engine

from protocol.identifiers import Identifier
from server.services.notices import find_newest, list_news
from server.store.database import read

LOOK_EVERY_S = 0.25


class Bell:
    """Belongs to one event loop. Hears notices of every Central node, since it looks where all of them write."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._newest: dict[Identifier, int] = {}
        self._heard: int | None = None
        self._looked_at = float("-inf")
        self._looking = anyio.Lock()

    async def listen(self) -> None:
        """Be there before the inbox is read: no notice that is sent afterwards is missed."""
        if self._heard is None:
            await self._look()

    async def wait(self, person: Identifier, after: int, until: float) -> None:
        """Until ``person`` has a notice later than ``after``, or the monotonic clock says ``until``."""
        while time.monotonic() < until:
            await self._look()
            if self._newest.get(person, 0) > after:
                return
            await anyio.sleep(max(0, min(LOOK_EVERY_S, until - time.monotonic())))

    async def _look(self) -> None:
        async with self._looking:
            if time.monotonic() - self._looked_at >= LOOK_EVERY_S:
                news = await anyio.to_thread.run_sync(self._read, self._heard)
                self._looked_at = time.monotonic()
                self._newest.update(news)
                self._heard = max(self._heard or 0, *news.values(), 0)

    def _read(self, heard: int | None) -> dict[Identifier, int]:
        with read(self._engine) as connection:
            return list_news(connection, heard) if heard is not None else {"": find_newest(connection)}
