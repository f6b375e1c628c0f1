"""Binds the window's keys to what they do; a locked desk answers to none of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import SignalInstance
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from protocol.cards import Disposition
from ui.help_overlay import HelpOverlay
from ui.inspecting.news import InspectionNews
from ui.keys import Key
from ui.rail import Page, Rail
from ui.work_page import WorkPage


class KeyedWindow(Protocol):
    """What a window offers to its keys."""

    preferences_wanted: SignalInstance
    rail: Rail | None
    news: InspectionNews

    @property
    def help(self) -> HelpOverlay:
        """The list of keys."""

    def is_open(self) -> bool: ...
    def work(self) -> WorkPage | None: ...
    def current_page(self) -> QWidget | None: ...
    def lock(self) -> None: ...
    def sign_out(self) -> None: ...
    def ask_central(self) -> None: ...
    def turn_to(self, page: Page) -> None: ...


def bind_keys(window: KeyedWindow, parent: QWidget) -> None:
    """Bind every key of ``window``, as shortcuts of ``parent``."""

    def bind(keys: str, act: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(keys), parent)
        shortcut.activated.connect(lambda: act() if window.is_open() else None)

    def at_work(act: Callable[[WorkPage], object]) -> Callable[[], object]:
        def run() -> None:
            work = window.work()
            if work is not None and work.isVisible():
                act(work)

        return run

    def on_page(name: str) -> Callable[[], object]:
        def run() -> None:
            act = getattr(window.current_page(), name, None)
            if act is not None:
                act()

        return run

    bind(Key.SEARCH, at_work(lambda work: work.queue.focus_search()))
    bind(Key.FILTER_TAG, at_work(lambda work: work.queue.filters.open_tags()))
    bind(Key.FILTER_STATE, at_work(lambda work: work.queue.filters.open_states()))
    bind(Key.QUEUE, on_page("focus_list"))
    bind(Key.REVEAL, at_work(lambda work: work.card.ask_for_dialled()))
    bind(Key.REVEAL_OTHER, at_work(lambda work: work.card.ask_for_any()))
    bind(Key.AGREES, at_work(lambda work: work.card.note_answer(agreed=True)))
    bind(Key.DECLINES, at_work(lambda work: work.card.note_answer(agreed=False)))
    bind(Key.PAGE_UP, at_work(lambda work: work.card.turn(-1)))
    bind(Key.PAGE_DOWN, at_work(lambda work: work.card.turn(1)))
    bind(Key.NOTE, at_work(lambda work: work.phone.form.note.setFocus()))
    bind(Key.SAVE, on_page("submit"))
    bind(Key.SAVE_ENTER, on_page("submit"))
    bind(Key.REFUSE, on_page("refuse"))
    for place in range(len(Disposition)):
        bind(str(place + 1), at_work(lambda work, place=place: work.choose_outcome(place)))  # type: ignore[misc]
    bind(Key.LOCK, window.lock)
    bind(Key.SIGN_OUT, window.sign_out)
    bind(Key.HELP, lambda: window.help.open())
    bind(Key.HELP_F1, lambda: window.help.open())
    bind(Key.PREFERENCES, window.preferences_wanted.emit)
    bind(Key.RESULTS, lambda: window.news.open())
    bind(Key.SYNC, window.ask_central)
    pages = window.rail.pages if window.rail else ()
    for place, page in enumerate(pages):
        bind(f"Alt+{place + 1}", lambda page=page: window.turn_to(page))  # type: ignore[misc]
