"""What the tests of several packages stand on: a real keyring daemon on a bus of its own, and a real PostgreSQL."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from protocol.identifiers import make_identifier
from secure_store.folder import DeskFolder
from secure_store.keyring_store import DeviceKeyring
from tests.keyring_daemon import open_keyring

settings.register_profile("tests", deadline=None)
settings.load_profile("tests")  # how long an example takes says how busy the machine is
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # or each of the hundreds of processes of a run compiles all it loads
sys.dont_write_bytecode = False
pytest_plugins = ["tests.postgres", "tests.real_central", "tests.screen_turns", "tests.spreading"]


def pytest_configure() -> None:
    """A run that is told to end takes down what it started, as after Ctrl-C: timeout(1) and CIs end it so."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)


@pytest.fixture(scope="module", autouse=True)
def _in_english() -> None:
    """Every file begins in English and in light colours, whichever one ran before it in this process."""
    widgets = sys.modules.get("PySide6.QtWidgets")
    app = widgets.QApplication.instance() if widgets else None
    if widgets and isinstance(app, widgets.QApplication):
        from app.settings import DeskSettings, Language, Scheme
        from ui.application import speak_and_colour

        speak_and_colour(app, DeskSettings(language=Language.ENGLISH, scheme=Scheme.LIGHT))


@pytest.fixture(scope="session")
def keyring_daemon(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """gnome-keyring, unlocked, with a throw-away folder; the person's own keyring is never touched."""
    if os.environ.get("VEILDESK_KEYRING") == "throw-away":
        yield
        return
    if sys.platform != "linux" or not shutil.which("gnome-keyring-daemon"):
        pytest.skip("no gnome-keyring-daemon on this machine")
    with pytest.MonkeyPatch.context() as patch, open_keyring(tmp_path_factory.mktemp("keyring"), patch):
        yield


@pytest.fixture
def keyring_backend(keyring_daemon: None) -> object:
    """The keyring library's own way to the real Secret Service; fails clearly where there is none."""
    from keyring.backends.SecretService import Keyring

    try:
        assert Keyring.priority > 0
    except RuntimeError as error:
        pytest.fail(f"no keyring on this session's bus ({error}): run the tests through 'make test'", pytrace=False)
    return Keyring()


@pytest.fixture
def keyring(keyring_daemon: None) -> DeviceKeyring:
    """This desk's corner of the real keyring."""
    return DeviceKeyring(desk=make_identifier())


@pytest.fixture
def folder(tmp_path: Path) -> DeskFolder:
    """A desk's folder."""
    return DeskFolder(tmp_path / "desk").make()
