"""Damaged, missing and open files, a database that is away, a port that is taken: a sentence with what to do (A8)."""

from __future__ import annotations

import os
import re
import signal
import socket
import sqlite3
import time
from contextlib import closing

import pytest

from protocol.times import after, now
from tests.faults.clocks import Clock
from tests.server.commands.console import LIMIT_S, Console, give, run, start
from ui.demo.ports import find_free_port


def cut(file):
    file.write_bytes(file.read_bytes()[:90])


def lose(file):
    file.unlink()


def fill_with_nonsense(file):
    file.write_bytes(b"\x00\xff" * 2000)


@pytest.mark.parametrize("name", ["keys.json", "ca.crt", "ca.key", "log.key"])
@pytest.mark.parametrize("damage", [cut, lose, fill_with_nonsense])
def test_a_damaged_key_is_named_and_to_be_restored_and_never_made_anew(copy, name, damage):
    folder = copy()
    damage(folder / name)
    kept = {file.name: file.read_bytes() for file in folder.iterdir()}
    words = Console(folder).refused("user", "list")
    assert f"its {name} is {'missing' if damage is lose else 'damaged'}" in words
    assert "Restore it from your backup of keys." in words
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == kept


@pytest.mark.parametrize("name", ["keys.json", "ca.key", "log.key"])
@pytest.mark.parametrize("mode", [0o640, 0o604])
def test_a_key_that_others_may_read_is_refused_until_it_is_closed(copy, name, mode):
    folder = copy()
    (folder / name).chmod(mode)
    words = Console(folder).refused("keys", "list")
    assert f"others may read its {name}" in words
    assert f"Run: chmod 600 {folder / name}" in words
    (folder / name).chmod(0o600)
    Console(folder).done("keys", "list")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="root alone gives files away")
@pytest.mark.parametrize("name", ["keys.json", "ca.key", "log.key"])
def test_a_key_that_is_somebody_elses_is_refused_though_root_could_read_it(copy, name):
    folder = copy()
    os.chown(folder / name, 65534, -1)
    words = Console(folder).refused("keys", "list")
    assert f"its {name} is nobody's" in words
    assert f"Run: chown root {folder / name}" in words
    os.chown(folder / name, 0, -1)
    Console(folder).done("keys", "list")


def test_keys_of_another_central_are_told_apart(copy, tmp_path):
    folder, other = copy(), tmp_path / "other"
    assert give("init", data=other).code == 0
    (folder / "ca.key").write_bytes((other / "ca.key").read_bytes())
    assert "its ca.key is not the key of ca.crt" in Console(folder).refused("user", "list")


@pytest.mark.parametrize("name", ["server.crt", "server.key"])
@pytest.mark.parametrize("damage", [cut, lose, fill_with_nonsense])
def test_a_server_certificate_that_is_none_is_found_by_the_doctor_and_renewed(copy, name, damage):
    folder = copy()
    console = Console(folder)
    damage(folder / name)
    said = console("doctor")
    assert (said.code, said.err) == (1, "Something needs doing.\n")
    assert re.search(
        rf"^! +server.crt +its {name} is (missing|damaged) +Run '.*certificate-renew'", said.out, re.MULTILINE
    )
    console.done("certificate-renew")
    assert console("doctor").code == 0


def test_a_server_certificate_of_another_central_does_not_serve(copy, tmp_path):
    folder, other = copy(), tmp_path / "other"
    assert give("init", data=other).code == 0
    for name in ("server.crt", "server.key"):
        (folder / name).write_bytes((other / name).read_bytes())
    words = Console(folder).refused("serve")
    assert "its server.crt is not of ca.crt" in words
    assert "certificate-renew" in words


