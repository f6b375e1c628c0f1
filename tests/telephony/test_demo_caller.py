"""The demo's customers call back when they are told to, and are gone when they have hung up (D1)."""

from __future__ import annotations

import os
import signal
import socket

from ui.demo.calls import call_back_on_signal
from ui.demo.far_caller import CallingFarEnd
from ui.demo.far_end import Conduct, FarEnd

_CHANGE = b"INVITE sip:13800138000@127.0.0.1 SIP/2.0\r\nTo: <sip:13800138000@127.0.0.1>;tag=b\r\nCall-ID: a\r\n\r\n"
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


def test_a_change_that_crosses_the_goodbye_begins_no_call() -> None:
    far = FarEnd()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as pbx:
        pbx.bind(("127.0.0.1", 0))
        pbx.settimeout(60)
        pbx.sendto(_CHANGE, far.address)
        assert pbx.recv(65_507).startswith(b"SIP/2.0 481 ")
    assert not far.calls
    far.close()


class _ForgottenFarEnd(FarEnd):
    """Whoever has it lets every call go while it answers."""

    def phrase(self, phrase: str, number: str) -> str:
        self.forget()
        return super().phrase(phrase, number)


def test_calls_that_are_let_go_while_one_is_declined_take_no_later_call_along() -> None:
    far = _ForgottenFarEnd(conduct=Conduct.DECLINE)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as pbx:
        pbx.bind(("127.0.0.1", 0))
        pbx.settimeout(60)
        for call in (b"a", b"b"):
            pbx.sendto(_CALLED.replace(b"Call-ID: a", b"Call-ID: " + call), far.address)
            assert pbx.recv(65_507).startswith(b"SIP/2.0 603 ")
    far.close()
