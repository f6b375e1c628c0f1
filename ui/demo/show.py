"""Shows the demo: two desks and a note of who can sign in, or, where there is no display, the tour offscreen."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from protocol.errors import VeildeskError
from ui.demo.central import DEMO_CUSTOMERS, DemoCentral, serve_demo

if TYPE_CHECKING:
    from app.desk import Desk

INTERRUPTED = 130
"""The exit code of a demo that somebody ended at the terminal."""
_END_LIMIT_S = 15.0
_PLACE = Path("out")


def show_demo(
    open_desk: Callable[[Path], Desk],
    make_enrolment: Callable[[Path], Callable[[str, str], object]],
    *,
    language: str | None = None,
) -> int:
    """Show it; the exit code: 0 when all went well, 1 after a sentence that says what did not, 130 when interrupted."""
    signal.signal(signal.SIGTERM, _interrupt)
    demo, tour = _PLACE / "demo", _PLACE / "tour"
    for old in (demo, tour):
        shutil.rmtree(old, ignore_errors=True)
    _tell(f"making a demo Central with {DEMO_CUSTOMERS:,} synthetic customers")
    try:
        from ui.demo.calls import serve_calls

        with (
            serve_demo(demo / "central") as central,
            serve_calls(demo / "pbx", central, _tell, by_hand=has_display()) as can_call,
        ):
            for person in central.people:
                _tell(f"  can sign in: {person.role.value:11} {person.username:10} password: {person.password}")
            if has_display():
                return _open_desks(central, demo, make_enrolment, language)
            _take_tour(central, tour, open_desk, make_enrolment, language, can_call=can_call)
    except VeildeskError as error:
        return _give_up(error.say())
    except KeyboardInterrupt:
        _tell("interrupted; Central and the desks have been stopped")
        return INTERRUPTED
    except Exception as error:
        fault = demo / "fault.log"
        fault.parent.mkdir(parents=True, exist_ok=True)
        fault.write_text(traceback.format_exc(), "utf-8")
        return _give_up(f"Something unexpected happened ({type(error).__name__}). The details are in {fault}.")
    _tell(f"done; pictures are in {tour}")
    return 0


def has_display() -> bool:
    """Whether windows can be shown to a person here."""
    if os.environ.get("QT_QPA_PLATFORM") in {"offscreen", "minimal"}:
        return False
    if sys.platform != "linux":
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _take_tour(
    central: DemoCentral,
    out: Path,
    open_desk: Callable[[Path], Desk],
    make_enrolment: Callable[[Path], Callable[[str, str], object]],
    language: str | None,
    *,
    can_call: bool,
) -> None:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from app.settings import Language
    from ui.demo.tour import Tour

    Tour(central, out, _tell, Language(language or Language.CHINESE), open_desk, make_enrolment).walk(can_call=can_call)


def _open_desks(
    central: DemoCentral,
    folder: Path,
    make_enrolment: Callable[[Path], Callable[[str, str], object]],
    language: str | None,
) -> int:
    """Two desks as processes of their own, beside a window that says who can sign in; until that is closed."""
    from ui.demo.note import show_note

    words = ["--lang", language] if language else []
    places = [folder / name for name in ("desk-07", "desk-02")]
    for place in places:
        place.mkdir(parents=True, exist_ok=True)
        make_enrolment(place)(central.make_ticket(place.name), place.name)
    program = [sys.executable, "-m", "ui.main"]
    desks = [subprocess.Popen([*program, "--data", str(place), *words]) for place in places]  # noqa: S603
    try:
        return show_note(central.people, language)
    finally:
        for desk in desks:
            desk.terminate()
        for desk in desks:
            _end(desk)


def _end(desk: subprocess.Popen[bytes]) -> None:
    try:
        desk.wait(_END_LIMIT_S)
    except subprocess.TimeoutExpired:
        desk.kill()
        desk.wait()


def _interrupt(signum: int, frame: FrameType | None) -> None:  # noqa: ARG001 - the signature of a signal's taker
    raise KeyboardInterrupt


def _give_up(sentence: str) -> int:
    sys.stderr.write(f"{sentence}\n")
    return 1


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