def test_a_server_certificate_that_has_ended_does_not_serve_until_it_is_renewed(copy, monkeypatch, tmp_path):
    folder = copy()
    for name, value in Clock(tmp_path).environment.items():
        monkeypatch.setenv(name, value)
    Clock(tmp_path).set("+398d")
    said = run("serve", data=folder)
    assert (said.code, said.out) == (1, "")
    assert re.search(r"its server.crt ended on \d{4}-\d\d-\d\d: no desk believes it", said.err)
    assert "certificate-renew" in said.err
    assert run("certificate-renew", data=folder).code == 0
    port = find_free_port()
    text = (folder / "central.toml").read_text()
    (folder / "central.toml").write_text(text.replace("8443", str(port)))
    serving = start("serve", data=folder)
    try:
        await_port(port, serving)
    finally:
        serving.terminate()  # killed, it would leave its worker
        serving.communicate(timeout=LIMIT_S)


def test_a_lost_revocation_list_and_open_settings_are_found_by_the_doctor(copy):
    folder = copy()
    lose(folder / "ca.crl")
    (folder / "central.toml").chmod(0o644)
    said = Console(folder)("doctor")
    assert said.code == 1
    assert re.search(r"^! +ca.crl +missing or damaged +Restart 'veildesk-central serve'", said.out, re.MULTILINE)
    assert re.search(r"^! +central.toml +open to others +chmod 600", said.out, re.MULTILINE)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("port = 8443", "port = 0", "port is not right: it is not between 1 and 65535"),
        ("port = 8443", "port = '8443'", "central.toml is not right"),
        ('host = "127.0.0.1"', 'host = "localhost"', "host is not right: it is not an address"),
        ('url = ""', 'url = "http://central"', "url is not right: it is not an https:// URL"),
        ('hosts = ["localhost", "127.0.0.1"]', "hosts = []", "at least one name"),
        ('database = ""', 'database = "nonsense"', "not a database URL"),
        ("node = ", "node ", "central.toml is not right"),
        ("node = ", "more = 1\nnode = ", "unknown field `more`"),
        ("revocations_every_s = 30", "revocations_every_s = 0", "central.toml is not right"),
    ],
)
def test_settings_that_make_no_sense_are_named(copy, old, new, words):
    folder = copy()
    text = (folder / "central.toml").read_text()
    assert old in text
    (folder / "central.toml").write_text(text.replace(old, new, 1))
    assert words in Console(folder).refused("doctor")


def test_a_folder_that_is_none(tmp_path):
    words = Console(tmp_path / "nowhere").refused("doctor")
    assert "it holds no central.toml" in words
    assert "Make it with 'veildesk-central init', or name another one with --data." in words
    assert not (tmp_path / "nowhere").exists()


def test_a_lost_database_is_to_be_restored_and_none_is_made(copy):
    folder = copy()
    for file in folder.glob("central.db*"):
        file.unlink()
    words = Console(folder).refused("user", "list")
    assert "its database is missing, or holds no Central" in words
    assert "Restore your backup of the database" in words
    assert not (folder / "central.db").exists()


@pytest.mark.parametrize(("content", "words"), [(b"x" * 8192, "not a database"), (b"", "holds no Central")])
def test_a_damaged_database_is_named(copy, content, words):
    folder = copy()
    for file in folder.glob("central.db*"):
        file.unlink()
    (folder / "central.db").write_bytes(content)
    assert words in Console(folder).refused("user", "list")


@pytest.mark.parametrize(
    ("revision", "words"),
    [("0001", "init --upgrade"), ("9999", "is of a newer version of Veildesk. Nothing was changed")],
)
def test_a_database_of_another_version_is_not_touched(copy, revision, words):
    folder = copy()
    with closing(sqlite3.connect(folder / "central.db")) as database, database:
        database.execute("UPDATE alembic_version SET version_num = ?", (revision,))
    assert words in Console(folder).refused("user", "list")
    if revision == "9999":
        assert words in Console(folder).refused("init", "--upgrade")


