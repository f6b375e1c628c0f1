"""A vault opens with this desk and this person, or says why not and changes nothing (D6, A3, A8)."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from protocol.errors import VeildeskError
from protocol.identifiers import make_identifier
from protocol.keeping import (
    StoreUnwritable,
    VaultDamaged,
    VaultForeign,
    VaultInUse,
    VaultMissing,
    VaultPasswordWrong,
    VaultTooNew,
)
from secure_store.erasure import erase_vault
from secure_store.folder import DeskFolder
from secure_store.keyring_store import DeviceKeyring
from secure_store.vault import DATABASE_NAME, HEADER_NAME, Vault
from secure_store.vault_key import VaultHeader
from secure_store.vault_notes import VaultNotes

Opener = Callable[[], Vault]


@pytest.fixture
def place(vault: Vault, folder: DeskFolder, person: str) -> Path:
    """The files of a closed vault."""
    VaultNotes(vault).put("word", "kept")
    vault.close()
    return folder.vault(person)


def snapshot(place: Path) -> dict[str, bytes]:
    """Every file's bytes."""
    return {file.name: file.read_bytes() for file in place.iterdir()}


def assert_refused(kind: type[VeildeskError], place: Path, opener: Opener) -> None:
    """Opening raises ``kind`` and leaves every byte as it was."""
    before = snapshot(place)
    with pytest.raises(kind):
        opener()
    assert snapshot(place) == before


def test_a_vault_opens_again_with_what_was_kept(place: Path, open_vault: Opener) -> None:
    with open_vault() as vault:
        assert VaultNotes(vault).get("word", str) == "kept"


def test_a_wrong_password_is_told_from_damage(
    place: Path, folder: DeskFolder, person: str, device: str, keyring: DeviceKeyring
) -> None:
    assert_refused(
        VaultPasswordWrong, place, lambda: Vault.open(folder, person, device, bytearray(b"another"), keyring)
    )


@pytest.mark.parametrize("kept", [0, 1, 40, 200])
def test_a_truncated_header_is_damage(place: Path, open_vault: Opener, kept: int) -> None:
    os.truncate(place / HEADER_NAME, kept)
    assert_refused(VaultDamaged, place, open_vault)


def test_a_missing_header_is_damage(place: Path, open_vault: Opener) -> None:
    (place / HEADER_NAME).unlink()
    assert_refused(VaultDamaged, place, open_vault)


def test_a_changed_header_is_damage(place: Path, open_vault: Opener) -> None:
    header = msgspec.json.decode((place / HEADER_NAME).read_bytes(), type=VaultHeader)
    weaker = msgspec.structs.replace(header, recipe=msgspec.structs.replace(header.recipe, iterations=2))
    (place / HEADER_NAME).write_bytes(msgspec.json.encode(weaker))
    assert_refused(VaultDamaged, place, open_vault)


@pytest.mark.parametrize("kept", [0, 100, 4096, 9000])
def test_a_truncated_database_is_damage(place: Path, open_vault: Opener, kept: int) -> None:
    os.truncate(place / DATABASE_NAME, kept)
    assert_refused(VaultDamaged, place, open_vault)


def test_a_missing_database_is_damage_and_not_made_anew(place: Path, open_vault: Opener) -> None:
    (place / DATABASE_NAME).unlink()
    assert_refused(VaultDamaged, place, open_vault)


def test_another_database_in_its_place_is_damage(place: Path, open_vault: Opener) -> None:
    (place / DATABASE_NAME).write_bytes(os.urandom(20_480))
    assert_refused(VaultDamaged, place, open_vault)


def test_a_newer_header_asks_for_an_update(place: Path, open_vault: Opener) -> None:
    (place / HEADER_NAME).write_bytes(b'{"format": 2, "unknown": true}')
    assert_refused(VaultTooNew, place, open_vault)


