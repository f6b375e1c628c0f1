"""The criteria of a scheme with the points that a call got: chosen by keys, or only read."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QWidget

from protocol.inspection import Criterion
from ui.inspecting.words import explain_criterion, name_criterion
from ui.style import GRID, Tone
from ui.widgets.labels import make_label

_OPEN = "–"


class PointsBox(QComboBox):
    """A criterion's points, from all to none; nothing is chosen at first. A fatal one is met or not."""

    def __init__(self, criterion: Criterion, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.criterion = criterion
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumWidth(GRID * 13)
        self.addItem(_OPEN, None)
        if criterion.fatal:
            self.addItem(self.tr("Met"), criterion.points)
            self.addItem(self.tr("Not met"), 0)
        else:
            for points in range(criterion.points, -1, -1):
                self.addItem(str(points), points)
        name = self.tr("{criterion}, of {count} points").format(
            criterion=name_criterion(criterion), count=criterion.points
        )
        self.setAccessibleName(name)
        self.setAccessibleDescription(explain_criterion(criterion))

    def points(self) -> int | None:
        """What was chosen."""
        chosen: int | None = self.currentData()
        return chosen

    def choose(self, points: int | None) -> None:
        """Choose so many; nothing where it is none that can be chosen."""
        self.setCurrentIndex(max(0, self.findData(points)))

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Let the page scroll: points are not given by the way."""
        event.ignore()


class CriteriaForm(QWidget):
    """A row a criterion. ``changed`` follows every choice; ``touched(id)`` the keyboard."""

    changed = Signal()
    touched = Signal(str)

    def __init__(self, criteria: tuple[Criterion, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.boxes = tuple(PointsBox(each) for each in criteria)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GRID)
        grid.setVerticalSpacing(GRID // 2)
        for row, box in enumerate(self.boxes):
            title, fatal, most = make_criterion(box.criterion)
            title.setBuddy(box)
            for column, widget in enumerate((title, fatal, box, most)):
                grid.addWidget(widget, row, column)
            box.currentIndexChanged.connect(lambda _: self.changed.emit())
            box.installEventFilter(self)
        grid.setColumnStretch(0, 1)
        grid.setRowStretch(len(self.boxes), 1)

    def points(self) -> dict[str, int]:
        """What was chosen, by criterion; what is open is not in it."""
        chosen = {box.criterion.id: box.points() for box in self.boxes}
        return {name: points for name, points in chosen.items() if points is not None}

    def show_points(self, points: dict[str, int]) -> None:
        """Choose these."""
        for box in self.boxes:
            box.choose(points.get(box.criterion.id))

    def find_open(self) -> PointsBox | None:
        """The first criterion that is not judged."""
        return next((box for box in self.boxes if box.points() is None), None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Notice which criterion the keyboard is on."""
        if event.type() is QEvent.Type.FocusIn and isinstance(watched, PointsBox):
            self.touched.emit(watched.criterion.id)
        return super().eventFilter(watched, event)


class CriteriaTable(QWidget):
    """The same to be read: a row a criterion, what it got of what it had."""

    def __init__(self, criteria: tuple[Criterion, ...], points: dict[str, int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GRID * 2)
        grid.setVerticalSpacing(GRID // 2)
        for row, criterion in enumerate(criteria):
            title, fatal, most = make_criterion(criterion)
            got = points.get(criterion.id, 0)
            words, tone = str(got), Tone.PLAIN
            if criterion.fatal:
                words = self.tr("Not met") if got == 0 else self.tr("Met")
                tone = Tone.STOP if got == 0 else Tone.OK
            value = make_label(words, tone=tone, strong=got < criterion.points)
            value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            for column, widget in enumerate((title, fatal, value, most)):
                grid.addWidget(widget, row, column)
        grid.setColumnStretch(0, 1)


def make_criterion(criterion: Criterion) -> tuple[QLabel, QLabel, QLabel]:
    """A criterion's title, whether it is fatal, and how many points it has."""
    title = make_label(name_criterion(criterion), wrap=True)
    title.setToolTip(explain_criterion(criterion))
    fatal = make_label(
        QCoreApplication.translate("InspectionWords", "fatal") if criterion.fatal else "", size="small", tone=Tone.STOP
    )
    return title, fatal, make_label(f"/ {criterion.points}", size="small", tone=Tone.MUTED)
