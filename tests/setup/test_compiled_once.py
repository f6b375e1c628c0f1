"""What a run of tests loads is compiled once, not by each of its processes anew."""

from __future__ import annotations

import subprocess
import sys


def test_python_keeps_what_it_compiled_here_and_in_what_a_test_starts() -> None:
    asked = [sys.executable, "-c", "import sys; print(sys.dont_write_bytecode)"]
    assert not sys.dont_write_bytecode
    assert subprocess.run(asked, check=True, capture_output=True, text=True).stdout == "False\n"
