"""How a call sounds, as bars and a word: never a colour alone."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.telephony.port import Quality
from ui.style import Tone, color, make_font

_BARS = 4


class Grade(IntEnum):
    """How many bars: by ITU-T G.1010's bounds for conversation (loss 3 %), and G.114's (delay 150 ms one way)."""

    NONE = 0
    BAD = 1
    POOR = 2
    FAIR = 3
    GOOD = 4


_TONES = {
    Grade.NONE: Tone.MUTED,
    Grade.BAD: Tone.STOP,
    Grade.POOR: Tone.WARN,
    Grade.FAIR: Tone.WAIT,
    Grade.GOOD: Tone.OK,
}


def judge(quality: Quality | None) -> Grade:
    """The grade of what the ear gets; NONE before anything was measured."""
    if quality is None:
        return Grade.NONE
    trip = quality.round_trip_ms or 0.0
    bounds = ((0.01, 20.0, 200.0, Grade.GOOD), (0.03, 40.0, 300.0, Grade.FAIR), (0.08, 80.0, 600.0, Grade.POOR))
    for lost, jitter, round_trip, grade in bounds:
        if quality.lost <= lost and quality.jitter_ms <= jitter and trip <= round_trip:
            return grade
    return Grade.BAD


def name_grade(grade: Grade) -> str:
    """Its word."""
    translate = QCoreApplication.translate
    return {
        Grade.NONE: translate("Phone", "No sound yet"),
        Grade.BAD: translate("Phone", "Bad sound"),
        Grade.POOR: translate("Phone", "Poor sound"),
        Grade.FAIR: translate("Phone", "Fair sound"),
        Grade.GOOD: translate("Phone", "Good sound"),
    }[grade]


class QualityMark(QWidget):
    """Four bars, as many filled as the grade, and its word."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.grade = Grade.NONE
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_quality(self, quality: Quality | None) -> None:
        """Take in the latest measurement."""
        self.grade = judge(quality)
        word = name_grade(self.grade)
        if quality is not None:
            facts = self.tr("{lost} % lost, jitter {jitter} ms").format(
                lost=f"{quality.lost * 100:.1f}", jitter=round(quality.jitter_ms)
            )
            self.setToolTip(f"{word}: {facts}")
        self.setAccessibleName(word)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Bars and word."""
        return QSize(24 + QFontMetrics(make_font("small")).horizontalAdvance(name_grade(self.grade)), 18)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Draw bars and word."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tone = color(_TONES[self.grade].value)
        base = self.height() / 2 + 6
        for place in range(_BARS):
            height = 3.0 * (place + 1)
            bar = QRectF(1 + place * 4.5, base - height, 3, height)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tone if place < self.grade else color("border"))
            painter.drawRect(bar)
        painter.setPen(tone)
        painter.setFont(make_font("small"))
        painter.drawText(
            QRectF(self.rect()).adjusted(24, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, name_grade(self.grade)
        )
