"""A field for the six digits of a TOTP code (RFC 6238)."""

from __future__ import annotations

from PySide6.QtCore import QRegularExpression
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QWidget

from ui.style import make_font
from ui.widgets.text_field import TextField


class CodeField(TextField):
    """Takes six digits. The code is worth nothing after 30 seconds, so a line edit may hold it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setValidator(QRegularExpressionValidator(QRegularExpression(r"\d{0,6}"), self))
        self.setMaxLength(6)
        self.setFont(make_font())
        self.setPlaceholderText("000000")

    def take(self) -> str:
        """Hand the code over and clear the field."""
        code = self.text()
        self.clear()
        return code

    def is_complete(self) -> bool:
        """Whether all six digits are there."""
        return len(self.text()) == 6
