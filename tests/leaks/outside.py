"""What can be done to a desk from outside it: by another program of its user, by a screen reader, by a thief."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from tests.leaks.cell import User
from tests.leaks.recorder import make_client_context
from tests.leaks.site import Site, open_session
from tests.waiting import wait_for

_PROGRAMS = Path(__file__).with_name("programs")
_SYSTEM_PYTHON = "/usr/bin/python3"
_PLACES = ("/tmp", "/var", "/dev/shm", "/run", "/home", "/opt", "/srv")  # noqa: S108 - where a user may write


@contextmanager
def start_plain_process(site: Site) -> Iterator[subprocess.Popen[str]]:
    """A process of the agent's with nothing to hide, for as long as the block lasts."""
    words = [sys.executable, "-c", "print(flush=True); input()"]
    plain = site.cell.start(site.cell.agent, words, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        assert plain.stdout
        plain.stdout.readline()
        yield plain
    finally:
        plain.kill()
        plain.wait()


def find_open_ways(site: Site, pid: int) -> list[str]:
    """By which ways another program of the agent's gets at what a process knows."""
    done = site.cell.run(site.cell.agent, [sys.executable, str(_PROGRAMS / "thief.py"), str(pid)])
    assert done.returncode == 0, done.stdout
    return done.stdout.split()


def read_aloud(site: Site) -> list[str]:
    """Every word that the desk shows to assistive technology, which asks for it by AT-SPI."""
    env = {**site.session, **site.screen.env}
    done = site.cell.run(site.cell.agent, [_SYSTEM_PYTHON, str(_PROGRAMS / "reader.py"), "veildesk"], env)
    assert done.returncode == 0, done.stdout
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith('"')]


def list_files_of(user: User) -> Sequence[Path]:
    """Every file that is a user's, wherever on this machine he may write."""
    words = ["find", *_PLACES, "-xdev", "-uid", str(user.uid), "-type", "f", "-print0"]
    found = subprocess.run(words, check=False, capture_output=True)  # 1 where a file went away meanwhile
    return sorted({Path(os.fsdecode(name)) for name in found.stdout.split(b"\0") if name})


def copy_home(site: Site, user: User) -> Path:
    """The agent's whole home, keyring's file and all, in a user's hands; once more where a file was replaced just then,
    as the keyring's daemon does with its own."""
    place = user.home.with_name(f"{user.name}-copy")
    wait_for(lambda: _copy_whole(site.cell.agent.home, place), "a copy of the whole home")
    for path in (place, *place.rglob("*")):
        os.chown(path, user.uid, user.uid, follow_symlinks=False)
    return place


def _copy_whole(home: Path, place: Path) -> bool:
    shutil.rmtree(place, ignore_errors=True)
    try:
        shutil.copytree(home, place, symlinks=True, ignore=_leave_sockets)
    except (shutil.Error, FileNotFoundError):
        return False
    return True


def open_copy(site: Site, user: User, home: Path) -> dict[str, str]:
    """What opens of a copied home with the right password: the agent with his own keyring, anybody else with the copied
    keyring's file, in a network of his own."""
    desk = sha256(str(site.desk.folder.resolve()).encode()).hexdigest()[:16]
    words = [sys.executable, str(_PROGRAMS / "opener.py"), str(home / "desk"), desk]
    if user == site.cell.agent:
        process = site.cell.start(user, words, site.session, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    else:
        with open_session(site.cell, user, home) as session:
            process = site.cell.start(user, words, session, stdin=subprocess.PIPE, stdout=subprocess.PIPE, alone=True)
            return _read_opened(process, site)
    return _read_opened(process, site)


def list_tokens(received: bytes) -> list[bytes]:
    """The sessions' tokens among what Central answered."""
    return re.findall(rb'"token":"([^"]+)"', received)


def replay(site: Site) -> int:
    """Send a request that was answered again, to Central itself, over TLS that it accepts; the status of its answer."""
    request = site.central.recorder.find_answered()
    assert b"Authorization: Bearer " in request
    context = make_client_context(*site.central.recorder_files)
    plain = socket.create_connection(site.central.address)
    with context.wrap_socket(plain, server_hostname="localhost") as road:
        road.sendall(request)
        return int(road.recv(64).split()[1])


def _read_opened(process: subprocess.Popen[str], site: Site) -> dict[str, str]:
    output, _ = process.communicate(site.central.password.plain.decode() + "\n", timeout=60)
    assert process.returncode == 0
    return dict(line.split(maxsplit=1) for line in output.splitlines())


def _leave_sockets(folder: str, names: list[str]) -> list[str]:
    return [name for name in names if Path(folder, name).is_socket() or Path(folder, name).is_fifo()]
