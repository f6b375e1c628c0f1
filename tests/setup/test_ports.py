"""A port that one process was given to listen on is given to no other one meanwhile."""

from __future__ import annotations

import socket
import subprocess
import sys
from itertools import chain, repeat

import pytest

from ui.demo import ports

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="names that processes claim are Linux's")
_OTHER = """
import secrets, sys
from itertools import chain, repeat
from ui.demo import ports
drawn = chain([int(sys.argv[1])], repeat(int(sys.argv[2])))
secrets.choice = lambda _: next(drawn)
print(ports.find_free_port(), flush=True)
sys.stdin.read()
"""


def draw(monkeypatch: pytest.MonkeyPatch, *drawn: int) -> None:
    """Have chance be these, and the last one ever after."""
    turn = chain(drawn, repeat(drawn[-1]))
    monkeypatch.setattr(ports.secrets, "choice", lambda _: next(turn))


def ask_elsewhere(first: int, then: int) -> subprocess.Popen[str]:
    """Another process that asks for a port, and holds it until it is let go."""
    words = [sys.executable, "-c", _OTHER, str(first), str(then)]
    return subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def test_a_port_is_given_once(monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = ports.find_free_port(), ports.find_free_port()
    draw(monkeypatch, one, other, one, other, 20_001)
    assert ports.find_free_port() == 20_001, "neither is listened on yet"
    draw(monkeypatch, one, 20_001)
    assert ports.find_free_port(socket.SOCK_DGRAM) == one, "UDP's ports are others"


def test_a_port_that_another_process_was_given_is_given_when_it_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    mine = ports.find_free_port()
    with ask_elsewhere(mine, mine + 10_000) as other:
        assert other.stdout
        theirs = int(other.stdout.readline())
        assert theirs == mine + 10_000
        draw(monkeypatch, theirs, 20_002)
        assert ports.find_free_port() == 20_002
        other.communicate("")
    draw(monkeypatch, theirs, 20_003)
    assert ports.find_free_port() == theirs


def test_a_port_that_is_listened_on_is_not_given(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        draw(monkeypatch, taken.getsockname()[1], 20_004)
        assert ports.find_free_port() == 20_004
