"""The desk in a process of its own, as a user of the cell; its keys come from the X server, the usher shows the way."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from select import select
from typing import Any

from pyotp import TOTP

from protocol.refusals import SignInRefused
from tests.leaks.cell import Cell, User
from tests.leaks.keyboard import Keyboard
from tests.leaks.needles import make_code_needle
from tests.leaks.planted_central import Customer, PlantedCentral
from tests.leaks.scanner import scan_process
from ui.totp import make_code

PATIENCE_S = 60.0
_DYING_S = 5.0
"""Between the pipe that breaks and the status that can be read."""
_LOG_SIGNS = 8000
_READER = {"QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
"""As where a screen reader runs: Qt tells assistive technology of everything, all the time."""
_PROGRAM = str(Path(__file__).with_name("programs") / "desk.py")


class DeskProcess:
    """A desk that a person sits at. ``env`` goes to it on top of his session's."""

    def __init__(self, cell: Cell, user: User, screen: Keyboard, env: Mapping[str, str]) -> None:
        self.cell, self.user, self._screen = cell, user, screen
        self.folder = user.home / "desk"
        self.log = user.home / "desk.log"
        words = [sys.executable, _PROGRAM, str(self.folder)]
        settings = {**screen.env, **_READER, **env}
        with self.log.open("ab") as log:
            self._process = cell.start(
                user, words, settings, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, bufsize=1
            )
        self.pid = self._process.pid

    def call(self, name: str, *arguments: object) -> Any:
        """What the usher answers."""
        assert self._process.stdin
        assert self._process.stdout
        try:
            self._process.stdin.write(json.dumps([name, *arguments]) + "\n")
            self._process.stdin.flush()
        except BrokenPipeError:
            raise AssertionError(f"the desk is gone before {name}; {self._tell_end()}") from None
        ready, _, _ = select([self._process.stdout], [], [], PATIENCE_S)
        assert ready, f"the desk does not answer to {name}; {self._tell_end()}"
        answer = self._process.stdout.readline()
        assert answer, f"the desk is gone during {name}; {self._tell_end()}"
        return json.loads(answer)

    def wait(self, condition: Callable[[dict[str, Any]], object], step: str) -> dict[str, Any]:
        """The state on screen once ``condition`` holds of it; fails after a minute."""
        limit = time.monotonic() + PATIENCE_S
        while True:
            state: dict[str, Any] = self.call("state")
            if condition(state):
                return state
            assert time.monotonic() < limit, f"not within a minute: {step}; on screen: {state}"
            time.sleep(0.02)

    def focus(self, field: str) -> None:
        """Give the keyboard to a field."""
        limit = time.monotonic() + PATIENCE_S
        while not self.call("focus", field):
            assert time.monotonic() < limit, f"the keyboard does not go to {field}: {self.call('state')}"
            time.sleep(0.02)

    def type(self, field: str, plain: bytearray) -> None:
        """Type into a field, and see all of it arrive."""
        self.focus(field)
        before = self.call("state")["typed"]
        self._screen.type(plain)
        self.wait(lambda state: state["typed"] >= before + len(plain), f"typed into {field}")

    def press(self, *keys: str) -> None:
        """Press keys wherever the keyboard is, and see them handled: none waits for what has the keyboard next."""
        self._screen.press(*keys)
        self.call("settle")

    def enrol(self, central: PlantedCentral, name: str) -> None:
        """With a ticket, at the first window."""
        self.call("enrol", central.make_ticket(name, central.origin), name)
        self.wait(lambda state: state["ready"], "the desk is enrolled")

    def sign_in(self, central: PlantedCentral) -> str:
        """Name, password and code by the keyboard; the code. Once more where typing took longer than a code lives."""
        self.wait(lambda state: state["ready"], "a sign-in page")
        self.call("write", "sign_in.sign_in_page.username", central.agent.username)
        while True:
            central.forget_codes()
            self.type("sign_in.sign_in_page.password", central.password.plain)
            code = self._wait_for_code(central.agent.totp_secret)
            self.type("sign_in.sign_in_page.code", bytearray(code.encode()))
            self.press("Return")
            state = self.wait(lambda state: _is_in(state, central) or _is_refused(state), "the cards are there")
            if _is_in(state, central):
                return code
            assert not TOTP(central.agent.totp_secret).verify(code, valid_window=1), state["says"]

    def _wait_for_code(self, secret: str) -> str:
        """The first code whose six digits do not stand in the desk's memory already, as part of an identifier, say."""
        while True:
            code = make_code(secret)
            if not scan_process(self.pid, [make_code_needle("code", code.encode())]).hits:
                return code
            while make_code(secret) == code:
                time.sleep(0.2)

    def open(self, customer: Customer) -> None:
        """Turn to a customer's card."""
        card = self.call("open_card", customer.masked)
        assert card, "the card is listed"
        self.wait(lambda state: state["card"] == card, "the card is open")

    def reveal(self, central: PlantedCentral, kind: str = "mobile") -> None:
        """See a value of the card that is open."""
        purpose = "verification" if kind == "id_number" else "marketing"  # the one that such a value is held for
        self.call("ask", kind, purpose, "客户要求核对登记的号码")
        self.wait(lambda state: state["dialog"], "the dialog is open")
        self.type("dialog.form.password", central.password.plain)
        self.press("Return")
        self.wait(lambda state: state["showing"], "the value is shown")

    def close_value(self) -> None:
        """Close what is shown, then the dialog."""
        self.press("Escape")
        self.wait(lambda state: not state["showing"], "the value is gone")
        self.press("Escape")
        self.wait(lambda state: not state["dialog"], "the dialog is closed")

    def unlock(self, central: PlantedCentral) -> None:
        """Come back to a desk that is locked."""
        self.type("window.lock_page.password", central.password.plain)
        self.press("Return")
        self.wait(lambda state: not state["locked"], "the desk is unlocked")

    def settle(self) -> None:
        """Until every event is at Central."""
        self.wait(lambda state: state["waiting"] == 0, "every event is delivered")

    def _tell_end(self) -> str:
        """The exit status, below zero for a signal, None where it still runs, and the end of the log."""
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(_DYING_S)
        log = self.log.read_text("utf-8", "replace")[-_LOG_SIGNS:]
        return f"exit status {self._process.poll()}, its log:\n{log}"

    def stop(self) -> None:
        """Leave as a person who shuts the machine down."""
        self._process.terminate()
        try:
            self._process.wait(60)
        finally:
            self._process.kill()
            self._process.wait()


def _is_in(state: dict[str, Any], central: PlantedCentral) -> bool:
    return bool(state["cards"] >= len(central.planted))


def _is_refused(state: dict[str, Any]) -> bool:
    return bool(state["ready"] and SignInRefused.what in state["says"])
