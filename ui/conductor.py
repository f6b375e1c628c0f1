"""Which window is on screen: sign-in, the desk, or sign-in again; and what every window shares."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QTimer, Slot
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QApplication, QWidget

from app.settings import DeskSettings, Language, Scheme, save_settings
from protocol.errors import VeildeskError
from ui.application import speak_and_colour
from ui.guards.clipboard import ClipboardGuard
from ui.jobs import JobRunner
from ui.sign_in.window import SignInWindow

if TYPE_CHECKING:
    from app.desk import Desk
    from ui.desk_signals import DeskSignals
    from ui.main_window import MainWindow

_INPUT = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.MouseMove,
        QEvent.Type.TouchBegin,
    }
)
_TOUCH_EVERY_S = 1.0
_WANTED_SOON = (
    "argon2.low_level",
    "secure_store.card_cache",
    "ui.desk_signals",
    "ui.main_window",
    "ui.phone.tray",
)
_DEVICE_CARD = ("device", "device.json")


class Conductor(QObject):
    """Leads from the first window to the last. ``load_desk`` joins the desk and lets it run, off the GUI thread.
    ``language`` overrules the settings' until another is chosen."""

    def __init__(
        self,
        app: QApplication,
        place: Path,
        settings: DeskSettings,
        *,
        load_desk: Callable[[], Desk],
        enrol: Callable[[str, str], object],
        language: str | None = None,
    ) -> None:
        super().__init__()
        self._app, self._place, self.settings, self._language = app, place, settings, language
        self._load_desk = load_desk
        self.jobs = JobRunner(self)
        self._clipboard = ClipboardGuard(self)
        self.desk: Desk | None = None
        self.window: MainWindow | None = None
        self._signals: DeskSignals | None = None
        self._touched = 0.0
        self.sign_in = SignInWindow(
            self.jobs,
            self._load,
            enrol,
            enrolled=place.joinpath(*_DEVICE_CARD).exists(),
            last_username=settings.last_username,
        )
        self.sign_in.entered.connect(self.enter)
        self.sign_in.left.connect(self._leave)
        self.sign_in.painted.connect(self.sign_in.start_loading)
        self.sign_in.loaded.connect(lambda: self.jobs.run(_load_main_window))
        self.sign_in.preferences_wanted.connect(self.open_preferences)
        app.setQuitOnLastWindowClosed(False)
        app.focusWindowChanged.connect(self._watch)

    def start(self) -> None:
        """Show the first window, and load the desk behind it once it is painted."""
        self.sign_in.show()

    def stop(self) -> None:
        """After the last window: end the session, record it, close every file."""
        self.jobs.stop()
        if self.desk is not None:
            from app.desk import stop_desk

            stop_desk(self.desk)
            self.desk = None

    @Slot()
    def come_to_front(self) -> None:
        """A second start wants this one's window."""
        shown: QWidget = self.window or self.sign_in
        shown.setWindowState(shown.windowState() & ~shown.windowState().WindowMinimized)
        shown.show()
        shown.raise_()
        shown.activateWindow()

    def enter(self, desk: Desk) -> None:
        """Somebody is signed in: show his desk."""
        from ui.desk_signals import DeskSignals
        from ui.main_window import MainWindow
        from ui.phone.tray import CallTray

        person = desk.keeper.person
        if person is None:
            return
        self.desk = desk
        if self._signals is None:
            self._signals = DeskSignals(desk, self)
            self._signals.session.connect(self._clipboard.follow_session)
            self._tray = CallTray(desk, self._signals, self.jobs, self.come_to_front, self)
        self._change_settings(last_username=person.username)
        window = MainWindow(desk, self._signals, self.jobs, person, self.settings)
        window.left.connect(self._start_over)
        window.closing.connect(self._leave)
        window.preferences_wanted.connect(self.open_preferences)
        self.window = window
        window.follow_session(desk.keeper.state)  # a guard may have locked it already
        phone = self.settings.phone
        desk.calls.choice.use_devices(microphone=phone.microphone, speaker=phone.speaker, ringer=phone.ringer)
        if phone.table:
            self.jobs.run(lambda: desk.calls.choice.prefer_table(on=True))
        window.show()
        self.sign_in.hide()
        QTimer.singleShot(0, desk.sync.wake)  # once the window is painted

    def open_preferences(self) -> None:
        """Language, colours, the telephone's keys."""
        from ui.preferences import Preferences

        self._preferences = Preferences(self.settings, self.window or self.sign_in)
        self._preferences.changed.connect(self.change_look)
        self._preferences.keys_changed.connect(self.change_keys)
        if self.window is not None:
            shortcuts = self.window.phone_keys
            shortcuts.rest(True)
            self._preferences.finished.connect(lambda _: shortcuts.rest(False))
        self._preferences.open()

    def change_look(self, language: Language, scheme: Scheme) -> None:
        """Speak and colour anew, at once."""
        from ui.icons import forget_renderings

        if language is not self.settings.language:
            self._language = None
        self._change_settings(language=language, scheme=scheme)
        speak_and_colour(self._app, self.settings, self._language)
        forget_renderings()
        if self.window is not None:
            self.window.rebuild()

    def change_keys(self, keys: dict[str, str], everywhere: tuple[str, ...]) -> None:
        """Other keys for the telephone."""
        self._change_settings(phone=replace(self.settings.phone, keys=keys, everywhere=everywhere))
        if self.window is not None:
            self._preferences.keys.tell_refused(self.window.change_keys(keys, everywhere))

    def _load(self) -> Desk:
        self.desk = self._load_desk()
        return self.desk

    def _start_over(self, error: VeildeskError | None) -> None:
        window, self.window = self.window, None
        if window is None or self.desk is None:
            return
        self._remember(window)
        self.sign_in.start_over(self.desk, error)
        window.hide()
        window.deleteLater()

    def _leave(self) -> None:
        if self.window is not None:
            self._remember(self.window)
        self._app.quit()

    def _remember(self, window: MainWindow) -> None:
        self._change_settings(
            geometry=window.saveGeometry().data(), splitters=window.splitters(), phone=window.phone_settings()
        )

    def _change_settings(self, **changes: Any) -> None:
        changed = replace(self.settings, **changes)
        if changed == self.settings:
            return
        self.settings = changed
        self.jobs.run(lambda: save_settings(self._place, self.settings))  # the latest, whichever job comes last

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Keys and mouse in any of our windows: the person is here."""
        if event.type() in _INPUT and self.desk is not None and monotonic() - self._touched >= _TOUCH_EVERY_S:
            self._touched = monotonic()
            self.desk.keeper.touch()
        return super().eventFilter(watched, event)


def _load_main_window() -> None:
    """Import what sign-in and :meth:`Conductor.enter` need while the person still types, or his password is tried."""
    for name in _WANTED_SOON:
        import_module(name)
