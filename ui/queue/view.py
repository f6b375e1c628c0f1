"""The queue's list: rows of one height, laid out by arithmetic, so that a million of them scroll like ten.

Qt's own list view walks every row at each change (1.6 s at a million); this one never does.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem, QWidget

from ui.style import color
from ui.widgets.viewport import make_viewport

ROW_HEIGHT = 36
Index = QModelIndex | QPersistentModelIndex
_Cursor = QAbstractItemView.CursorAction


class QueueView(QAbstractItemView):
    """A keyboard-first list. ``chosen(index)`` follows Enter and a click; arrows and J/K only move."""

    chosen = Signal(QModelIndex)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setViewport(make_viewport())
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QAbstractItemView.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setDragEnabled(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802
        """Tell a screen reader where the keyboard is: Qt knows the rows of its own lists only."""
        super().currentChanged(current, previous)
        self._tell_row()

    def reset(self) -> None:
        """Lay out at once: it costs nothing here. No row is the current one, and none is spoken of any longer."""
        super().reset()
        self.updateGeometries()
        self._tell_row()

    def is_away(self) -> bool:
        """Whether the person has scrolled to where the current row is not in view."""
        current = self.currentIndex()
        return current.isValid() and not self.visualRect(current).intersects(self.viewport().rect())

    def select_row(self, row: int) -> None:
        """Make a row the current one and bring it into view."""
        self.setCurrentIndex(self.model().index(row, 0))

    def visualRect(self, index: Index) -> QRect:  # noqa: N802
        """Where a row stands in the viewport."""
        if not index.isValid():
            return QRect()
        top = index.row() * ROW_HEIGHT - self.verticalOffset()
        return QRect(0, top, self.viewport().width(), ROW_HEIGHT)

    def scrollTo(  # noqa: N802
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Bring a row into view, moving as little as can be."""
        if not index.isValid():
            return
        top, bar, height = index.row() * ROW_HEIGHT, self.verticalScrollBar(), self.viewport().height()
        if hint is QAbstractItemView.ScrollHint.PositionAtCenter:
            bar.setValue(top - (height - ROW_HEIGHT) // 2)
        elif top < bar.value():
            bar.setValue(top)
        elif top + ROW_HEIGHT > bar.value() + height:
            bar.setValue(top + ROW_HEIGHT - height)

    def indexAt(self, point: QPoint) -> QModelIndex:  # noqa: N802
        """The row under a point of the viewport."""
        model = self.model()
        row = (point.y() + self.verticalOffset()) // ROW_HEIGHT
        return model.index(row, 0) if model and 0 <= row < model.rowCount() else QModelIndex()

    def moveCursor(self, action: _Cursor, modifiers: Qt.KeyboardModifier) -> QModelIndex:  # noqa: N802, ARG002
        """Where a key leads."""
        model = self.model()
        count = model.rowCount() if model else 0
        if not count:
            return QModelIndex()
        page = max(1, self.viewport().height() // ROW_HEIGHT - 1)
        steps = {
            _Cursor.MoveUp: -1,
            _Cursor.MovePrevious: -1,
            _Cursor.MoveDown: 1,
            _Cursor.MoveNext: 1,
            _Cursor.MovePageUp: -page,
            _Cursor.MovePageDown: page,
            _Cursor.MoveHome: -count,
            _Cursor.MoveEnd: count,
        }
        current = self.currentIndex().row()
        return model.index(min(max(current + steps.get(action, 0), 0), count - 1), 0)

    def horizontalOffset(self) -> int:  # noqa: N802
        """Nothing scrolls sideways."""
        return 0

    def verticalOffset(self) -> int:  # noqa: N802
        """Pixels above the viewport."""
        return self.verticalScrollBar().value()

    def isIndexHidden(self, index: Index) -> bool:  # noqa: N802, ARG002
        """No row is hidden."""
        return False

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:  # noqa: N802
        """Select the row under ``rect``'s middle."""
        index = self.indexAt(rect.center())
        self.selectionModel().select(QItemSelection(index, index), command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:  # noqa: N802
        """What to repaint for a selection; only what is in view, however long it is."""
        region, view = QRegion(), self.viewport().rect()
        for span in selection.toList():
            top = span.top() * ROW_HEIGHT - self.verticalOffset()
            height = (span.bottom() - span.top() + 1) * ROW_HEIGHT
            region += QRect(0, top, view.width(), height).intersected(view)
        return region

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:  # noqa: N802, ARG002
        """Repaint; heights never change."""
        self.viewport().update()
        if first.row() <= self.currentIndex().row() <= last.row():
            self._tell_row()

    def rowsInserted(self, parent: Index, start: int, end: int) -> None:  # noqa: N802
        """Make room."""
        super().rowsInserted(parent, start, end)
        self.updateGeometries()
        self.viewport().update()

    def rowsAboutToBeRemoved(self, parent: Index, start: int, end: int) -> None:  # noqa: N802
        """Take the room back once they are gone."""
        super().rowsAboutToBeRemoved(parent, start, end)
        self.scheduleDelayedItemsLayout()

    def updateGeometries(self) -> None:  # noqa: N802
        """Tell the scroll bar how long the list is."""
        model, bar = self.model(), self.verticalScrollBar()
        height = self.viewport().height()
        bar.setSingleStep(ROW_HEIGHT)
        bar.setPageStep(height)
        bar.setRange(0, max(0, (model.rowCount() if model else 0) * ROW_HEIGHT - height))
        super().updateGeometries()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """The scroll bar's page changes with the height."""
        super().resizeEvent(event)
        self.updateGeometries()

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: N802
        """Move what is painted."""
        self.scrollDirtyRegion(dx, dy)
        self.viewport().scroll(dx, dy)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint the rows in view through the delegate."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), color("surface"))
        model = self.model()
        if model is None:
            return
        top = self.verticalOffset()
        first = max(0, (event.rect().top() + top) // ROW_HEIGHT)
        last = min(model.rowCount() - 1, (event.rect().bottom() + top) // ROW_HEIGHT)
        current, under = self.currentIndex(), self.viewport().mapFromGlobal(self.cursor().pos())
        hovered = self.indexAt(under) if self.underMouse() else QModelIndex()
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        for row in range(first, last + 1):
            index = model.index(row, 0)
            option.rect = self.visualRect(index)
            state = QStyle.StateFlag.State_Enabled
            if index == current:
                state |= QStyle.StateFlag.State_Selected
                if self.hasFocus():
                    state |= QStyle.StateFlag.State_HasFocus
            if index == hovered:
                state |= QStyle.StateFlag.State_MouseOver
            option.state = state
            self.itemDelegateForIndex(index).paint(painter, option, index)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter opens; J and K move as in mail programs."""
        key, current = event.key(), self.currentIndex()
        if event.matches(QKeySequence.StandardKey.Copy):  # a row of customers goes onto no clipboard
            return
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and current.isValid():
            self.chosen.emit(current)
            return
        if key in (Qt.Key.Key_J, Qt.Key.Key_K) and not event.modifiers():
            way = _Cursor.MoveDown if key == Qt.Key.Key_J else _Cursor.MoveUp
            self.setCurrentIndex(self.moveCursor(way, Qt.KeyboardModifier.NoModifier))
            return
        if event.text().isprintable() and event.text() and not event.modifiers():
            event.ignore()  # no type-ahead: the window's keys get it
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """A click chooses."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and index.isValid() and index == self.currentIndex():
            self.chosen.emit(index)

    def _tell_row(self) -> None:
        text = self.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole) or ""
        if text != self.accessibleDescription():
            self.setAccessibleDescription(text)
            if text and self.hasFocus():
                QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))
