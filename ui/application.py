"""The one QApplication: its name, its language, its colours, and what Qt may say on the terminal."""

from __future__ import annotations

import sys

from PySide6.QtCore import QLoggingCategory, QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from app.settings import DeskSettings, Language
from ui.style import apply_style
from ui.surroundings import shed_surroundings
from ui.translation import install_translation

_SILENCE = "*.debug=false\n*.info=false"
"""Over what the user's ``QtProject/qtlogging.ini`` says: Qt's own diaries tell of keys and of what is painted."""
_NOISE = "propagateSizeHints()"
"""What Qt's offscreen platform says of every window with a least size; no window is the worse for it."""


def make_application() -> QApplication:
    """The one QApplication, named for desktop and keyring."""
    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running
    shed_surroundings()
    QLoggingCategory.setFilterRules(_SILENCE)
    app = QApplication([*sys.argv[:1], "-style", "fusion"])  # setStyle would wrap QStyle: 10 ms for the first window
    app.setApplicationName("veildesk")
    app.setApplicationDisplayName("Veildesk")
    app.setDesktopFileName("veildesk")
    if app.platformName() == "offscreen":
        qInstallMessageHandler(_pass_on)
    return app


def speak_and_colour(app: QApplication, settings: DeskSettings, language: str | None = None) -> None:
    """Give the application the language and colours of ``settings``; ``language`` overrules them for this start."""
    install_translation(app, Language(language) if language else settings.language)
    apply_style(app, settings.scheme)


def _pass_on(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:  # noqa: ARG001 - Qt's signature
    if _NOISE not in message:
        sys.stderr.write(f"{message}\n")
