"""Cells of more than one line, as high as what is painted in them."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

PADDING = 16
"""Pixels left and right of a table's text, of the style sheet."""


class WrappingDelegate(QStyledItemDelegate):
    """Measures a text by the room that the padding leaves it. Qt measures it by the whole cell, and where the two come
    to different numbers of lines the last one would be cut off."""

    def sizeHint(  # noqa: N802
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """As for a cell so much narrower."""
        narrowed = QStyleOptionViewItem(option)
        narrowed.rect = option.rect.adjusted(0, 0, -PADDING, 0)
        return super().sizeHint(narrowed, index)
