"""The demo's customers call back when they are told to (D1)."""

from __future__ import annotations

import os
import signal
import socket

from ui.demo.calls import call_back_on_signal
from ui.demo.far_caller import CallingFarEnd

_CALLED = b"INVITE sip:13800138000@127.0.0.1 SIP/2.0\r\nCall-ID: a\r\n\r\n"


def test_the_customer_who_was_called_last_calls_back_at_a_signal() -> None:
    far, told = CallingFarEnd(), list[str]()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as pbx:
        pbx.bind(("127.0.0.1", 0))
        pbx.settimeout(60)
        with call_back_on_signal(far, pbx.getsockname(), told.append):
            os.kill(os.getpid(), signal.SIGUSR1)
            assert "nobody has been called yet" in told[-1]
            far.received.append(_CALLED)
            os.kill(os.getpid(), signal.SIGUSR1)
            assert pbx.recv(65_507).split(b"\r\n")[2].startswith(b"From: <sip:13800138000@")
        assert signal.getsignal(signal.SIGUSR1) is signal.SIG_DFL
    far.close()
