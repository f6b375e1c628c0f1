"""The pad's display counts seconds while there is something to count, and rests else."""

from __future__ import annotations

from time import monotonic

from PySide6.QtCore import QTimer

from app.telephony.states import PhoneState
from ui.phone.display import CallDisplay


def test_the_display_counts_while_there_is_something_to_count(english, qtbot):
    display = CallDisplay()
    qtbot.addWidget(display)
    timer = display.findChild(QTimer)
    assert not timer.isActive()
    display.show_customer("陈**", "138****5678", since=monotonic())
    assert timer.isActive()
    first = display.clock.text()
    qtbot.waitUntil(lambda: display.clock.text() != first, timeout=60_000)
    display.show_customer("")
    assert (display.clock.text(), timer.isActive()) == ("00:00", False)


def test_it_rests_again_when_the_time_to_wrap_up_is_over(english, qtbot):
    display = CallDisplay()
    qtbot.addWidget(display)
    display.show_phone(PhoneState(wrap_up_until=monotonic() + 2), "")
    timer = display.findChild(QTimer)
    assert timer.isActive()
    qtbot.waitUntil(lambda: not timer.isActive(), timeout=60_000)
    assert display.clock.text() == "00:00"
