"""``secret-view``: from a revealed value in hand to its first paint, and what stays in memory of a showing.

Two frames of a 60 Hz screen are the measure of the first. For the second many values are shown and closed one after
the other: what a showing leaves behind adds up, one block of Python's heap a showing at the least. Python's cache
of attributes, which never grows past 4,096 of them, is emptied before each count; Qt's own are given time to fill.
"""

from __future__ import annotations

import ctypes
import gc
import sys
import time
from array import array
from collections.abc import Sequence
from statistics import median
from typing import TYPE_CHECKING

from tests.bench.score import Score
from tests.bench.searching import FRAME_S
from tests.bench.workshop import Workshop

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from ui.secret_view import SecretView

SHOWINGS = WARM_UP = 200
_VALUE = b"13900000000"
"""As long as a mobile number, of a range that nobody was given."""


_COUNTS = ("arena", "blocks", "small", "mapped", "map", "peak", "free_small", "used", "free", "trim")
"""The fields of glibc's ``struct mallinfo2``, by our names; ``used`` is what is handed out, in bytes."""
_LEAST = 32
"""Bytes of the smallest block of the C heap."""


class _HeapNow(ctypes.Structure):
    """``struct mallinfo2``."""

    _fields_ = [(name, ctypes.c_size_t) for name in _COUNTS]


def measure(workshop: Workshop) -> Sequence[Score]:
    """Showings in a window of the desk's usual size."""
    from PySide6.QtCore import QPoint, QRect
    from PySide6.QtWidgets import QMainWindow

    from ui.application import make_application
    from ui.secret_view import SecretView

    app = make_application()
    window, view = QMainWindow(), SecretView()
    view.setParent(window)
    view.setGeometry(QRect(QPoint(400, 300), view.sizeHint()))
    window.resize(1280, 800)
    window.show()
    app.processEvents()
    taken = array("d", bytes(8 * max(WARM_UP, SHOWINGS)))
    for place in range(WARM_UP):
        taken[place] = _show(app, view)
    blocks, heap = _count_blocks(), _count_heap()
    for place in range(SHOWINGS):
        taken[place] = _show(app, view)
    kept_blocks, kept_bytes = _count_blocks() - blocks, _count_heap() - heap
    window.close()
    shown = median(taken)
    return [
        Score("secret-view", shown / FRAME_S, 2, f"{shown * 1000:.1f} ms to the paint; frames of a 60 Hz screen"),
        Score(
            "secret-view-kept",
            max(0, kept_blocks // SHOWINGS, kept_bytes // SHOWINGS // _LEAST),
            0,
            f"{kept_blocks} blocks of Python and {kept_bytes} bytes of the C heap outlive {SHOWINGS} showings",
        ),
    ]


def _show(app: QApplication, view: SecretView) -> float:
    """Seconds from the call to the end of the turn that painted value, watermark and mark."""
    from PySide6.QtCore import QEvent

    from app.reveal import CloseReason
    from protocol.fields import FieldKind
    from secure_store.secret import Secret

    secret = Secret.take(bytearray(_VALUE))
    started = time.perf_counter()
    view.show_secret(secret, FieldKind.MOBILE, 15, "张敏 desk-07 2026-01-01 09:00", 12345)
    app.processEvents()
    shown = time.perf_counter() - started
    view.close_secret(CloseReason.ASKED)
    app.processEvents()
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return shown


def _count_blocks() -> int:
    (sys._clear_internal_caches if sys.version_info >= (3, 13) else sys._clear_type_cache)()
    gc.collect()
    return sys.getallocatedblocks()


def _count_heap() -> int:
    library = ctypes.CDLL(None)
    library.mallinfo2.restype = _HeapNow
    return int(library.mallinfo2().used)