def test_a_newer_database_asks_for_an_update(vault: Vault, folder: DeskFolder, person: str, open_vault: Opener) -> None:
    with vault.writer.writing() as connection:
        connection.execute("PRAGMA user_version = 99")
    vault.close()
    assert_refused(VaultTooNew, folder.vault(person), open_vault)


def test_a_database_without_a_version_is_damage(
    vault: Vault, folder: DeskFolder, person: str, open_vault: Opener
) -> None:
    with vault.writer.writing() as connection:
        connection.execute("PRAGMA user_version = 0")
    vault.close()
    assert_refused(VaultDamaged, folder.vault(person), open_vault)


def test_another_desks_files_do_not_open_here(
    place: Path, folder: DeskFolder, person: str, password: bytearray, keyring: DeviceKeyring
) -> None:
    assert_refused(VaultForeign, place, lambda: Vault.open(folder, person, make_identifier(), password, keyring))


def test_files_without_their_keyring_do_not_open(
    place: Path, folder: DeskFolder, person: str, device: str, password: bytearray
) -> None:
    elsewhere = DeviceKeyring(desk=make_identifier())
    assert_refused(VaultForeign, place, lambda: Vault.open(folder, person, device, password, elsewhere))


def test_no_vault_is_its_own_answer(folder: DeskFolder, open_vault: Opener) -> None:
    with pytest.raises(VaultMissing):
        open_vault()


def test_a_vault_is_not_made_over_another(
    place: Path, folder: DeskFolder, person: str, device: str, password: bytearray, keyring: DeviceKeyring
) -> None:
    before = snapshot(place)
    with pytest.raises(FileExistsError):
        Vault.create(folder, person, device, password, keyring)
    assert snapshot(place) == before


def test_a_second_opening_is_refused_while_the_first_lasts(vault: Vault, open_vault: Opener) -> None:
    with pytest.raises(VaultInUse):
        open_vault()
    vault.close()
    open_vault().close()


def test_another_process_is_refused(
    vault: Vault, folder: DeskFolder, person: str, device: str, password: bytearray, keyring: DeviceKeyring
) -> None:
    program = """
import sys
from pathlib import Path
from protocol.keeping import VaultInUse
from secure_store.folder import DeskFolder
from secure_store.keyring_store import DeviceKeyring
from secure_store.vault import Vault
path, person, device, desk = sys.argv[1:]
try:
    Vault.open(DeskFolder(Path(path)), person, device, bytearray(sys.stdin.buffer.read()), DeviceKeyring(desk=desk))
except VaultInUse:
    sys.exit(7)
"""
    done = subprocess.run(
        [sys.executable, "-c", program, str(folder.path), person, device, keyring.desk], input=password, check=False
    )
    assert done.returncode == 7


def test_a_new_password_opens_and_the_old_one_no_longer(
    vault: Vault, folder: DeskFolder, person: str, device: str, password: bytearray, keyring: DeviceKeyring
) -> None:
    VaultNotes(vault).put("word", "kept")
    vault.rewrap(bytearray(b"a new one"), keyring)
    vault.close()
    with pytest.raises(VaultPasswordWrong):
        Vault.open(folder, person, device, password, keyring)
    with Vault.open(folder, person, device, bytearray(b"a new one"), keyring) as opened:
        assert VaultNotes(opened).get("word", str) == "kept"


def test_two_people_have_a_vault_each(
    vault: Vault, folder: DeskFolder, device: str, password: bytearray, keyring: DeviceKeyring
) -> None:
    VaultNotes(vault).put("word", "mine")
    with Vault.create(folder, make_identifier(), device, password, keyring) as other:
        assert VaultNotes(other).get("word", str) is None


def test_files_are_their_owners_only(place: Path, folder: DeskFolder) -> None:
    assert folder.path.stat().st_mode & 0o077 == 0
    for file in (place, *place.iterdir()):
        assert file.stat().st_mode & 0o077 == 0


