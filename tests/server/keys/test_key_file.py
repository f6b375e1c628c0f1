"""The file of keys: its owner's alone, whole or not at all, and refused when it is neither (S1)."""

from __future__ import annotations

import json
import os
import stat

import pytest

from protocol.administration import ConfigurationWrong, DataFolderWrong
from server.keys.file_keys import FileKeys

KEY, AAD = b"k" * 32, b"a record"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "keys.json"


def read_mode(path):
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def no_umask():
    before = os.umask(0)
    yield
    os.umask(before)


def test_it_is_its_owner_s_alone_whatever_the_umask_is_made_and_changed(path, no_umask):
    keys = FileKeys.create(path)
    assert read_mode(path) == 0o600
    keys.add_version()
    assert read_mode(path) == 0o600
    keys.drop_version(1)
    assert read_mode(path) == 0o600
    assert [file.name for file in path.parent.iterdir()] == ["keys.json"]


def test_there_is_never_a_second_one_over_the_first(path):
    FileKeys.create(path)
    before = path.read_bytes()
    with pytest.raises(FileExistsError):
        FileKeys.create(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o602, 0o610, 0o601, 0o644, 0o666])
def test_one_that_others_may_touch_is_refused_with_what_to_do(path, mode):
    FileKeys.create(path)
    path.chmod(mode)
    with pytest.raises(DataFolderWrong, match="others may read") as refused:
        FileKeys(path)
    assert f"chmod 600 {path}" in refused.value.say()
    path.chmod(0o600)
    FileKeys(path)


def test_a_missing_one_is_to_be_restored_and_never_made_anew(path):
    with pytest.raises(DataFolderWrong, match=r"keys\.json is missing.*Restore it"):
        FileKeys(path)
    assert not path.exists()


def damage(content):
    whole = json.loads(content)
    master, versions = whole["master"], whole["versions"]
    yield "cut off", content[: len(content) // 2]
    yield "empty", b""
    yield "not text", os.urandom(200)
    yield "other JSON", b"[]"
    yield "nested without end", b"[" * 100_000
    yield "no master", json.dumps({"current": 1, "versions": versions}).encode()
    yield "a short master", json.dumps({**whole, "master": master[:-4]}).encode()
    yield "a short key", json.dumps({**whole, "versions": {"1": versions["1"][:8]}}).encode()
    yield "no current version", json.dumps({**whole, "current": 2}).encode()
    yield "no version", json.dumps({**whole, "versions": {}}).encode()
    yield "something unknown", json.dumps({**whole, "more": 1}).encode()


def test_a_damaged_one_is_refused_without_a_word_of_what_is_in_it_and_left_alone(path):
    FileKeys.create(path)
    content = path.read_bytes()
    for what, damaged in damage(content):
        path.write_bytes(damaged)
        with pytest.raises(DataFolderWrong, match="is damaged") as refused:
            FileKeys(path)
        for secret in json.loads(content)["versions"].values():
            assert secret[:12] not in refused.value.say(), what
        assert path.read_bytes() == damaged, what


def test_a_save_cut_off_by_a_power_cut_leaves_the_old_keys(path):
    keys = FileKeys.create(path)
    wrapped = keys.wrap(KEY, AAD)
    path.with_name("keys.json.new").write_bytes(b"{half of")
    again = FileKeys(path)
    assert again.unwrap(*wrapped, AAD) == KEY
    assert again.add_version() == 2
    assert FileKeys(path).unwrap(*wrapped, AAD) == KEY


def test_a_disk_without_room_leaves_the_old_keys(path, monkeypatch):
    keys = FileKeys.create(path)
    wrapped = keys.wrap(KEY, AAD)

    def fail(_descriptor):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", fail)
        with pytest.raises(OSError, match="No space"):
            keys.add_version()
    assert keys.versions == FileKeys(path).versions == (1,)
    assert FileKeys(path).unwrap(*wrapped, AAD) == KEY


def test_another_process_sees_a_new_version_when_it_meets_it_or_looks_again(path):
    here, there = FileKeys.create(path), FileKeys(path)
    here.add_version()
    assert there.unwrap(*here.wrap(KEY, AAD), AAD) == KEY  # met
    here.add_version()
    assert there.current_version == 2
    there.refresh()
    assert there.current_version == 3


def test_versions_go_up_and_the_current_one_is_not_dropped(path):
    keys = FileKeys.create(path)
    assert [keys.add_version(), keys.add_version()] == [2, 3]
    with pytest.raises(ConfigurationWrong, match="it is the current one"):
        keys.drop_version(3)
    keys.drop_version(1)
    assert keys.versions == FileKeys(path).versions == (2, 3)


def test_what_was_wrapped_under_a_dropped_version_stays_shut(path):
    keys = FileKeys.create(path)
    wrapped = keys.wrap(KEY, AAD)
    keys.add_version()
    assert keys.unwrap(*wrapped, AAD) == KEY
    keys.drop_version(1)
    with pytest.raises(ConfigurationWrong, match="key version 1"):
        keys.unwrap(*wrapped, AAD)


def test_derived_keys_outlive_every_rotation_and_differ_by_use(path):
    keys = FileKeys.create(path)
    before = keys.derive("blind index")
    keys.add_version()
    keys.drop_version(1)
    assert FileKeys(path).derive("blind index") == before
    assert keys.derive("totp secrets") != before
