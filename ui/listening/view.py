"""The painted player: where the recording is, how loud it is, and the watermark of who listens (A1)."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.listening.player import PlayState
from ui.clock_words import write_stopwatch
from ui.style import GRID, color, make_font
from ui.watermark import draw_watermark

SKIP_S = 10
_BARS = 24


class PlayerView(QWidget):
    """Shows a :class:`~app.listening.player.PlayState`; says by its signals what the keys ask for. It has no text."""

    toggled = Signal()
    skipped = Signal(int)
    """So many seconds on, or back."""

    def __init__(self, watermark: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._watermark = watermark
        self._state = PlayState(0.0, 0.0)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAcceptDrops(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._describe()

    def show_state(self, state: PlayState) -> None:
        """Paint how it stands."""
        is_said = int(state.at_s) == int(self._state.at_s) and state.is_playing == self._state.is_playing
        self._state = state
        if not is_said:
            self._describe()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Room for the time, the line and the meter."""
        return QSize(GRID * 60, GRID * 18)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Paint ground, watermark, time, line and meter."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect())
        painter.fillRect(area, color("surface"))
        painter.setPen(QPen(color("accent" if self.hasFocus() else "border"), 1))
        painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        draw_watermark(painter, area, self._watermark)
        inner = area.adjusted(GRID * 2, GRID * 2, -GRID * 2, -GRID * 2)
        painter.setPen(color("text"))
        painter.setFont(make_font("large", strong=True))
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, self._write_time())
        self._paint_line(painter, QRectF(inner.left(), inner.center().y(), inner.width(), GRID))
        self._paint_meter(painter, QRectF(inner.left(), inner.bottom() - GRID * 2, inner.width(), GRID * 2))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Space, the arrows and Home."""
        match event.key():
            case Qt.Key.Key_Space:
                self.toggled.emit()
            case Qt.Key.Key_Left:
                self.skipped.emit(-SKIP_S)
            case Qt.Key.Key_Right:
                self.skipped.emit(SKIP_S)
            case Qt.Key.Key_Home:
                self.skipped.emit(-int(self._state.of_s) - 1)
            case _:
                super().keyPressEvent(event)

    def _write_time(self) -> str:
        return f"{write_stopwatch(int(self._state.at_s))} / {write_stopwatch(int(self._state.of_s))}"

    def _paint_line(self, painter: QPainter, line: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("raised"))
        painter.drawRoundedRect(line, 4, 4)
        share = self._state.at_s / self._state.of_s if self._state.of_s else 0.0
        painter.setBrush(color("accent"))
        painter.drawRoundedRect(QRectF(line.left(), line.top(), line.width() * min(1.0, share), line.height()), 4, 4)

    def _paint_meter(self, painter: QPainter, meter: QRectF) -> None:
        """The level as bars, by its square root, so that a quiet voice is seen too."""
        lit = round(self._state.level**0.5 * _BARS)
        width = meter.width() / _BARS
        for place in range(_BARS):
            painter.setBrush(color("ok" if place < lit else "raised"))
            painter.drawRect(QRectF(meter.left() + place * width, meter.top(), width - 2, meter.height()))

    def _describe(self) -> None:
        state = self.tr("Playing") if self._state.is_playing else self.tr("Stopped")
        self.setAccessibleName(f"{state}, {self._write_time()}")
