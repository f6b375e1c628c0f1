"""A bus that hangs does not hang the desk (A8)."""

from __future__ import annotations

import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

if sys.platform != "linux":
    pytest.skip("D-Bus is Linux's", allow_module_level=True)

from protocol.errors import VeildeskError
from secure_store import bus
from secure_store.bus import open_bus
from secure_store.keyring_store import DeviceKeyring


@pytest.fixture
def silent_bus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a bus that lets everybody in, and answers nothing after it."""
    monkeypatch.setattr(bus, "GREETING_S", 0.2)
    path = tmp_path / "bus"
    kept = []

    def let_in(listening: socket.socket) -> None:
        while True:
            try:
                made, _ = listening.accept()
            except OSError:
                return
            kept.append(made)
            words = b""
            while b"AUTH" not in words:
                words += made.recv(1024)
            made.sendall(b"OK 0123456789abcdef0123456789abcdef\r\n")

    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(path))
        listening.listen()
        thread = Thread(target=let_in, args=(listening,), daemon=True)
        thread.start()
        yield f"unix:path={path}"
        listening.shutdown(socket.SHUT_RDWR)
        thread.join(60)
    for each in kept:
        each.close()


def test_a_bus_that_does_not_greet_is_given_up(silent_bus: str) -> None:
    with pytest.raises(TimeoutError):
        open_bus(silent_bus)


def test_a_desk_whose_session_bus_hangs_has_no_keyring_and_says_so(
    silent_bus: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", silent_bus)
    with pytest.raises(VeildeskError):
        DeviceKeyring(desk="desk").get("one")
