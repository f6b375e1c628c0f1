"""One write step after the other fails, each in a process forked for it; afterwards all that is kept is verified."""

from __future__ import annotations

import os
import random
import signal
import socket
import traceback
from collections.abc import Callable, Sequence
from typing import Protocol

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from tests.faults.injection import Fault, Injection, count_steps

FAULTS = tuple(fault for fault in Fault if fault is not Fault.NOTHING)


class Told(Struct, frozen=True, omit_defaults=True):
    """What an act told: ``done`` names what it acknowledged, ``refused`` says why it could not. ``after`` are the write
    steps that it had taken before, and the last word is whether it ``met`` the fault."""

    done: str = ""
    met: bool = False
    refused: str = ""
    after: tuple[str, ...] = ()


class Outcome(Struct, kw_only=True):
    """What came of all. ``tried``: how often each fault was met. ``acknowledged_after``: the steps that an undisturbed
    act took before each acknowledgement. ``refused``: how often something was refused, by its sentence."""

    acknowledged_after: tuple[tuple[str, ...], ...]
    tried: dict[str, int]
    refused: dict[str, int]
    lost: int
    doubled: int


Tell = Callable[[Told], None]


class Scene(Protocol):
    """What is done under faults, and how it is verified. ``points`` are the calls of the C library that are its write
    steps; ``lost`` and ``doubled`` count events."""

    points: Sequence[bytes]
    lost: int
    doubled: int

    def act(self, tell: Tell) -> None:
        """Work, in a process of its own, telling what is acknowledged and what is refused."""

    def look(self, told: Sequence[Told]) -> None:
        """Mend and verify, without faults."""

    def finish(self) -> None:
        """Bring everything to its end."""


def fail_each_step(scene: Scene, most: int, draw: random.Random) -> Outcome:
    """Let each step meet each fault; ``most`` of these pairs, drawn at random, where there are more. A disk that fails
    from the first step on is always tried, since something is refused then for certain."""
    *acknowledged, last = _try(scene, Fault.NOTHING, 0)
    pairs = [(fault, step) for fault in FAULTS for step in range(1, count_steps(fault, last.after) + 1)]
    outcome = Outcome(
        acknowledged_after=tuple(told.after for told in acknowledged),
        tried={},
        refused={},
        lost=0,
        doubled=0,
    )
    for fault, step in [(Fault.BROKEN, 1), *draw.sample(pairs, min(most, len(pairs)))]:
        said = _try(scene, fault, step)
        for told in said:
            if told.refused:
                outcome.refused[told.refused] = outcome.refused.get(told.refused, 0) + 1
        outcome.tried[fault.value] = outcome.tried.get(fault.value, 0) + said[-1].met
        assert (scene.lost, scene.doubled) == (0, 0), (fault, step)
    scene.finish()
    outcome.lost, outcome.doubled = scene.lost, scene.doubled
    return outcome


def _try(scene: Scene, fault: Fault, step: int) -> Sequence[Told]:
    told = _run(scene, fault, step)
    scene.look(told)
    return told


def _run(scene: Scene, fault: Fault, step: int) -> Sequence[Told]:
    ear, mouth = socket.socketpair()  # no file, and so no write step
    child = os.fork()
    if not child:
        os._exit(_act(scene, fault, step, mouth))
    mouth.close()
    with ear, ear.makefile("rb") as lines:
        told = [msgspec.json.decode(line, type=Told) for line in lines if line.endswith(b"\n")]
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if fault is Fault.KILL and code == -signal.SIGKILL:
        return [*told, Told(met=True)]
    assert code == 0, (fault, step, code)
    return told


def _act(scene: Scene, fault: Fault, step: int, mouth: socket.socket) -> int:
    """In the forked process; its exit code."""
    injection = Injection(scene.points, fault, step)

    def tell(told: Told) -> None:
        after = tuple(injection.taken) if fault is Fault.NOTHING else ()
        mouth.sendall(msgspec.json.encode(replace(told, after=after)) + b"\n")

    try:
        with injection:
            scene.act(tell)
        tell(Told(met=injection.met))
    except BaseException:
        traceback.print_exc()
        return 1
    return 0
