"""What the desk's threads have to say, as signals on the GUI thread."""

from __future__ import annotations

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

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        desk.sync.on_status(self.status.emit)
        desk.sync.on_cards_changed(self.cards_changed.emit)
        desk.inbox.on_item(self.notice.emit)
        desk.keeper.on_change(self.session.emit)
