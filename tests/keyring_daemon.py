"""A real gnome-keyring on a bus of its own, with a throw-away folder."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.session_bus import open_bus


@contextmanager
def open_keyring(home: Path, patch: pytest.MonkeyPatch) -> Iterator[subprocess.Popen[str]]:
    """This process's session bus, with an unlocked keyring that lives in ``home``; its daemon."""
    for name in ("XDG_DATA_HOME", "XDG_RUNTIME_DIR", "XDG_CACHE_HOME"):
        place = home / name.lower()
        place.mkdir(mode=0o700)
        patch.setenv(name, str(place))
    with open_bus(patch), run_keyring() as daemon:
        yield daemon


@contextmanager
def run_keyring() -> Iterator[subprocess.Popen[str]]:
    """gnome-keyring-daemon on this process's bus, its keyring unlocked and in this process's XDG_DATA_HOME."""
    with subprocess.Popen(
        ["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as daemon:
        assert daemon.stdin
        assert daemon.stdout
        daemon.stdin.write("throw-away")
        daemon.stdin.close()
        daemon.stdout.readline()  # it speaks once it is ready
        try:
            yield daemon
        finally:
            daemon.terminate()
