"""The least that shows a window with PySide6. ``paint``: ends when it is painted; ``memory``: when it has settled;
``idle`` and a number of seconds: after those."""

import sys

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from tests.bench.programs.watching import Watcher, end_now, end_with_idle_time, end_with_memory

app = QApplication(sys.argv[:1])
window = QWidget()
window.resize(760, 640)
if sys.argv[1] == "paint":
    Watcher(window, end_now)
elif sys.argv[1] == "idle":
    end_with_idle_time(int(sys.argv[2]))
else:
    QTimer.singleShot(1000, end_with_memory)
window.show()
app.exec()
