"""``scroll``: the queue's own view and model over 1,000,000 cards of a real vault: no frame over 16 ms.

A frame is one turn of the event loop that had something to do: keys, paint, pages that came back from their thread.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from statistics import median
from typing import TYPE_CHECKING

from app.cards import CardService
from secure_store.card_cache import CardCache
from secure_store.vault import Vault
from tests.bench.score import Score
from tests.bench.searching import FRAME_S
from tests.bench.workshop import VaultOfMany, Workshop

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from ui.queue.pane import QueuePane

ROWS = 1_000_000
TEMPLATES = 2_000
ROUNDS, PAGES = 5, 120
_FILL = """
WITH RECURSIVE places (place) AS (SELECT 0 UNION ALL SELECT place + 1 FROM places WHERE place < ?)
INSERT INTO cards (id, version, lane, sort_at, state, campaign, search, row, json)
SELECT printf('%012d', place), 1, 1, '', state, campaign, substr(search, 1, 24), row, x''
FROM places JOIN cards ON key = 1 + place % ?
"""


class _AtWork:
    """In a keeper's stead: somebody is at work on these cards."""

    def __init__(self, cards: CardCache) -> None:
        self._cards = cards

    def cards(self) -> _AtWork:
        return self

    def __enter__(self) -> CardCache:
        return self._cards

    def __exit__(self, *_: object) -> None:
        return None


def measure(workshop: Workshop) -> Sequence[Score]:
    """Page down, page up, and jumps to far places."""
    from ui.application import make_application
    from ui.jobs import JobRunner
    from ui.queue.pane import QueuePane

    app = make_application()
    many = VaultOfMany(workshop.place / "million", workshop.cards[:TEMPLATES])
    with many.open() as vault:
        _fill(vault)
        jobs = JobRunner()
        pane = QueuePane(CardService(_AtWork(CardCache(vault)), None), jobs)  # type: ignore[arg-type]
        pane.resize(312, 760)
        pane.show()
        _wait(app, lambda: pane.model.listing is not None)
        rows = pane.model.rowCount()
        if rows < ROWS:
            raise RuntimeError(f"{rows} rows are listed")
        worst = median(_scroll(app, pane) for _ in range(ROUNDS))
        pane.hide()
        jobs.stop()
    raw = f"slowest frame {worst * 1000:.1f} ms of {FRAME_S * 1000:.0f}, {rows:,} rows"
    return [Score("scroll", worst / FRAME_S, 1, raw)]


def _fill(vault: Vault) -> None:
    with vault.writer.writing() as connection:
        connection.execute("UPDATE cards SET lane = 1, sort_at = ''")
        connection.execute(_FILL, (ROWS - 1, TEMPLATES))


def _scroll(app: QApplication, pane: QueuePane) -> float:
    from PySide6.QtCore import QEvent, Qt
    from PySide6.QtGui import QKeyEvent

    view, bar = pane.view, pane.view.verticalScrollBar()
    view.setFocus()
    worst = 0.0
    for step in range(PAGES):
        if step % 10 == 9:
            bar.setValue(bar.maximum() * (step * 7919 % PAGES) // PAGES)
        else:
            key = Qt.Key.Key_PageDown if step % 40 < 30 else Qt.Key.Key_PageUp
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                app.postEvent(view, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier))
        worst = max(worst, _turn_until_painted(app, pane))
    return worst


def _turn_until_painted(app: QApplication, pane: QueuePane) -> float:
    """The longest turn of the event loop until every line in view is there."""
    worst = 0.0
    while True:
        started = time.perf_counter()
        app.processEvents()
        worst = max(worst, time.perf_counter() - started)
        if not pane.model._asked:
            return worst
        time.sleep(0.0005)  # as an event loop that waits: the thread that reads gets its turn


def _wait(app: QApplication, condition) -> None:
    limit = time.monotonic() + 60
    while not condition():
        if time.monotonic() > limit:
            raise RuntimeError("the queue did not load")
        app.processEvents()
        time.sleep(0.005)
