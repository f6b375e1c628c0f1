"""Help that a stranger can follow, of every command."""

from __future__ import annotations

import signal
import subprocess
import sys

import click
import pytest

from protocol.fields import FieldKind
from server.cli import main
from tests.server.commands.console import give


def walk(command, *path):
    yield path, command
    if isinstance(command, click.Group):
        for name, inner in command.commands.items():
            yield from walk(inner, *path, name)


EVERY = [(path, command) for path, command in walk(main) if not command.hidden]


@pytest.mark.parametrize(("path", "command"), EVERY, ids=[" ".join(path) or "itself" for path, _ in EVERY])
def test_every_command_says_what_it_does_and_what_each_word_means_without_a_central(path, command):
    said = give(*path, "--help")
    assert (said.code, said.err) == (0, "")
    assert said.out == give(*path, "-h").out
    assert command.help
    lines = said.out.splitlines()
    cut_off = [line for line in lines[1:] if line.rstrip().endswith("...")]
    assert not cut_off, "begin the command's docstring with a sentence that fits into this line"
    assert max(map(len, lines)) <= 80
    for option in command.params:
        if isinstance(option, click.Option):
            assert option.help, option.opts


def test_the_first_page_names_the_steps_in_their_order_and_the_exit_codes():
    page = give("--help").out
    steps = ("init", "team add", "user add", "source add", "campaign put", "import", "enroll", "serve")
    places = [page.index(f"veildesk-central {step}") for step in steps]
    assert places == sorted(places)
    for code in range(5):
        assert f"\n    {code}  " in page


def test_the_steps_of_the_first_page_are_commands_with_options_that_exist():
    page = give("--help").out.replace("\\\n", "")
    for line in page.splitlines():
        words = line.split()
        if words[:1] != ["veildesk-central"]:
            continue
        command = main
        for word in words[1:]:
            if isinstance(command, click.Group):
                command = command.commands[word]
        known = {name for option in command.params for name in option.opts}
        assert {word for word in words if word.startswith("--")} <= known, line


@pytest.mark.parametrize("words", [("frobnicate",), ("user", "frobnicate"), ("serve", "--frobnicate"), ("user", "add")])
def test_wrong_use_ends_with_2_and_points_to_the_help(words):
    said = give(*words)
    assert (said.code, said.out) == (2, "")
    assert "Try " in said.err
    assert "--help" in said.err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends what is interrupted in another way")
def test_ctrl_c_while_the_commands_are_loaded_leaves_no_traceback():
    script = """
import os, signal, sys
class Hurry:
    def find_spec(self, name, *_):
        if name == "alembic":  # somewhere in the middle
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Hurry())
from server.entry import main
main()
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (-signal.SIGINT, b"", b"")


def test_the_data_folder_must_be_named(copy):
    said = give("user", "list")
    assert said.code == 2
    assert "Missing option '--data'" in said.err
    assert give("user", "list", data=copy()).code == 0


def test_a_campaigns_help_names_every_field_that_it_may_list():
    page = give("campaign", "put", "--help").out
    assert not [kind for kind in FieldKind if kind.value not in page]
