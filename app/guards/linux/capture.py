"""Known programs that picture the screen, looked for in /proc while a value is shown, and at no other time (D4).

X11 lets every program of the session read the screen and tells nobody; Wayland lets the compositor decide. So what
runs when a value is asked for keeps it hidden, and what starts beside it closes it. An idle desk looks at nothing.
"""

from __future__ import annotations

import os
import sys
import time
from threading import Event
from typing import TYPE_CHECKING

from app.guards.capture_tools import find_tool
from app.guards.linux.display_server import DisplayUnseen, require_display_seen
from app.guards.sighting import Kind, Sighting
from app.guards.thread import ThreadedGuard
from protocol.guarding import Channel, Response
from protocol.reveal_refusals import ScreenUnguarded, ScreenWatched

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.guards.sighting import Lookout
    from app.reveal import RevealService

_BEAT_S = 0.03
_WHOLE_EVERY_S = 1.0
"""Newcomers are looked at on each beat, everybody as often as this: a shell may become another program."""
_YOUNG_S = 2.0
_COMM_LIMIT = 256
"""Bytes; the kernel gives 16 at most, of a kernel's thread 64 (proc_pid_comm(5))."""

if sys.platform != "win32":

    class CaptureGuard(ThreadedGuard):
        """Asked by ``reveals`` before each opening, awake until nothing is shown any more."""

        channel = Channel.SCREEN

        def __init__(self, reveals: RevealService) -> None:
            super().__init__()
            self._reveals = reveals
            self._lookout: Lookout | None = None
            self._awake, self._is_over = Event(), False

        def prepare(self, lookout: Lookout) -> None:
            """Be asked before a value is opened; DisplayUnseen where nobody can be seen from here."""
            self._lookout = lookout
            self._reveals.before_opening(self._look)
            require_display_seen()

        def watch(self, lookout: Lookout) -> None:
            """Look while something is shown; sleep without a beat otherwise."""
            while not self._is_over:
                self._awake.wait()
                time.sleep(_BEAT_S)  # everybody was looked at just now, and the value is to be painted
                seen, known, whole_at = set[int](), dict[int, float](), 0.0
                while self._reveals.is_showing and not self._is_over:
                    now = time.monotonic()
                    is_whole = now >= whole_at
                    whole_at = now + _WHOLE_EVERY_S if is_whole else whole_at
                    present = set(_list_processes())
                    known = {one: known.get(one, now) for one in present}
                    young = present if is_whole else {one for one, since in known.items() if now - since < _YOUNG_S}
                    for number, tool in _find_tools(young):
                        if number not in seen:
                            seen.add(number)
                            lookout.see(_describe(number, tool))
                    time.sleep(_BEAT_S)
                if not self._is_over:
                    self._awake.clear()
                    if self._reveals.is_showing:  # it began just now
                        self._awake.set()

        def wake(self) -> None:
            """End it."""
            self._is_over = True
            self._awake.set()

        def _look(self) -> None:
            """ScreenWatched where a known program runs already, ScreenUnguarded where nobody can be seen from here.
            Whoever starts meanwhile is found a beat later."""
            self._require_sight()
            for number, tool in _find_tools(_list_processes()):
                if self._lookout and self._lookout.see(_describe(number, tool)) is not Response.RECORD:
                    raise ScreenWatched(program=tool)
            self._awake.set()

        def _require_sight(self) -> None:
            try:
                require_display_seen()
            except DisplayUnseen as error:
                blind = Sighting(Channel.SCREEN, Kind.GUARD_DOWN, "display-unseen", stays=False)
                if self._lookout and self._lookout.see(blind) is not Response.RECORD:
                    raise ScreenUnguarded from error

    def _describe(number: int, tool: str) -> Sighting:
        return Sighting(Channel.SCREEN, Kind.CAPTURE_TOOL, str(number), product=tool, stays=False)

    def _list_processes() -> Iterator[int]:
        return (int(name) for name in os.listdir("/proc") if name.isdecimal())  # noqa: PTH208 - 30 times a second

    def _find_tools(numbers: Iterator[int] | set[int]) -> Iterator[tuple[int, str]]:
        for number in numbers:
            try:
                tool = find_tool(_read_comm(number), _read_executable(number))
            except OSError:  # it has ended
                continue
            if tool:
                yield number, tool

    def _read_comm(number: int) -> str:
        place = os.open(f"/proc/{number}/comm", os.O_RDONLY | os.O_CLOEXEC)  # half of a file object's processor time
        try:
            return os.read(place, _COMM_LIMIT).decode("utf-8", "replace").rstrip("\n")
        finally:
            os.close(place)

    def _read_executable(number: int) -> str:
        try:
            return os.readlink(f"/proc/{number}/exe")  # noqa: PTH115 - as above
        except OSError:  # another user's process does not tell
            return ""
