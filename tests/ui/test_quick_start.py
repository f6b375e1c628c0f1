"""Before the first window: what is made ready, in a process of its own, as a desk is one."""

from __future__ import annotations

import subprocess
import sys

_PROGRAM = """
import gc, linecache
from ui.quick_start import collect_again, make_ready
make_ready()
assert not gc.isenabled()
import ui.conductor
assert ui.conductor.__file__ not in linecache.cache, "PySide has read the source"
collect_again()
assert gc.isenabled()
"""


def test_no_source_is_read_while_the_first_window_is_loaded() -> None:
    done = subprocess.run([sys.executable, "-c", _PROGRAM], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
