"""Labels: a text in one of three sizes and a tone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from ui.style import Tone, set_look


def make_label(
    text: str = "", *, size: str = "body", tone: Tone = Tone.PLAIN, strong: bool = False, wrap: bool = False
) -> QLabel:
    """A label of plain text; markup in it is shown, not obeyed."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wrap)
    look = {"tone": tone.value}
    if strong and size == "body":
        look["face"] = "strong"
    elif size != "body":
        look["face"] = size
    set_look(label, **look)
    return label