def test_the_raw_files_hold_no_text(vault: Vault, folder: DeskFolder, person: str) -> None:
    marker = os.urandom(16).hex()
    VaultNotes(vault).put("word", marker)
    raw = b"".join(snapshot(folder.vault(person)).values())
    assert marker.encode() not in raw
    assert b"CREATE TABLE" not in raw
    assert b"SQLite format" not in raw


def test_a_damaged_page_found_late_is_damage(place: Path, open_vault: Opener) -> None:
    with open_vault() as vault:
        VaultNotes(vault).put("long", os.urandom(40_000).hex())
    data = bytearray((place / DATABASE_NAME).read_bytes())
    for page in range(8 * 4096, len(data), 4096):
        data[page + 2000] ^= 1
    (place / DATABASE_NAME).write_bytes(data)
    with open_vault() as vault, pytest.raises(VaultDamaged):
        VaultNotes(vault).get("long", str)


def test_an_unfinished_making_is_started_over(
    folder: DeskFolder, person: str, device: str, password: bytearray, keyring: DeviceKeyring
) -> None:
    left = folder.vaults / f"{person}.new"
    left.mkdir()
    (left / DATABASE_NAME).write_bytes(os.urandom(4096))
    Vault.create(folder, person, device, password, keyring).close()
    assert not left.exists()


def test_an_erased_vault_is_gone_even_from_a_copy(
    place: Path,
    tmp_path: Path,
    folder: DeskFolder,
    person: str,
    device: str,
    keyring: DeviceKeyring,
    open_vault: Opener,
) -> None:
    shutil.copytree(place, tmp_path / "copy")
    erasure = erase_vault(folder, person, device, keyring)
    assert (erasure.vaults, erasure.keys, erasure.passes) == (1, 1, 3)
    assert erasure.files == 3
    with pytest.raises(VaultMissing):
        open_vault()
    shutil.copytree(tmp_path / "copy", place)
    with pytest.raises(VaultForeign):
        open_vault()


def test_what_was_put_aside_is_erased_too_and_other_people_s_is_not(
    place: Path, folder: DeskFolder, person: str, device: str, password: bytearray, keyring: DeviceKeyring
) -> None:
    place.rename(place.with_name(f"{person}.aside-20260101T000000.000000Z"))
    Vault.create(folder, person, device, password, keyring).close()
    other = make_identifier()
    Vault.create(folder, other, device, password, keyring).close()
    erasure = erase_vault(folder, person, device, keyring)
    assert (erasure.vaults, erasure.keys) == (2, 2)
    assert [one.name for one in folder.vaults.iterdir()] == [other]


def test_a_file_is_overwritten_before_it_is_unlinked(
    place: Path, tmp_path: Path, folder: DeskFolder, person: str, device: str, keyring: DeviceKeyring
) -> None:
    held = tmp_path / "held"
    held.hardlink_to(place / DATABASE_NAME)
    before = held.read_bytes()
    erase_vault(folder, person, device, keyring)
    after = held.read_bytes()
    assert len(after) == len(before)
    assert not any(after[at : at + 16] == before[at : at + 16] for at in range(0, len(after), 16))


def test_an_open_vault_is_not_erased(
    vault: Vault, folder: DeskFolder, person: str, device: str, keyring: DeviceKeyring
) -> None:
    with pytest.raises(VaultInUse):
        erase_vault(folder, person, device, keyring)
    VaultNotes(vault).put("word", "still there")


def test_a_vault_whose_last_step_failed_opens_all_the_same(
    folder: DeskFolder,
    person: str,
    device: str,
    password: bytearray,
    keyring: DeviceKeyring,
    open_vault: Callable[[], Vault],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(_: Path) -> None:
        raise StoreUnwritable(reason="the disk reports an error")

    monkeypatch.setattr("secure_store.vault.sync_folder", fail)
    with pytest.raises(StoreUnwritable):
        Vault.create(folder, person, device, password, keyring)
    open_vault().close()
