"""Windows on real desks, painted offscreen."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from app.desk import Desk
from app.settings import DeskSettings, Language, Scheme
from protocol.roles import Role
from secure_store.folder import DeskFolder
from secure_store.keyring_store import DeviceKeyring
from tests.least_costs import least_costs  # noqa: F401 - a fixture
from tests.pictures.studio import Studio
from tests.ui.working_desk import make_working_desk
from ui.application import speak_and_colour
from ui.desk_signals import DeskSignals
from ui.jobs import JobRunner
from ui.main_window import MainWindow


@pytest.fixture
def desk(folder: DeskFolder, keyring: DeviceKeyring, request: pytest.FixtureRequest) -> Iterator[Desk]:
    """Somebody at work; his role by ``@pytest.mark.parametrize("desk", [Role.…], indirect=True)``."""
    made = make_working_desk(folder, keyring, cards=40, role=getattr(request, "param", Role.AGENT))
    yield made
    made.keeper.sign_out()
    made.central.close()
    made.trail.journal.close()


@pytest.fixture
def jobs(qapp: QApplication) -> Iterator[JobRunner]:
    """The job runner."""
    runner = JobRunner()
    yield runner
    runner.stop()


@pytest.fixture
def english(qapp: QApplication) -> DeskSettings:
    """English and light, so that tests can read the screen."""
    settings = DeskSettings(language=Language.ENGLISH, scheme=Scheme.LIGHT)
    speak_and_colour(qapp, settings)
    return settings


@pytest.fixture
def window(desk: Desk, jobs: JobRunner, english: DeskSettings, qtbot) -> Iterator[MainWindow]:
    """His window, its queue loaded where he has one."""
    assert desk.keeper.person
    signals = DeskSignals(desk)
    made = MainWindow(desk, signals, jobs, desk.keeper.person, english)
    qtbot.addWidget(made)
    made.show()
    work = made.work()
    if work:
        qtbot.waitUntil(lambda: work.queue.model.listing is not None, timeout=60_000)
    yield made
    jobs.stop()


@pytest.fixture(scope="module")
def studio(keyring_daemon: None, tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> Iterator[Studio]:
    """One for all, since its desks take a second each to make."""
    made = Studio(tmp_path_factory.mktemp("studio"))
    yield made
    made.close()


@pytest.fixture
def made(studio: Studio, english: DeskSettings) -> Iterator[Studio]:
    """The studio, speaking English; cleared afterwards."""
    studio.look(Language.ENGLISH, Scheme.LIGHT)
    yield studio
    studio.clear()


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """An empty desk folder."""
    return tmp_path / "desk"
