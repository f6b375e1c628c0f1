"""A value in the desk's own view, in whatever surroundings this was started; ``plain`` as Qt takes them, ``desk`` as a
desk does, for so many seconds. Prints the platform once the value is painted, then why it closed; ends with its
input."""

from __future__ import annotations

import sys

from PySide6.QtCore import QEvent, QObject, QSocketNotifier, QTimer
from PySide6.QtWidgets import QApplication

from app.settings import DeskSettings
from protocol.fields import FieldKind
from secure_store.secret import Secret
from ui.application import make_application, speak_and_colour
from ui.secret_view import SecretView


class FirstPaint(QObject):
    """Prints the platform after the first painting of what it watches."""

    is_seen = False

    def eventFilter(self, _: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Look at an event, and let it be."""
        if event.type() == QEvent.Type.Paint and not self.is_seen:
            self.is_seen = True
            QTimer.singleShot(0, lambda: print(app.platformName(), flush=True))  # noqa: T201
        return False


app = QApplication([]) if sys.argv[1] == "plain" else make_application()
speak_and_colour(app, DeskSettings())
view = SecretView()
view.resize(view.sizeHint())
painted = FirstPaint()
view.installEventFilter(painted)
view.show()
seconds = float(sys.argv[2])
view.show_secret(Secret.take(bytearray(b"13912345678")), FieldKind.MOBILE, seconds, "Qian Duo", 77)
view.closed.connect(lambda reason, shown_ms: print(reason, shown_ms, flush=True))  # noqa: T201
end = QSocketNotifier(0, QSocketNotifier.Type.Read)
end.activated.connect(lambda *_: app.quit())
app.exec()
