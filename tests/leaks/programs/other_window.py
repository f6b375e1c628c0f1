"""A window of another program: whatever is dropped into its upper half is written out, out of the lower half a text is
dragged. Word: the text. It ends with its input."""

from __future__ import annotations

import sys

from PySide6.QtCore import QMimeData, QSocketNotifier, Qt, QTimer
from PySide6.QtGui import QDrag, QDragEnterEvent, QDropEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget


class Taker(QWidget):
    """Takes every drop."""

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptDrops(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Show interest."""
        print("entered", flush=True)  # noqa: T201
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Say what it was."""
        print("dropped", event.mimeData().text(), flush=True)  # noqa: T201
        event.acceptProposedAction()


class Giver(QWidget):
    """A press and a move drag the text."""

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Begin, and say how it ended."""
        drag = QDrag(self)
        content = QMimeData()
        content.setText(sys.argv[1])
        drag.setMimeData(content)
        print("given", drag.exec(Qt.DropAction.CopyAction).name, flush=True)  # noqa: T201


app = QApplication(sys.argv[:1])
window = QWidget(None, Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowDoesNotAcceptFocus)
column = QVBoxLayout(window)
column.setContentsMargins(0, 0, 0, 0)
column.addWidget(Taker())
column.addWidget(Giver())
window.setGeometry(1300, 0, 100, 400)
window.show()
window.raise_()
ear = QSocketNotifier(0, QSocketNotifier.Type.Read)
ear.activated.connect(app.quit)
QTimer.singleShot(300, lambda: print("ready", flush=True))  # noqa: T201
app.exec()