@pytest.mark.parametrize(
    "words", [("user", "list"), ("doctor",), ("keys", "rotate"), ("enroll", "--name", "desk-7"), ("serve",)]
)
def test_a_postgresql_that_is_away_is_said_with_its_own_words(copy, words):
    folder = copy()
    text = (folder / "central.toml").read_text()
    away = f"postgresql://veildesk:secret@127.0.0.1:{find_free_port()}/veildesk"
    (folder / "central.toml").write_text(text.replace('database = ""', f'database = "{away}"'))
    said = Console(folder).refused(*words)
    assert said.startswith("Central cannot use its records: the database does not answer.")
    assert "Connection refused" in said
    assert "secret" not in said


def test_a_taken_port_and_an_address_of_another_machine_are_said(copy):
    folder = copy()
    settings = (folder / "central.toml").read_text()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        (folder / "central.toml").write_text(settings.replace("8443", str(port)))
        words = Console(folder).refused("serve")
    assert f"Central cannot listen on 127.0.0.1, port {port} (Address already in use)" in words
    (folder / "central.toml").write_text(settings.replace('host = "127.0.0.1"', 'host = "192.0.2.1"'))  # RFC 5737
    assert "Central cannot listen on 192.0.2.1, port 8443 (Cannot assign" in Console(folder).refused("serve")


def listens(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def await_port(port, serving):
    """Wait until a server that was started listens."""
    limit = time.monotonic() + LIMIT_S
    while not listens(port):
        assert serving.poll() is None, serving.communicate()
        assert time.monotonic() < limit
        time.sleep(0.05)


def test_it_serves_until_it_is_told_to_end(copy):
    folder, port = copy(), find_free_port()
    text = (folder / "central.toml").read_text()
    (folder / "central.toml").write_text(text.replace("8443", str(port)))
    serving = start("serve", data=folder)
    try:
        await_port(port, serving)
        assert f"port {port} (Address already in use)" in Console(folder).refused("serve")  # a second one
        serving.send_signal(signal.SIGTERM)
        out, err = serving.communicate(timeout=LIMIT_S)
    finally:
        serving.kill()
    assert serving.returncode == 0
    assert "Traceback" not in out + err


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root can give a folder away")
def test_whoever_does_not_own_the_folder_is_told_as_whom_to_run_and_leaves_no_file(copy):
    import pwd

    folder, owner = copy(), pwd.getpwnam("nobody")
    for file in (folder, *folder.iterdir()):
        os.chown(file, owner.pw_uid, owner.pw_gid)
    for words in (("certificate-renew",), ("keys", "rotate"), ("user", "list"), ("init", "--upgrade")):
        told = Console(folder).refused(*words)
        assert "it is nobody's, and this command runs as root. Nothing was changed." in told
        assert "Run it as nobody: runuser -u nobody --" in told
    assert {file.stat().st_uid for file in folder.iterdir()} == {owner.pw_uid}


def test_what_init_makes_is_its_owners_alone_but_for_what_is_public(copy):
    loose = {file.name for file in copy().iterdir() if file.stat().st_mode & 0o077}
    assert loose <= {"ca.crt", "ca.crl", "server.crt"}


def test_the_doctor_speaks_of_the_disk_and_of_a_pbx_that_does_not_renew(copy):
    console = Console(copy())
    said = console("doctor")
    assert (said.code, said.err) == (0, "")
    assert re.search(r"^ok +disk +[0-9,.]+ GB free", said.out, re.MULTILINE)
    assert re.search(r"nothing is pruned yet", said.out)
    with closing(sqlite3.connect(console.folder / "central.db")) as database, database:
        database.execute(
            "INSERT INTO devices (id, name, platform, kind, public_key, state, state_reason, certificate_serial,"
            " certificate_until, enrolled_at) VALUES ('p', 'pbx-1', 'x', 'pbx', x'00', 'enrolled', '', '1', ?, ?)",
            (after(now(), days=20), now()),
        )
    said = console("doctor")
    assert said.code == 1
    assert re.search(r"^! +pbx-1 +pbx, last seen never, .*look at its machine", said.out, re.MULTILINE)
