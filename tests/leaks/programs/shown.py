"""A value in the desk's own view, in whatever surroundings this was started; ``plain`` as Qt takes them, ``desk`` as a
desk does, for so many seconds. Prints the platform once the value is painted, then why it closed; ends with its
input."""

from __future__ import annotations

import sys

from PySide6.QtCore import QSocketNotifier, QTimer
from PySide6.QtWidgets import QApplication

from app.settings import DeskSettings
from protocol.fields import FieldKind
from secure_store.secret import Secret
from ui.application import make_application, speak_and_colour
from ui.secret_view import SecretView

app = QApplication([]) if sys.argv[1] == "plain" else make_application()
speak_and_colour(app, DeskSettings())
view = SecretView()
view.resize(view.sizeHint())
view.show()
seconds = float(sys.argv[2])
view.show_secret(Secret.take(bytearray(b"13912345678")), FieldKind.MOBILE, seconds, "Qian Duo", 77)
view.closed.connect(lambda reason, shown_ms: print(reason, shown_ms, flush=True))  # noqa: T201
QTimer.singleShot(500, lambda: print(app.platformName(), flush=True))  # noqa: T201
end = QSocketNotifier(0, QSocketNotifier.Type.Read)
end.activated.connect(lambda *_: app.quit())
app.exec()
