"""The way to the Secret Service, through a real gnome-keyring (D6)."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from secure_store.keyring_store import DeviceKeyring
from secure_store.secret import Secret
from tests.keyring_daemon import open_keyring, run_keyring

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or not shutil.which("gnome-keyring-daemon"), reason="no gnome-keyring-daemon here"
)


@pytest.fixture
def own_keyring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A keyring of this test's alone, which may die of it; its folder."""
    with open_keyring(tmp_path, monkeypatch):
        yield tmp_path


def test_many_desks_at_once_do_not_bring_the_keyring_down(own_keyring: Path) -> None:
    def use(number: int) -> set[bytes]:
        keyring, found = DeviceKeyring(desk=f"desk-{number}"), set()
        keyring.put("one", Secret.take(bytearray([number])))
        for _ in range(200):
            with keyring.get("one") or Secret(0) as kept, kept.view() as view:
                found.add(bytes(view))
        return found

    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(use, range(6))) == [{bytes([number])} for number in range(6)]


def test_a_keyring_that_was_replaced_is_found_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keyring = DeviceKeyring(desk="desk")
    with open_keyring(tmp_path, monkeypatch) as daemon:
        keyring.put("one", Secret.take(bytearray(b"kept")))
        assert keyring.look() == (True, True)
        daemon.kill()
        daemon.wait(60)
        with run_keyring():
            with keyring.get("one") or Secret(0) as kept, kept.view() as view:
                assert bytes(view) == b"kept"
            assert keyring.look() == (True, True)
