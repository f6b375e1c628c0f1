"""A field for the six digits of a TOTP code (RFC 6238)."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRegularExpression, Qt
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QWidget

from ui.style import make_font
from ui.widgets.text_field import TextField


class CodeField(TextField):
    """Takes six digits. The code is worth nothing after 30 seconds, so a line edit may hold it. Input methods are kept
    out: they would hear the code, and full-width digits from one are none here."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setValidator(QRegularExpressionValidator(QRegularExpression(r"\d{0,6}"), self))
        self.setMaxLength(6)
        self.setFont(make_font())
        self.setPlaceholderText("000000")

    def inputMethodQuery(self, query: Qt.InputMethodQuery, *argument: object) -> Any:  # noqa: N802
        """Say that no input method is wanted; Qt asks no attribute of a line for it."""
        return False if query is Qt.InputMethodQuery.ImEnabled else super().inputMethodQuery(query, *argument)

    def take(self) -> str:
        """Hand the code over and clear the field."""
        code = self.text()
        self.clear()
        return code

    def is_complete(self) -> bool:
        """Whether all six digits are there."""
        return len(self.text()) == 6
