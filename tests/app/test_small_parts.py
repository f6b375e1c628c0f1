"""Settings, folders, passwords, the road's name, and how light it all is to import."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path

import pytest

from app.folders import desk_folder
from app.passwords import PasswordFault, find_fault
from app.settings import FILE, DeskSettings, Language, Scheme, load_settings, save_settings


def test_settings_come_back_as_they_were(tmp_path: Path) -> None:
    settings = DeskSettings(language=Language.CHINESE, scheme=Scheme.DARK, splitters=(300, 600, 380), geometry=b"\x01")
    save_settings(tmp_path, settings)
    assert load_settings(tmp_path) == settings


@pytest.mark.parametrize(
    "content",
    [
        *(b"", b"{", b'{"language":"fr"}', b"\xff", b"[" * 100_000, b'{"splitters":[1e400]}', b'{"phone":[1]}'),
        *(b'{"splitters":[99999999999]}', b'{"splitters":[-1]}', b'{"last_username":"\\ud800"}'),
    ],
)
def test_broken_settings_are_the_defaults(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE).write_bytes(content)
    assert load_settings(tmp_path) == DeskSettings()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no named pipes in folders")
def test_a_pipe_in_the_place_of_the_settings_keeps_no_desk_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / FILE)
    settings = DeskSettings(language=Language.CHINESE)
    with ThreadPoolExecutor() as pool:
        read = pool.submit(load_settings, tmp_path)
        wait([read], timeout=60)
        if not read.done():
            (tmp_path / FILE).write_bytes(b"")  # let the thread go
            pytest.fail("it waits for a writer")
        assert read.result() == DeskSettings()
    save_settings(tmp_path, settings)
    assert load_settings(tmp_path) == settings


def test_the_desks_folder_can_be_chosen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("VEILDESK_DESK", str(tmp_path / "other"))
    assert desk_folder() == tmp_path / "other"
    monkeypatch.delenv("VEILDESK_DESK")
    assert desk_folder().name == "veildesk"


@pytest.mark.parametrize(
    ("password", "fault"),
    [
        ("short", PasswordFault.TOO_SHORT),
        ("今天天气真好我们去爬山", PasswordFault.TOO_SHORT),
        ("a" * 129, PasswordFault.TOO_LONG),
        ("abababababab", PasswordFault.REPETITIVE),
        ("Password1234", PasswordFault.COMMON),
        ("QWERTYUIOP12", PasswordFault.COMMON),
        ("my-ZhangMin-1987", PasswordFault.NAME_INSIDE),
        ("the same as before", PasswordFault.SAME),
        ("correct horse battery", None),
        ("今天天气真好我们去爬山吧", None),
    ],
)
def test_a_new_password_is_judged(password: str, fault: PasswordFault | None) -> None:
    assert find_fault(bytearray(password.encode()), "zhangmin", bytearray(b"the same as before")) is fault


@pytest.mark.parametrize("module", ["app.folders", "app.settings", "app.people", "app.session", "app.desk"])
def test_the_way_to_the_first_window_imports_no_network_and_no_keyring(module: str) -> None:
    code = (
        f"import sys; before = set(sys.modules); import {module}; "
        "print([m for m in ('requests', 'urllib3', 'keyring', 'http_message_signatures', 'platformdirs', "
        "'PySide6', 'litestar', 'sqlalchemy') if m in set(sys.modules) - before])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
