"""Processes that are there to be killed.

Each is forked from a server that has loaded the product once, and tells through a pipe where in its work it is: the
pipe outlives it, so what it acknowledged before its death is known.
"""

from __future__ import annotations

import multiprocessing
import signal
import time
from collections.abc import Callable, Sequence
from enum import StrEnum
from multiprocessing.connection import Connection
from typing import Any

import msgspec
from msgspec import Struct

from tests.faults.fuse import Fuse, light

PATIENCE_S = 120.0
_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(["tests.faults.killed_desk", "tests.faults.killed_central"])


class Stage(StrEnum):
    """Where a victim is: each stage lasts until the next mark."""

    OPENING = "opening"
    READY = "ready"
    WRITING = "writing"
    WRITTEN = "written"
    PUSHING = "pushing"
    ANSWERED = "answered"
    KEPT = "kept"
    PUSHED = "pushed"
    TAKING = "taking"
    COMMITTING = "committing"
    TAKEN = "taken"
    PUBLISHED = "published"


class Mark(Struct, frozen=True):
    """A stage that begins ``at`` this moment (``time.monotonic``); ``seq`` and ``id`` name what it is about, ``answer``
    holds what was answered."""

    stage: Stage
    at: float
    seq: int = 0
    id: str = ""
    answer: bytes = b""


class Mouth:
    """A victim's end of the pipe, and its fuse."""

    def __init__(self, connection: Connection, fuse: Fuse) -> None:
        self._connection, self._fuse = connection, fuse
        self._turns = fuse.turn

    def say(self, stage: Stage, seq: int = 0, id_: str = "", answer: bytes = b"") -> None:
        """Tell that a stage begins; it is heard whatever happens afterwards."""
        mark = Mark(stage, time.monotonic(), seq, id_, answer)
        self._connection.send_bytes(msgspec.msgpack.encode(mark))
        if stage == self._fuse.stage:
            self._turns -= 1
            if self._turns == 0:
                light(self._fuse.delay_s)


def run_victim(fuse: Fuse, act: Callable[..., None], *args: Any) -> Sequence[Mark]:
    """Run ``act(mouth, *args)`` in a process of its own until it dies by ``fuse``; all that it said."""
    ear, mouth = _CONTEXT.Pipe(duplex=False)
    process = _CONTEXT.Process(target=_speak, args=(act, mouth, fuse, args), daemon=True)
    process.start()
    mouth.close()
    heard: list[Mark] = []
    with ear:
        while True:
            assert ear.poll(PATIENCE_S), f"it is silent after {heard[-1:]}"
            try:
                heard.append(msgspec.msgpack.decode(ear.recv_bytes(), type=Mark))
            except EOFError:
                break
    process.join(PATIENCE_S)
    assert process.exitcode == -signal.SIGKILL, f"it ended by itself, with {process.exitcode}"
    return heard


def _speak(act: Callable[..., None], connection: Connection, fuse: Fuse, args: tuple[Any, ...]) -> None:
    act(Mouth(connection, fuse), *args)
