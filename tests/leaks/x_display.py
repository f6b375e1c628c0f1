"""What other programs on the same X server can get of the desk: both selections, drags, and drops into it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.leaks.site import Site

PATIENCE_S = 60
_OTHER = str(Path(__file__).with_name("programs") / "other_window.py")


class XDisplay:
    """The desk's screen, as a user of the same machine has it."""

    def __init__(self, site: Site) -> None:
        self.env = {**site.screen.env, "PATH": "/usr/bin:/bin", "HOME": "/nonexistent"}

    def read(self, selection: str) -> bytes:
        """What ``xclip`` gets from "clipboard" or "primary"; nothing where nobody owns it."""
        words = ["xclip", "-out", "-selection", selection]
        return subprocess.run(words, env=self.env, capture_output=True, timeout=PATIENCE_S, check=False).stdout

    def list_targets(self, selection: str) -> list[str]:
        """The formats that the owner offers."""
        words = ["xclip", "-out", "-selection", selection, "-target", "TARGETS"]
        return subprocess.run(
            words, env=self.env, capture_output=True, text=True, timeout=PATIENCE_S, check=False
        ).stdout.split()

    def write(self, selection: str, text: str) -> None:
        """Let another program own a selection."""
        words = ["xclip", "-in", "-selection", selection]
        silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        subprocess.run(words, input=text.encode(), env=self.env, timeout=PATIENCE_S, check=True, **silent)

    def point(self, *words: object) -> None:
        """Move the mouse and press its buttons (xdotool)."""
        subprocess.run(["xdotool", *map(str, words)], env=self.env, check=True, timeout=PATIENCE_S)

    @contextmanager
    def picture_screen(self) -> Iterator[None]:
        """A real program that takes a picture of a window, once somebody clicks on one."""
        with subprocess.Popen(["xwd", "-silent", "-out", "/dev/null"], env=self.env) as tool:
            try:
                yield
            finally:
                tool.kill()

    def count_windows(self) -> int:
        """How many top-level windows are on screen."""
        words = ["xdotool", "search", "--onlyvisible", "--maxdepth", "1", "--name", ".+"]
        return len(
            subprocess.run(
                words, env=self.env, capture_output=True, text=True, timeout=PATIENCE_S, check=False
            ).stdout.split()
        )

    def drag(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """Press the button at ``start``, let it go at ``end``, with the steps that a hand would make."""
        (x, y), (to_x, to_y) = start, end
        words: list[object] = ["mousemove", "--sync", x, y, "mousedown", 1]
        for part in (1, 2, 3, 4, 8, 12, 16):
            words += ["mousemove", x + (to_x - x) * part // 16, y + (to_y - y) * part // 16, "sleep", 0.05]
        self.point(*words, "sleep", 0.1, "mouseup", 1)

    @contextmanager
    def open_files(self, folder: Path) -> Iterator[None]:
        """A real file manager's window on ``folder``, over the lower left corner of the screen."""
        home = folder.parent
        env = {**self.env, "HOME": str(home), "XDG_RUNTIME_DIR": str(home), "DBUS_SESSION_BUS_ADDRESS": "disabled:"}
        silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        with subprocess.Popen(["pcmanfm", "--no-desktop", str(folder)], env=env, **silent) as manager:
            try:
                x, y, width, height = FILES
                self.point(
                    "search", "--sync", "--onlyvisible", "--name", f"^{folder.name}$", "windowsize", width, height
                )
                self.point("search", "--onlyvisible", "--name", f"^{folder.name}$", "windowmove", "--sync", x, y)
                yield
            finally:
                manager.kill()

    def open_other(self, offers: str) -> subprocess.Popen[str]:
        """Another program's window at the right edge of the screen: takes what is dropped, offers ``offers``."""
        env = self.env | {"QT_QPA_PLATFORM": "xcb"}
        other = subprocess.Popen(
            [sys.executable, _OTHER, offers], env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert other.stdout
        assert other.stdout.readline() == "ready\n"
        return other


FILES = (0, 550, 450, 450)
"""The file manager's window: left, top, width, height."""
FILES_TAKES, FILES_OFFERS = (350, 880), (206, 645)
"""Where it takes drops, and where its one file lies."""
OTHER_TAKES, OTHER_OFFERS = (1350, 100), (1350, 300)
"""Where the other window takes drops, and where a drag out of it begins."""
