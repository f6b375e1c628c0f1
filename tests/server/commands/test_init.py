"""``init`` makes a data folder whole or not at all, and shows the first password once (S1, U1)."""

from __future__ import annotations

import os
import re
import stat
from contextlib import contextmanager

import msgspec
import pytest
from sqlalchemy import select

from protocol.proofs import PasswordRecipe, derive_password_key
from server.services.central import open_central
from server.store.database import read
from server.store.tables import people
from tests.server.commands.console import Console, give, run
from tests.server.seats import write_key

PASSWORD = re.compile(r"one-time password +(\S+)")
SECRET = re.compile(r"secret=([A-Z2-7]+)")


@contextmanager
def as_nobody(folder):
    """Without the right to write into ``folder``, which is root's where root runs the tests."""
    folder.chmod(0o555)
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)
        folder.chmod(0o755)


def test_it_tells_what_to_keep_what_to_sign_in_with_and_what_comes_next(made):
    _, said = made
    assert (said.code, said.err) == (0, "")
    assert "Back up keys.json, ca.key and log.key" in said.out
    assert "username            admin" in said.out
    assert len(PASSWORD.findall(said.out)) == len(SECRET.findall(said.out)) == 1
    assert "Next: veildesk-central" in said.out


def test_the_password_it_shows_is_the_administrator_s_and_is_kept_nowhere(made):
    folder, said = made
    password, secret = PASSWORD.search(said.out)[1], SECRET.search(said.out)[1]
    central = open_central(folder)
    with read(central.engine) as connection:
        admin = connection.execute(select(people).where(people.c.username == "admin")).one()
        rows = [value for row in connection.execute(select(people)) for value in row]
    central.engine.dispose()
    recipe = msgspec.convert(admin.recipe, type=PasswordRecipe)
    assert write_key(derive_password_key(password.encode(), recipe)) == bytes(admin.public_key)
    assert admin.must_change_password
    for piece in [file.read_bytes() for file in folder.iterdir()] + [str(value).encode() for value in rows]:
        assert password.encode() not in piece
        assert secret.encode() not in piece
    for words in (("user", "list"), ("doctor",), ("policy", "show")):
        assert password not in give(*words, data=folder).out


def test_the_folder_is_its_owner_s_alone(made):
    folder, _ = made
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    for name in ("keys.json", "ca.key", "server.key", "log.key", "central.toml"):
        assert stat.S_IMODE((folder / name).stat().st_mode) == 0o600, name


def test_a_central_is_never_made_over_another(made):
    folder, _ = made
    before = {file.name: file.read_bytes() for file in folder.iterdir() if file.suffix != ".db"}
    assert "it is a Central's already" in Console(folder).refused("init")
    assert {name: (folder / name).read_bytes() for name in before} == before


def test_a_folder_that_holds_anything_is_left_as_it_is(tmp_path):
    home = tmp_path / "home"
    home.mkdir(mode=0o755)
    (home / "letter.txt").write_text("mine")
    assert "it is not empty" in Console(home).refused("init")
    assert [file.name for file in home.iterdir()] == ["letter.txt"]
    assert stat.S_IMODE(home.stat().st_mode) == 0o755


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--admin", "Bad Name"), "username is not right: use a-z"),
        (("--name", "bäd host"), "neither a host name in ASCII"),
        (("--name", ""), "neither a host name"),
        (("--host", "localhost"), "host is not right: it is not an address"),
        (("--database", "mysql://x/y"), "must start with sqlite:/// or postgresql://"),
        (("--database", "nonsense"), "not a database URL"),
        (("--database", "postgresql://127.0.0.1:port/x"), "not a database URL"),
        (
            ("--database", "postgresql://nobody@127.0.0.1:1/x"),
            "Connection refused. Look at its disk, rights and address",
        ),
        (("--database", "postgresql://nobody@127.0.0.1:1/x?frobnicate=1"), "invalid connection option"),
        (("--database", "sqlite:////nowhere/at/all.db"), "unable to open database file"),
    ],
)
def test_what_cannot_be_is_said_and_leaves_nothing_behind(tmp_path, options, words):
    folder = tmp_path / "central"
    assert words in Console(folder).refused("init", *options)
    assert not folder.exists()
    folder.mkdir()
    assert words in Console(folder).refused("init", *options)
    assert list(folder.iterdir()) == []


def test_a_database_that_is_a_central_s_already_is_refused(made, module_database_url, tmp_path):
    url = module_database_url
    if url.startswith("sqlite"):
        url = f"sqlite:///{made[0] / 'central.db'}"
    assert "it is a Central's already; name an empty one" in Console(tmp_path / "second").refused(
        "init", "--database", url
    )
    assert not (tmp_path / "second").exists()


def test_folders_that_cannot_be_are_said(tmp_path):
    (tmp_path / "file").write_text("")
    assert "is a file" in Console(tmp_path / "file").misused("init")
    assert "Not a directory" in Console(tmp_path / "file" / "below").refused("init")
    closed = tmp_path / "closed"
    closed.mkdir()
    with as_nobody(closed):
        said = give("init", data=closed / "central")
    assert said.code == 1
    assert "Permission denied to nobody. Run this as a user who may" in said.err
    assert list(closed.iterdir()) == []


def test_a_folder_with_signs_of_a_url_in_its_name_holds_its_own_database(tmp_path):
    folder = tmp_path / "a?b=c%20d #1"
    assert give("init", data=folder).code == 0
    assert (folder / "central.db").stat().st_size > 0
    assert "administrators" in give("doctor", data=folder).out


def test_an_upgrade_never_makes_a_database_anew(copy):
    folder = copy()
    assert "up to date" in give("init", "--upgrade", data=folder).out
    (folder / "central.db").unlink()
    words = Console(folder).refused("init", "--upgrade")
    assert "its database is missing, or holds no Central" in words
    assert "Restore your backup" in words
    assert not (folder / "central.db").exists()


def test_it_is_a_program_with_exit_codes_and_a_refusal_is_in_nobody_s_way(tmp_path):
    folder = tmp_path / "central"
    refused = run("init", "--admin", "?", data=folder)
    assert (refused.code, refused.out, refused.err.count("\n")) == (1, "", 1)
    assert give("init", data=folder).code == 0
