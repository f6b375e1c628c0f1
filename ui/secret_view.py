"""The one widget that shows a revealed value (D3, D4): painted glyphs, a watermark, a ring that empties.

It takes a :class:`secure_store.secret.Secret`, shows it for some seconds and wipes it. It has no text: nothing to
select, copy, drag, print or read out; assistive technology is told that a hidden value is shown, and its length.
"""

from __future__ import annotations

from contextlib import suppress

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.reveal import CloseReason
from app.uptime import read_uptime
from protocol.fields import FieldKind
from secure_store.secret import Secret
from ui.glyph_line import GlyphLine, count_code_points
from ui.guards.clipboard import find_picture
from ui.mark import MarkOverlay
from ui.style import color, make_font
from ui.watermark import draw_watermark

_TICK_MS = 50
_GROUPS = {FieldKind.MOBILE: (3, 4, 4), FieldKind.ID_NUMBER: (6, 8, 4), FieldKind.BANK_CARD: (4, 4, 4, 4, 3)}
_SIZE_PX, _SMALLEST_PX = 34, 20


class SecretView(QWidget):
    """Shows one secret at a time. ``closed(reason, milliseconds shown)`` follows every ``show_secret`` exactly once."""

    closed = Signal(str, int)
    pictured = Signal()
    """While a value is shown, the key that takes a picture of the screen was pressed, or a picture came onto the
    clipboard: the desktop has taken it at a key of its own, and tells nobody else."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._secret: Secret | None = None
        self._overlay: MarkOverlay | None = None
        self._kind = FieldKind.MOBILE
        self._watermark = ""
        self._opened = self._deadline = 0.0
        self._line = GlyphLine(_SIZE_PX)
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAcceptDrops(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._describe()

    @property
    def showing(self) -> bool:
        """Whether a value is on screen."""
        return self._secret is not None

    def show_secret(self, secret: Secret, kind: FieldKind, seconds: float, watermark: str, mark: int) -> None:
        """Take ``secret`` over and show it for ``seconds``; one that is still shown is closed first.

        ``watermark`` is to be seen; ``mark``, the reveal's number, lies unseen over the whole window meanwhile.
        """
        self.close_secret(CloseReason.CARD_LEFT)
        self._secret, self._kind, self._watermark = secret, kind, watermark
        self._fit()
        self._opened = read_uptime()
        self._deadline = self._opened + seconds
        self._describe()
        self.window().installEventFilter(self)
        QGuiApplication.clipboard().dataChanged.connect(self._look_at_clipboard)
        self._overlay = MarkOverlay(self.window(), mark)
        self._timer.start()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.update()

    def close_secret(self, reason: CloseReason) -> None:
        """Wipe the value and its pixels at once; does nothing when none is shown."""
        if self._secret is None:
            return
        secret, self._secret = self._secret, None
        self._timer.stop()
        self.window().removeEventFilter(self)
        QGuiApplication.clipboard().dataChanged.disconnect(self._look_at_clipboard)
        secret.wipe()
        if self._overlay:
            self._overlay.hide()  # at once; it is deleted when the event loop comes round
            self._overlay.deleteLater()
            self._overlay = None
        shown_ms = round((read_uptime() - self._opened) * 1000)
        self._describe()
        self.repaint()
        self.closed.emit(reason.value, shown_ms)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Room for one large line, or two."""
        return QSize(460, 132)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Paint ground, watermark, glyphs and ring; every pixel, so that none of an earlier value stays."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect())
        painter.fillRect(area, color("surface"))
        painter.setPen(QPen(color("border"), 1))
        painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        if self._secret is None or self._secret.closed:
            return
        draw_watermark(painter, area, self._watermark)
        with suppress(ValueError), self._secret.view() as data:  # a guard may wipe it meanwhile
            self._line.draw(painter, area.adjusted(16, 12, -72, -12), data, self._groups(data), color("text"))
        self._paint_ring(painter, QRectF(area.right() - 60, area.center().y() - 22, 44, 44))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """``Esc`` closes; every other key is swallowed while a value is shown."""
        if self._secret is None:
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Escape:
            self.close_secret(CloseReason.ASKED)
        elif event.key() in (Qt.Key.Key_Print, Qt.Key.Key_SysReq):
            self.pictured.emit()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """A view that is not seen holds nothing."""
        self.close_secret(CloseReason.CARD_LEFT)
        super().hideEvent(event)

    def eventFilter(self, watched: object, event: QEvent) -> bool:  # noqa: N802
        """Close when the window loses the person's attention."""
        if self._secret is not None and watched is self.window():
            if event.type() is QEvent.Type.WindowDeactivate:
                self.close_secret(CloseReason.FOCUS_LOST)
            elif event.type() is QEvent.Type.WindowStateChange and self.window().isMinimized():
                self.close_secret(CloseReason.CARD_LEFT)
        return False

    def _look_at_clipboard(self) -> None:
        if find_picture():
            self.pictured.emit()

    def _tick(self) -> None:
        if read_uptime() >= self._deadline:
            self.close_secret(CloseReason.TIME_UP)
        else:
            self.update()

    def _groups(self, data: memoryview) -> tuple[int, ...]:
        groups = _GROUPS.get(self._kind, ())
        return groups if sum(groups) >= count_code_points(data) else ()

    def _fit(self) -> None:
        if self._secret is None:
            return
        with suppress(ValueError), self._secret.view() as data:  # a guard may wipe it meanwhile
            groups = self._groups(data)
            size = _SIZE_PX
            self._line = GlyphLine(size)
            while size > _SMALLEST_PX and self._line.measure(data, groups) > self.width() - 96:
                size -= 2
                self._line = GlyphLine(size)

    def _paint_ring(self, painter: QPainter, ring: QRectF) -> None:
        left = max(0.0, self._deadline - read_uptime())
        whole = max(0.001, self._deadline - self._opened)
        painter.setPen(QPen(color("raised"), 4))
        painter.drawEllipse(ring)
        painter.setPen(QPen(color("accent"), 4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawArc(ring, 90 * 16, round(-360 * 16 * left / whole))
        painter.setPen(color("text"))
        painter.setFont(make_font("body", strong=True))
        painter.drawText(ring, Qt.AlignmentFlag.AlignCenter, str(int(left) + 1))

    def _describe(self) -> None:
        if self._secret is None:
            self.setAccessibleName(self.tr("No value is shown"))
            return
        length = 0
        with suppress(ValueError), self._secret.view() as data:  # a guard may wipe it meanwhile
            length = count_code_points(data)
        self.setAccessibleName(self.tr("Hidden value, %n character(s)", "", length))
