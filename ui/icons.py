"""Line icons in the palette's colours, sharp at any resolution. The set is Lucide (ISC, see its licence)."""

from __future__ import annotations

from enum import StrEnum
from functools import cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from resources import find_resource
from ui.style import Tone, color


class IconName(StrEnum):
    """Every icon there is, by its file's name."""

    ARROW_LEFT_RIGHT = "arrow-left-right"
    BELL = "bell"
    CALENDAR_CLOCK = "calendar-clock"
    CHECK = "check"
    CHEVRON_DOWN = "chevron-down"
    CHEVRON_RIGHT = "chevron-right"
    CIRCLE_CHECK = "circle-check"
    CIRCLE_DASHED = "circle-dashed"
    CIRCLE_DOT = "circle-dot"
    CIRCLE_HELP = "circle-help"
    CIRCLE_X = "circle-x"
    CLOCK = "clock"
    COFFEE = "coffee"
    EYE = "eye"
    EYE_OFF = "eye-off"
    FAST_FORWARD = "fast-forward"
    FILE_TEXT = "file-text"
    HEADPHONES = "headphones"
    KEYPAD = "grid-3x3"
    HISTORY = "history"
    HOURGLASS = "hourglass"
    INBOX = "inbox"
    KEY_ROUND = "key-round"
    LANGUAGES = "languages"
    LIST = "list"
    LOCK = "lock"
    LOCK_OPEN = "lock-open"
    LOG_OUT = "log-out"
    MESSAGE_SQUARE = "message-square"
    MIC = "mic"
    MIC_OFF = "mic-off"
    MONITOR_SMARTPHONE = "monitor-smartphone"
    MOON = "moon"
    PAUSE = "pause"
    PHONE = "phone"
    PHONE_INCOMING = "phone-incoming"
    PHONE_MISSED = "phone-missed"
    PHONE_OFF = "phone-off"
    PLAY = "play"
    REFRESH_CW = "refresh-cw"
    SEARCH = "search"
    SERVER = "server"
    SETTINGS = "settings"
    SHIELD = "shield"
    SHIELD_ALERT = "shield-alert"
    SHIELD_CHECK = "shield-check"
    SKIP_FORWARD = "skip-forward"
    SNOWFLAKE = "snowflake"
    SUN = "sun"
    TAG = "tag"
    TICKET_CHECK = "ticket-check"
    TRIANGLE_ALERT = "triangle-alert"
    USER = "user"
    USERS = "users"
    WIFI = "wifi"
    WIFI_OFF = "wifi-off"
    CROSS = "x"


@cache
def _read_svg(name: IconName) -> str:
    return find_resource("icons", f"{name.value}.svg").read_text("utf-8")


@cache
def _renderer(name: IconName, ink: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_read_svg(name).replace("currentColor", ink).encode()))


class _Engine(QIconEngine):
    """Draws the SVG at the size asked for, in the colour that its tone has at that moment."""

    def __init__(self, name: IconName, tone: str) -> None:
        super().__init__()
        self._name, self._tone = name, tone

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:  # noqa: ARG002
        tone = Tone.MUTED.value if mode is QIcon.Mode.Disabled else self._tone
        _renderer(self._name, color(tone).name(QColor.NameFormat.HexRgb)).render(painter, QRectF(rect))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return pixmap

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._tone)


def icon(name: IconName, tone: str = Tone.PLAIN) -> QIcon:
    """The icon in a tone (or any colour token); it follows a change of scheme when it is set again."""
    return QIcon(_Engine(name, str(tone)))


def draw_icon(painter: QPainter, rect: QRectF, name: IconName, tone: str = Tone.PLAIN) -> None:
    """Draw an icon straight into ``rect``."""
    _renderer(name, color(str(tone)).name(QColor.NameFormat.HexRgb)).render(painter, rect)


def forget_renderings() -> None:
    """Drop cached renderings, after a change of scheme."""
    _renderer.cache_clear()
