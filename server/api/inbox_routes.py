"""The route of the inbox: a long poll."""

from __future__ import annotations

import time
from typing import Annotated, Any

import anyio.to_thread
from litestar import Request, get
from litestar.datastructures import State
from litestar.params import QueryParameter

from protocol.identifiers import Identifier
from protocol.inbox import MAX_WAIT_S, InboxPage
from server.api.access import ANYBODY, AtDoor, allow
from server.services.calling.presence import is_unheard, note_heard
from server.services.notices import read_inbox

_LOOK_AGAIN_S = 5.0
"""So often a caller who waits is looked at anew, for what rings no bell: a session that falls asleep or is over."""


@get("/v1/inbox", opt=allow(ANYBODY, customers=True))
async def show_inbox(
    request: Request[Any, Any, State],
    door: AtDoor,
    after: Annotated[int, QueryParameter(ge=-1, le=2**53)] = -1,
    wait: Annotated[int, QueryParameter(ge=0, le=MAX_WAIT_S)] = 0,
) -> InboxPage:
    """The caller's notices after ``after``; waits up to ``wait`` seconds for one. -1: where to begin."""

    def look() -> tuple[InboxPage, Identifier]:
        page, caller, is_stale = door.reading(
            request,
            lambda connection, caller: (
                read_inbox(connection, caller.person.id, after),
                caller,
                is_unheard(connection, caller),
            ),
            active=False,
        )
        if is_stale:
            with door.central.engine.begin() as connection:
                note_heard(connection, caller)
        return page, caller.person.id

    deadline = time.monotonic() + wait
    await door.bell.listen()
    while True:
        page, person = await anyio.to_thread.run_sync(look)
        if page.items or after < 0 or time.monotonic() >= deadline:
            return page
        await door.bell.wait(person, after, min(deadline, time.monotonic() + _LOOK_AGAIN_S))


ROUTES = (show_inbox,)
