"""Small secrets in the system's keyring, or a refusal (D6)."""

from __future__ import annotations

from base64 import b64encode

import pytest
from keyring.backend import KeyringBackend

from protocol.identifiers import make_identifier
from protocol.keeping import KeyringMissing
from secure_store.keyring_store import DeviceKeyring
from secure_store.secret import Secret


def test_a_secret_comes_back_as_it_was_put(keyring: DeviceKeyring) -> None:
    with keyring.put_new("one") as made, made.view() as expected:
        kept = keyring.get("one")
        assert kept is not None
        with kept, kept.view() as found:
            assert found == expected


def test_two_desks_of_one_user_stay_apart(keyring: DeviceKeyring) -> None:
    keyring.put_new("one").wipe()
    assert DeviceKeyring(desk=make_identifier()).get("one") is None


def test_a_deleted_secret_is_gone(keyring: DeviceKeyring) -> None:
    keyring.put_new("one").wipe()
    keyring.delete("one")
    keyring.delete("one")
    assert keyring.get("one") is None


def test_an_empty_secret_is_not_an_absent_one(keyring: DeviceKeyring) -> None:
    keyring.put("empty", Secret(0))
    kept = keyring.get("empty")
    assert kept is not None
    assert len(kept) == 0


def test_without_a_keyring_the_desk_says_what_to_install(
    keyring_daemon: None, monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/nothing")
    with pytest.raises(KeyringMissing) as caught:
        DeviceKeyring(desk="any").check()
    assert "gnome-keyring" in caught.value.say()


def test_a_plain_backend_chosen_from_outside_has_no_say(
    keyring: DeviceKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    keyring.put_new("one").wipe()
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    kept = DeviceKeyring(desk=keyring.desk).get("one")
    assert kept is not None
    assert len(kept) == 32


def test_entries_are_named_as_the_keyring_library_names_them(
    keyring: DeviceKeyring, keyring_backend: KeyringBackend
) -> None:
    entry = f"veildesk/{keyring.desk}/one"
    with keyring.put_new("one") as made, made.view() as bytes_:
        assert keyring_backend.get_password(entry, "veildesk") == b64encode(bytes_).decode()
    keyring_backend.set_password(entry, "veildesk", b64encode(b"of an older release").decode())
    kept = keyring.get("one")
    assert kept is not None
    with kept, kept.view() as found:
        assert found == b"of an older release"
