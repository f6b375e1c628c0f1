"""A program of the tests in a network of its own (network_namespaces(7)), where it may lose what packets it likes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

_ROOT = Path(__file__).parents[1]
_INSIDE = ["unshare", "--net"]


def need_own_network(*look: str) -> None:
    """Skip the test where this machine gives us no network of our own, or where ``look``, a command of the firewall
    that the test is about, fails in it; ``iptables -L -n`` where none is named."""
    command = look or ("iptables", "-L", "-n")
    if subprocess.run([*_INSIDE, *command], check=False, capture_output=True).returncode:
        pytest.skip(f"a network of one's own, and {command[0]} in it, need root here")


def run_in_own_network(module: str, *words: str) -> dict[str, Any]:
    """What a module's program says, one JSON object; AssertionError with the end of its complaint if it fails."""
    done = subprocess.run(
        [*_INSIDE, sys.executable, "-m", module, *words],
        env={**os.environ, "PYTHONPATH": str(_ROOT)},
        cwd=_ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return dict(json.loads(done.stdout))
