"""Central's commands as an administrator gives them, in this process or in one of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner

from server.cli import main

LIMIT_S = 60


class Said:
    """What a command printed, and its exit code. It never ends in a traceback."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err
        assert "Traceback" not in out + err, err
        assert "RUST_BACKTRACE" not in err, err


class Console:
    """Gives commands on one data folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, *words: object) -> Said:
        """Give a command, in this process."""
        return give(*words, data=self.folder)

    def refused(self, *words: object) -> str:
        """Why a command is refused: one sentence or some, on one line, nothing else printed."""
        said = self(*words)
        assert said.code == 1, (said.code, said.out, said.err)
        assert said.out == ""
        assert said.err.count("\n") == 1
        return said.err

    def misused(self, *words: object) -> str:
        """What is wrong with the words of a command."""
        said = self(*words)
        assert said.code == 2, (said.code, said.out, said.err)
        return said.err

    def done(self, *words: object) -> str:
        """What a command prints that does its work."""
        said = self(*words)
        assert said.code == 0, (said.code, said.out, said.err)
        return said.out


def give(*words: object, data: Path | None = None) -> Said:
    """Give a command, in this process."""
    folder = ["--data", str(data)] if data else []
    result = CliRunner().invoke(main, [*map(str, words), *folder], env={"VEILDESK_CENTRAL_DATA": None})
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Said(result.exit_code, result.stdout, result.stderr)


def start(*words: object, data: Path) -> subprocess.Popen[str]:
    """Give a command in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", "from server.cli import main; main()", *map(str, words)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "VEILDESK_CENTRAL_DATA": str(data)},
    )


def run(*words: object, data: Path) -> Said:
    """Give a command in a process of its own, and wait for its end."""
    process = start(*words, data=data)
    try:
        out, err = process.communicate(timeout=LIMIT_S)
    finally:
        process.kill()
    return Said(process.returncode, out, err)
