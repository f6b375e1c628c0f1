"""What the desk's threads have to say, as signals on the GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import QObject, Signal

from app.desk import Desk


class DeskSignals(QObject):
    """One for a desk, for as long as it runs. Connect methods of widgets to these, never plain functions: Qt takes
    methods of GUI objects onto their thread."""

    status = Signal(object)
    """A SyncStatus."""
    cards_changed = Signal(object)
    """The identifiers that changed, or None for any."""
    notice = Signal(object)
    """An InboxItem."""
    session = Signal(object)
    """A SessionState."""
    sighting = Signal(object)
    """A Sighting that was acted on, or None when something that was seen is gone."""
    road = Signal(object)
    """A VpnState."""
    calls = Signal(object)
    """A PhoneState."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        desk.sync.on_status(self._forward("status"))
        desk.sync.on_cards_changed(self._forward("cards_changed"))
        desk.inbox.on_item(self._forward("notice"))
        desk.keeper.on_change(self._forward("session"))
        desk.vpn.on_change(self._forward("road"))
        desk.calls.on_change(self._forward("calls"))
        desk.sentry.on_change(self._forward("sighting"))

    def _forward(self, name: str) -> Callable[[object], None]:
        def emit(value: object) -> None:
            with suppress(RuntimeError):  # the windows are gone; the desk that stops after them goes on telling
                getattr(self, name).emit(value)

        return emit
