"""The page of a role whose own tools come with a later release: what will come, and what can be done now."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.icons import IconName
from ui.style import GRID, set_look
from ui.widgets.notices import EmptyState


class RolePage(QWidget):
    """One honest page. ``lock_wanted`` is its one action: nothing here needs an open desk."""

    lock_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, surface="panel")
        notice = EmptyState()
        notice.acted.connect(self.lock_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID * 8, 0, GRID * 8, 0)
        column.addWidget(notice)
        notice.say(
            IconName.SHIELD,
            self.tr("Customers' requests and retention are not part of this version yet."),
            self.tr(
                "Requests to see, correct, delete and withdraw, and their due days, will be here. "
                "Until then, security can search the record of who saw what for you."
            ),
            self.tr("Lock the desk"),
        )
