"""Sealing an import's chunks on several processors at once, their order kept (S1).

Python seals on one processor at a time, so a large file gets processes beside Central's own (:mod:`.sealing_process`),
started as new programs on every system. Central seals too: while they start, and whenever all of them have enough to do
and none has an answer. Chunks come back in the order of the file, and only a few are under way: memory stays flat.
"""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from types import TracebackType
from typing import IO, cast

import msgspec

from server.services.importing.frames import read_frame, write_frame
from server.services.importing.sealing import Chunk, RowSealer, SealedRows, SealOrder

WORTH_IT = 1 << 20
"""Bytes of a file from which starting a process costs less than it saves: some thousand rows."""

MOST = 2
"""Processes at most: more of them seal faster than a database writes."""

_PROGRAM = "server.services.importing.sealing_process"
_IN_HAND = 2
"""Chunks that a process has at once: one that it seals, and the next."""

_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(SealedRows).decode


def count_helpers(size: int) -> int:
    """How many processes a file of ``size`` bytes is worth on this machine, Central's own aside."""
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(MOST, processors - 1) if size >= WORTH_IT else 0


class Crew:
    """Seals with ``helpers`` processes, none of which outlives it. ChildProcessError when one of them ends."""

    def __init__(self, order: SealOrder, helpers: int) -> None:
        self._own = RowSealer(order)
        self._helpers: list[_Helper] = []
        try:
            for _ in range(helpers):
                self._helpers.append(_Helper(_encode(order)))
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Crew:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the processes."""
        for helper in self._helpers:
            helper.close()

    def seal(self, chunks: Iterable[Chunk]) -> Iterator[tuple[Chunk, SealedRows]]:
        """Each chunk and what became of it, in order. Where reading breaks, those that were read before come first."""
        under_way: deque[_Sealing] = deque()
        reading = _Reading(chunks)
        for chunk in reading:
            while not (free := self._find_free()) and under_way and under_way[0].is_done:
                yield under_way.popleft().take()
            under_way.append(free.ask(chunk) if free else _Sealing(chunk, self._own.seal(chunk)))
            while len(under_way) > (_IN_HAND + 1) * len(self._helpers):
                yield under_way.popleft().take()
        for sealing in under_way:
            yield sealing.take()
        if reading.broken:
            raise reading.broken

    def _find_free(self) -> _Helper | None:
        return next((helper for helper in self._helpers if helper.is_free), None)


class _Reading:
    """Chunks until there is none, or until reading them fails: ``broken`` then says how."""

    def __init__(self, chunks: Iterable[Chunk]) -> None:
        self._chunks = chunks
        self.broken: Exception | None = None

    def __iter__(self) -> Iterator[Chunk]:
        try:
            yield from self._chunks
        except Exception as error:  # raised when its turn comes
            self.broken = error


class _Sealing:
    """A chunk, and its sealed rows, which may be on their way."""

    def __init__(self, chunk: Chunk, answer: SealedRows | Future[bytes]) -> None:
        self._chunk, self._answer = chunk, answer

    @property
    def is_done(self) -> bool:
        return isinstance(self._answer, SealedRows) or self._answer.done()

    def take(self) -> tuple[Chunk, SealedRows]:
        """Wait for the rows."""
        answer = self._answer
        return self._chunk, answer if isinstance(answer, SealedRows) else _decode(answer.result())


class _Helper:
    """One process, and the thread that waits for its answers."""

    def __init__(self, order: bytes) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - our own program, no shell
            [sys.executable, "-P", "-m", _PROGRAM],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._thread = ThreadPoolExecutor(1)
        ready = self._thread.submit(self._exchange, order)
        self._latest = deque([ready] * _IN_HAND, _IN_HAND)

    @property
    def is_free(self) -> bool:
        """Whether it has begun to work, and has less to do than it may have."""
        return self._latest[0].done()

    def ask(self, chunk: Chunk) -> _Sealing:
        """Hand over a chunk; its rows leave this process."""
        asked = self._thread.submit(self._exchange, _encode(chunk))
        chunk.rows.clear()
        self._latest.append(asked)
        return _Sealing(chunk, asked)

    def close(self) -> None:
        """Kill the process; it holds nothing that is wanted any more."""
        self._process.kill()
        self._process.wait()
        self._thread.shutdown(cancel_futures=True)
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                with suppress(OSError):  # what was not read any more
                    pipe.close()

    def _exchange(self, content: bytes) -> bytes:
        source, to = cast(IO[bytes], self._process.stdout), cast(IO[bytes], self._process.stdin)
        try:
            write_frame(to, content)
        except OSError:
            answer = None
        else:
            answer = read_frame(source)
        if answer is None:
            raise ChildProcessError(errno.ECHILD, "a process that checks and seals rows has ended")
        return answer
