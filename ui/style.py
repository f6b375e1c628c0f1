"""How the desk looks: Fusion with our palette and one style sheet, both from one token file (ui.md)."""

from __future__ import annotations

import json
from enum import StrEnum
from functools import cache
from string import Template
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from app.settings import Scheme
from resources import find_resource


class Tone(StrEnum):
    """What a colour means. It never stands alone: a word or a shape says the same."""

    PLAIN = "text"
    MUTED = "muted"
    ACCENT = "accent"
    OK = "ok"
    WAIT = "wait"
    WARN = "warn"
    STOP = "stop"


GRID = 8
"""Pixels of the grid that every distance is a multiple or a half of."""


@cache
def load_tokens() -> dict[str, Any]:
    """The token file, read once."""
    tokens: dict[str, Any] = json.loads(find_resource("style", "tokens.json").read_text("utf-8"))
    return tokens


class _Current:
    scheme = Scheme.LIGHT


def resolve_scheme(scheme: Scheme) -> Scheme:
    """LIGHT or DARK; SYSTEM asks the desktop and takes LIGHT where it does not say."""
    if scheme is not Scheme.SYSTEM:
        return scheme
    dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
    return Scheme.DARK if dark else Scheme.LIGHT


def current_scheme() -> Scheme:
    """The scheme in use, LIGHT or DARK."""
    return _Current.scheme


def color(name: str) -> QColor:
    """A colour token in the scheme in use, e.g. ``accent`` or ``stop_soft``."""
    return QColor(load_tokens()[_Current.scheme.value][name])


def apply_style(app: QApplication, scheme: Scheme) -> None:
    """Give the application its palette, font and style sheet; call again to change the scheme."""
    _Current.scheme = resolve_scheme(scheme)
    tokens = load_tokens()
    app.setPalette(_make_palette())
    app.setFont(make_font())
    values = {
        **tokens[_Current.scheme.value],
        **tokens["text"],
        **tokens["weight"],
        "radius": tokens["radius"],
        "scheme": _Current.scheme.value,
        "art": _find_art(),
    }
    sheet = find_resource("style", "veildesk.qss").read_text("utf-8")
    app.setStyleSheet(Template(sheet).substitute({key: str(value) for key, value in values.items()}))


def _find_art() -> str:
    """The folder of the pictures that the style sheet names, with forward slashes as Qt wants them."""
    return find_resource("style").as_posix()


def make_font(size: str = "body", *, strong: bool = False) -> QFont:
    """The system's CJK font at one of the three sizes, digits tabular."""
    tokens = load_tokens()
    font = QFont(tokens["families"])
    font.setPixelSize(tokens["text"][size])
    font.setWeight(QFont.Weight(tokens["weight"]["strong" if strong else "normal"]))
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def _make_palette() -> QPalette:
    roles = {
        QPalette.ColorRole.Window: "window",
        QPalette.ColorRole.WindowText: "text",
        QPalette.ColorRole.Base: "surface",
        QPalette.ColorRole.AlternateBase: "window",
        QPalette.ColorRole.Text: "text",
        QPalette.ColorRole.Button: "surface",
        QPalette.ColorRole.ButtonText: "text",
        QPalette.ColorRole.BrightText: "stop",
        QPalette.ColorRole.Highlight: "accent",
        QPalette.ColorRole.HighlightedText: "on_accent",
        QPalette.ColorRole.Link: "accent",
        QPalette.ColorRole.PlaceholderText: "muted",
        QPalette.ColorRole.ToolTipBase: "text",
        QPalette.ColorRole.ToolTipText: "surface",
        QPalette.ColorRole.Mid: "border",
        QPalette.ColorRole.Dark: "strong_border",
    }
    palette = QPalette()
    for role, name in roles.items():
        palette.setColor(role, color(name))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, color("muted"))
    return palette


def set_look(widget: QWidget, **properties: str) -> None:
    """Set style-sheet properties (``kind``, ``tone``, ``face``, ``surface``, ``banner``) and show them at once.

    Nothing is drawn anew where they stand already.
    """
    if all(widget.property(name) == value for name, value in properties.items()):
        return
    for name, value in properties.items():
        widget.setProperty(name, value)
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):  # else it takes them in by itself, when it is shown
        style = widget.style()
        style.unpolish(widget)
        style.polish(widget)
