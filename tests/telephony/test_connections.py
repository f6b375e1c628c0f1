"""An engine's connection to the PBX: what it is to say leaves it at once, and it ends where nobody hears it (D1)."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from app.telephony.engine.connections import tend_connections
from protocol.identifiers import make_identifier
from secure_store.keyring_store import DeviceKeyring
from tests.real_central import RealCentral
from tests.telephony.recorded import await_true
from tests.telephony.site import PhoneDesk
from ui.demo.pbx import DemoPbx

_ENGINE = Path(__file__).parent / "programs" / "looking_engine.py"
_OWN_FILES = Path("/proc/self/fd")


def test_the_connection_to_the_pbx_holds_nothing_back(
    central: RealCentral, pbx: DemoPbx, keyring_daemon: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = tmp_path / "looked"
    looked.touch()

    def start(words: list[str], env: dict[str, str], **options: Any) -> subprocess.Popen[bytes]:
        return subprocess.Popen([sys.executable, "-I", str(_ENGINE)], env={**env, "LOOKED": str(looked)}, **options)

    monkeypatch.setattr(
        "app.telephony.engine_process.subprocess", SimpleNamespace(**{**vars(subprocess), "Popen": start})
    )
    name = f"desk-{make_identifier()[-8:]}"
    desk = PhoneDesk(central, pbx, tmp_path / name, name, DeviceKeyring(name), 0)
    desk.sign_on()
    looked.write_text("")
    await_true(lambda: f"{desk.tap.port} " in looked.read_text(), "a look at the connection")
    assert f"{desk.tap.port} 1" in looked.read_text()
    assert f"{desk.tap.port} 0" not in looked.read_text()
    desk.close()


def test_every_connection_of_the_process_does_and_nothing_else_is_touched() -> None:
    def is_prompt(connection: socket.socket) -> bool:
        return bool(connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))

    with (
        socket.create_server(("127.0.0.1", 0)) as listener,
        socket.create_connection(listener.getsockname()) as here,
        listener.accept()[0] as there,
    ):
        assert not is_prompt(here), "the control"
        before = {entry.name for entry in _OWN_FILES.iterdir()}
        tend_connections()
        assert is_prompt(here)
        assert is_prompt(there)
        assert {entry.name for entry in _OWN_FILES.iterdir()} == before
