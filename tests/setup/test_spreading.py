"""Files whose tests wait are not left to the end: one worker begins with them, the others with the rest."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
_WORDS = ("--rootdir", ".", "--import-mode", "importlib", "-n", "2", "--dist", "loadfile")
_TEST = """
import os
import pytest

@pytest.mark.parametrize("number", range({count}))
def test_one(number, worker_id):
    with open(os.environ["WRITTEN"], "a") as file:
        file.write(f"{{worker_id}} {name}\\n")
"""


def run(place: Path, files: dict[str, int]) -> dict[str, list[str]]:
    """Which files' tests each worker ran, in its order; ``files``: a name and how many tests it has."""
    for name, count in files.items():
        file = place / "tests" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(_TEST.format(count=count, name=name), "utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "xdist.plugin", "-p", "tests.spreading", *_WORDS, "tests"]
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")},
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
        "PYTHONPATH": str(ROOT),
        "WRITTEN": str(place / "written"),
    }
    subprocess.run(command, check=True, cwd=place, env=environment, capture_output=True)
    done: dict[str, list[str]] = {}
    for line in (place / "written").read_text("utf-8").splitlines():
        worker, name = line.split()
        done.setdefault(worker, []).append(name)
    return done


def test_one_worker_begins_with_what_waits_and_the_other_with_the_rest(tmp_path: Path) -> None:
    files = {"e2e/test_few.py": 3, "unit/test_most.py": 9, "unit/test_many.py": 6, "telephony/test_some.py": 4}
    done = run(tmp_path, files)
    assert {first for first, *_ in done.values()} == {"telephony/test_some.py", "unit/test_most.py"}
    assert sum(map(len, done.values())) == sum(files.values())


def test_whoever_has_no_more_of_his_own_kind_takes_of_the_other(tmp_path: Path) -> None:
    files = {f"unit/test_{number}.py": 3 for number in range(4)}
    done = run(tmp_path, files)
    assert {"gw0", "gw1"} == set(done)
    assert sum(map(len, done.values())) == sum(files.values())
