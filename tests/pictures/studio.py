"""Where the pictures are taken: real desks of every role, real windows, a Central whose answers are given by hand."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar
from uuid import uuid4

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from app.desk import Desk
from app.session import LockReason, SessionState
from app.settings import DeskSettings, Language, Scheme
from app.sync import Connection, SyncStatus
from app.vpn import RoadKind, VpnState
from protocol.call_search import CallPage
from protocol.errors import VeildeskError
from protocol.inspection import InspectionPage, ResultPage
from protocol.roles import Role
from protocol.team import TeamWall
from protocol.times import now
from protocol.trail_search import TrailPage
from secure_store.folder import DeskFolder
from secure_store.keyring_store import DeviceKeyring
from tests.pictures.inspections import make_choices
from tests.pictures.people_and_desks import PEOPLE, at
from tests.ui.working_desk import PASSWORD, make_working_desk
from ui.application import make_application, speak_and_colour
from ui.desk_signals import DeskSignals
from ui.icons import forget_renderings
from ui.jobs import JobRunner
from ui.main_window import MainWindow

PATIENCE_S = 60.0
CARDS = 240
TUNNEL = VpnState(RoadKind.TUNNEL, "wg0")
_Widget = TypeVar("_Widget", bound=QWidget)


class GivenSync:
    """Stands in the sync loop's place and says what it is told to."""

    def __init__(self) -> None:
        self.status = SyncStatus()

    def on_status(self, listener: Callable[[SyncStatus], None]) -> None:
        """Nobody is called: the picture is given its status."""

    on_cards_changed: Callable[[GivenSync, Callable[[Any], None]], None] = on_status

    def wake(self) -> None:
        """Nothing to wake."""


class GivenAnswers:
    """Stands in the place of a service that only asks Central: each of its calls answers what it was given."""

    def __init__(self) -> None:
        self.answers: dict[str, object] = {}
        self.forget()

    def forget(self) -> None:
        """Answer that there is nothing."""
        self.answers = {
            "search": TrailPage(lines=()),
            "calls": CallPage(lines=()),
            "choices": make_choices(),
            "find": InspectionPage(lines=()),
            "results": ResultPage(lines=()),
            "wall": TeamWall(at=now(), members=()),
        }

    waiting = None
    """Nobody asks for help."""

    def __getattr__(self, name: str) -> Callable[..., object]:
        def answer(*_: object) -> object:
            given = self.answers.get(name, ())
            if isinstance(given, VeildeskError):
                raise given
            return given

        return answer


class Studio:
    """Makes widgets as the desk makes them. Everything it made goes with :meth:`clear`."""

    def __init__(self, folder: Path) -> None:
        self.app: QApplication = make_application()
        self.jobs = JobRunner()
        self.settings = DeskSettings(language=Language.ENGLISH, scheme=Scheme.LIGHT)
        self.central = GivenAnswers()
        self.sync = GivenSync()
        self._folder = folder
        self._desks: dict[tuple[Role, int], Desk] = {}
        self._made: list[QWidget] = []
        self._signals: list[QObject] = []
        self._last_acts: list[Callable[[], None]] = []

    def look(self, language: Language, scheme: Scheme) -> None:
        """Speak and colour like this from now on."""
        self.settings = DeskSettings(language=language, scheme=scheme)
        speak_and_colour(self.app, self.settings)
        forget_renderings()

    def desk(self, role: Role = Role.AGENT, cards: int = CARDS) -> Desk:
        """Somebody of this role at work, as online as he will get here."""
        if (role, cards) not in self._desks:
            place = self._folder / f"{role.value}-{cards}"
            folder, keyring = DeskFolder(place).make(), DeviceKeyring(desk=f"picture-{uuid4()}")
            desk = make_working_desk(folder, keyring, cards=cards, role=role, person=PEOPLE[role])
            desk.central.set_token("synthetic")
            desk.calls.choice.find_own_phone = _find_none  # type: ignore[method-assign]
            self._desks[role, cards] = replace(
                desk,
                approvals=self.central,  # type: ignore[arg-type]
                oversight=self.central,  # type: ignore[arg-type]
                team=self.central,  # type: ignore[arg-type]
                inspections=self.central,  # type: ignore[arg-type]
                searches=self.central,  # type: ignore[arg-type]
                sync=self.sync,  # type: ignore[arg-type]
            )
        desk = self._desks[role, cards]
        if desk.keeper.state is not SessionState.ACTIVE:
            desk.central.set_token(None)  # there is no Central to agree
            desk.keeper.unlock(bytearray(PASSWORD))
            desk.central.set_token("synthetic")
        desk.keeper.heard()
        desk.keeper.touch()
        return desk

    def window(self, role: Role = Role.AGENT, *, cards: int = CARDS, status: SyncStatus | None = None) -> MainWindow:
        """The main window of this role, loaded, with ``status`` shown (all well when None)."""
        desk = self.desk(role, cards)
        self.sync.status = status or SyncStatus(Connection.ONLINE, 12.4, at(seconds=-2), waiting=0, cards=cards)
        signals = DeskSignals(desk)
        self._signals.append(signals)
        assert desk.keeper.person
        window = self.keep(MainWindow(desk, signals, self.jobs, desk.keeper.person, self.settings))
        window.show()
        self.settle()
        window.follow_status(self.sync.status)
        window.status.show_road(TUNNEL)
        return window

    def lock(self, window: MainWindow, reason: LockReason) -> None:
        """Lock the desk behind ``window``."""
        window._desk.keeper.lock(reason)
        self.settle()

    def keep(self, widget: _Widget) -> _Widget:
        """Remember ``widget``, to be cleared away."""
        self._made.append(widget)
        return widget

    def at_clearing(self, act: Callable[[], None]) -> None:
        """Do this before the next scene."""
        self._last_acts.append(act)

    def settle(self) -> None:
        """Let every job and every event that is under way come to its end."""
        limit = time.monotonic() + PATIENCE_S
        for _ in range(3):
            while self.jobs._pool.activeThreadCount() and time.monotonic() < limit:
                self.app.processEvents()
                self.jobs._pool.waitForDone(5)
            self.app.processEvents()

    def wait(self, condition: Callable[[], object]) -> None:
        """Let the windows live until ``condition`` holds; TimeoutError after ten seconds."""
        limit = time.monotonic() + PATIENCE_S
        while not condition():
            if time.monotonic() > limit:
                raise TimeoutError
            self.app.processEvents()
            self.jobs._pool.waitForDone(2)

    def clear(self) -> None:
        """Take every widget away."""
        self.settle()
        while self._last_acts:
            self._last_acts.pop()()
        for widget in reversed(self._made):
            with suppress(RuntimeError):  # some delete themselves when they close
                widget.hide()
                widget.deleteLater()
        for one in self._signals:
            one.deleteLater()
        self._made.clear()
        self._signals.clear()
        self.central.forget()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        self.settle()

    def close(self) -> None:
        """End every session and close every file."""
        self.clear()
        self.jobs.stop()
        for desk in self._desks.values():
            desk.central.set_token(None)
            desk.keeper.sign_out()
            desk.central.close()
            desk.trail.journal.close()


def _find_none() -> None:
    """Nobody's table has a telephone, as far as the Central that is not there says."""


def online(**facts: Any) -> SyncStatus:
    """All is well, but for ``facts``."""
    return replace(SyncStatus(Connection.ONLINE, 12.4, now(), waiting=0, cards=CARDS), **facts)
