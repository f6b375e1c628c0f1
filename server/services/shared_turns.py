"""Short acts that wait for the writer's turn go in together: one transaction, one sync of the disk, an answer each.

As :mod:`server.services.intake` does for events. One a process, with a thread of its own that writes for all.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

from msgspec import Struct
from sqlalchemy import Connection, Engine

from protocol.errors import VeildeskError
from protocol.road import RecordsUnavailable
from server.services.transactions import Kept
from server.store.database import SteadyWriter

MOST = 16
"""Acts in one transaction at most: no other writer waits longer than these take."""
Answer = TypeVar("Answer")


class _Waiting(Struct, frozen=True):
    act: Callable[[Connection], Any]
    answer: Future[Any]


class SharedTurns:
    """Each act sees what those before it did, and its answer is given once all of it is on disk."""

    def __init__(self, engine: Engine) -> None:
        self._waiting: deque[_Waiting] = deque()
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="turns")
        self._database = SteadyWriter(engine)

    def take(self, act: Callable[[Connection], Answer]) -> Future[Answer]:
        """What ``act`` returns or raises, to come. Any thread.

        It may raise Kept, and what it wrote stays. After any other exception nothing of it stays, and the others of its
        transaction are done again, each by itself: so an act changes nothing but the database, and may be done twice.
        """
        answer: Future[Answer] = Future()
        self._waiting.append(_Waiting(act, answer))
        self._writer.submit(self._write_waiting)
        return answer

    def _write_waiting(self) -> None:
        group = [self._waiting.popleft() for _ in range(min(MOST, len(self._waiting)))]
        group = [one for one in group if one.answer.set_running_or_notify_cancel()]
        if group:
            self._write(group)

    def _write(self, group: Sequence[_Waiting]) -> None:
        try:
            with self._database.begin() as connection:
                answers = [_do(connection, one.act) for one in group]
        except Exception as error:
            if len(group) == 1 or isinstance(error, RecordsUnavailable):
                for one in group:
                    one.answer.set_exception(error)
                return
            for one in group:
                self._write([one])
            return
        for one, (answer, refusal) in zip(group, answers, strict=True):
            if refusal is not None:
                one.answer.set_exception(refusal)
            else:
                one.answer.set_result(answer)


def _do(connection: Connection, act: Callable[[Connection], Any]) -> tuple[Any, VeildeskError | None]:
    try:
        return act(connection), None
    except Kept as kept:
        return None, kept.error
