"""Painting a value glyph by glyph, without ever making a text of it (D4).

Qt keeps copies of every string it is given. So the UTF-8 bytes are walked one code point at a time, each becomes one
glyph index, and the glyph is drawn at its place; no more than one character exists as text at any moment.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGlyphRun, QPainter, QRawFont

from ui.style import load_tokens


def walk_code_points(data: memoryview) -> Iterator[int]:
    """The code points of UTF-8 ``data``, one at a time; a byte that does not fit in gives U+FFFD."""
    place = 0
    while place < len(data):
        lead = data[place]
        size = (
            1 if lead < 0x80 else 2 if 0xC0 <= lead < 0xE0 else 3 if 0xE0 <= lead < 0xF0 else 4 if lead >= 0xF0 else 0
        )
        if size == 0 or place + size > len(data):
            yield 0xFFFD
            place += 1
            continue
        point = lead if size == 1 else lead & (0x7F >> size)
        for byte in data[place + 1 : place + size]:
            point = point << 6 | byte & 0x3F
        yield point
        place += size


def count_code_points(data: memoryview) -> int:
    """How many characters UTF-8 ``data`` holds."""
    return sum(1 for byte in data if byte & 0xC0 != 0x80)


class GlyphLine:
    """Draws values at one font size, in even cells, digits in groups."""

    def __init__(self, pixel_size: int) -> None:
        self._size = pixel_size
        self._fonts = list(_find_fonts(pixel_size))
        self._cell = max(self._fonts[0].advancesForGlyphIndexes(self._fonts[0].glyphIndexesForString("0"))[0].x(), 1.0)

    def measure(self, data: memoryview, groups: tuple[int, ...]) -> float:
        """The width of the whole value on one line, in pixels."""
        cells = sum(self._advance(point) for point in walk_code_points(data))
        return cells + self._cell * 0.6 * max(0, len(groups) - 1)

    def draw(self, painter: QPainter, area: QRectF, data: memoryview, groups: tuple[int, ...], ink: QColor) -> None:
        """Draw the value centred in ``area``, on as many lines as it needs."""
        painter.setPen(ink)
        lines = max(1, int(self.measure(data, groups) / max(area.width(), 1)) + 1)
        line_height = self._size * 1.5
        y = area.center().y() - (lines - 1) * line_height / 2 + self._size * 0.36
        total = self.measure(data, groups)
        width = min(area.width(), total / lines + self._size)
        x = left = area.center().x() - min(total, width if lines > 1 else total) / 2
        breaks = {sum(groups[: i + 1]) for i in range(len(groups) - 1)}
        for place, point in enumerate(walk_code_points(data)):
            if place in breaks:
                x += self._cell * 0.6
            advance = self._advance(point)
            if x + advance > left + width + 1 and lines > 1:
                x, y = left, y + line_height
            self._draw_glyph(painter, QPointF(x, y), point, advance)
            x += advance

    def _advance(self, point: int) -> float:
        return self._cell * 1.12 if point < 0x2E80 else float(self._size) * 1.08

    def _draw_glyph(self, painter: QPainter, at: QPointF, point: int, advance: float) -> None:
        font = next((font for font in self._fonts if font.supportsCharacter(point)), self._fonts[0])
        indexes = font.glyphIndexesForString(chr(point))
        own = font.advancesForGlyphIndexes(indexes)[0].x() if indexes else 0.0
        run = QGlyphRun()
        run.setRawFont(font)
        run.setGlyphIndexes(indexes)
        run.setPositions([QPointF((advance - own) / 2, 0)])
        painter.drawGlyphRun(at, run)


def _find_fonts(pixel_size: int) -> Iterator[QRawFont]:
    known = set(QFontDatabase.families())
    families = [family for family in load_tokens()["families"] if family in known] or [QFont().family()]
    for family in families:
        font = QFont(family)
        font.setPixelSize(pixel_size)
        raw = QRawFont.fromFont(font)
        if raw.isValid():
            yield raw
    yield QRawFont.fromFont(QFont())
