"""The documentation's pictures show the colours that the desk has, in fewer bytes."""

from __future__ import annotations

from PySide6.QtGui import QColor, QImage

from tests.pictures.__main__ import reduce_colours


def test_a_rare_green_among_many_greys_stays_green(tmp_path):
    picture = QImage(300, 40, QImage.Format.Format_RGB32)
    for x in range(300):
        for y in range(40):
            picture.setPixelColor(x, y, QColor(x % 256, 20 + x // 256 * 40, 80))
    green = QColor("#63CE93")
    for x in range(20):
        picture.setPixelColor(x, 0, green)
    picture.save(str(tmp_path / "whole.png"))
    reduce_colours(tmp_path / "whole.png", tmp_path / "small.png")
    found = QImage(str(tmp_path / "small.png")).pixelColor(3, 0)
    assert max(abs(found.red() - 0x63), abs(found.green() - 0xCE), abs(found.blue() - 0x93)) <= 4
