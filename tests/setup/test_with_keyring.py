"""`build/setup/with-keyring` gives a command a real, unlocked keyring and takes it away again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from tests.waiting import wait_for

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Windows has its own keyring")

WRAPPER = Path(__file__).parents[2] / "build" / "setup" / "with-keyring"
KEEP_AND_SHOW = """
from keyring.backends.SecretService import Keyring
ring = Keyring()
ring.set_password("veildesk-test", "who", "密码")
print(ring.get_password("veildesk-test", "who"))
"""
FIND = """
from keyring.backends.SecretService import Keyring
print(Keyring().get_password("veildesk-test", "who"))
"""


def run(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [WRAPPER, *words], capture_output=True, text=True, check=False, timeout=60, env={**os.environ, **environment}
    )


def list_programs(group: int) -> set[str]:
    """The names of the programs of a process group."""
    found = set()
    for name in Path("/proc").glob("[0-9]*/comm"):
        with suppress(OSError):
            if os.getpgid(int(name.parent.name)) == group:
                found.add(name.read_text().strip())
    return found


def test_a_command_can_keep_a_secret() -> None:
    done = run("--throw-away", sys.executable, "-c", KEEP_AND_SHOW)
    assert (done.returncode, done.stdout, done.stderr) == (0, "密码\n", "")


def test_the_next_command_finds_nothing_of_it() -> None:
    run("--throw-away", sys.executable, "-c", KEEP_AND_SHOW)
    assert run("--throw-away", sys.executable, "-c", FIND).stdout == "None\n"


def test_a_keyring_that_is_there_is_used() -> None:
    inside = f"{WRAPPER} {sys.executable} -c '{KEEP_AND_SHOW}'; {WRAPPER} {sys.executable} -c '{FIND}'"
    assert run("--throw-away", "sh", "-c", inside).stdout == "密码\n密码\n"


def test_the_keyring_that_is_there_is_left_alone_when_asked() -> None:
    inside = f"{WRAPPER} --throw-away {sys.executable} -c '{KEEP_AND_SHOW}'; {sys.executable} -c '{FIND}'"
    assert run("--throw-away", "sh", "-c", inside).stdout == "密码\nNone\n"


def test_the_exit_code_is_the_commands_own() -> None:
    assert run("--throw-away", "sh", "-c", "exit 7").returncode == 7


@pytest.mark.parametrize(
    ("kill", "how"),
    [(os.kill, signal.SIGTERM), (os.kill, signal.SIGKILL), (os.killpg, signal.SIGTERM)],
    ids=["ended", "killed", "ended by timeout(1), which tells all of its group"],
)
def test_nothing_stays_behind_a_command_that_was_killed(
    kill: Callable[[int, int], None], how: signal.Signals, tmp_path: Path
) -> None:
    process = subprocess.Popen(
        [WRAPPER, "--throw-away", "sh", "-c", "echo ready; exec sleep 60"],
        stdout=subprocess.PIPE,
        env={**os.environ, "TMPDIR": str(tmp_path)},
        start_new_session=True,
    )
    assert process.stdout
    assert process.stdout.readline() == b"ready\n"
    assert list(tmp_path.iterdir())
    wait_for(lambda: "tail" in list_programs(process.pid), "who tidies up waits for the end")
    kill(process.pid, how)
    assert process.wait(60) == -how
    wait_for(lambda: not list(tmp_path.iterdir()), "its folder is gone")
