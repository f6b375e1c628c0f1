"""The inner widget of everything that scrolls, made by Python."""

from __future__ import annotations

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QWidget


def make_viewport() -> QWidget:
    """What Qt makes by itself. To find out of which kind a widget of Qt's making is, PySide builds the Python class of
    every widget there is, 60 enums with them: 25 ms for whoever asks first."""
    viewport = QWidget()
    viewport.setObjectName("qt_scrollarea_viewport")  # the style sheet knows it by this
    viewport.setBackgroundRole(QPalette.ColorRole.Base)
    viewport.setAutoFillBackground(True)
    return viewport
