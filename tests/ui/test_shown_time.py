"""How long a value is shown (D3)."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from app.reveal import CloseReason
from app.uptime import read_uptime
from protocol.fields import FieldKind
from secure_store.secret import Secret
from tests.waiting import wait_for
from ui.secret_view import SecretView


def test_a_value_does_not_outlive_its_seconds_in_a_machine_that_slept(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    view, secret, ends = SecretView(), Secret.take(bytearray(b"13912345678")), []
    view.closed.connect(lambda *end: ends.append(end))
    view.show_secret(secret, FieldKind.MOBILE, 30, "", 1)
    monkeypatch.setattr("ui.secret_view.read_uptime", lambda: read_uptime() + 3600)
    wait_for(lambda: qapp.processEvents() or ends)
    assert secret.closed
    assert ends[0][0] == CloseReason.TIME_UP.value
    assert ends[0][1] >= 3_600_000
