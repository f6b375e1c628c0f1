"""Before the first window: what is made ready, in a process of its own, as a desk is one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.bench.workshop import PASSWORD, USERNAME, VaultOfMany
from tests.ui.working_desk import make_cards

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


_SIGN_IN = """
import sys
from pathlib import Path
import ui.conductor
from ui.main import prepare_desk
desk = prepare_desk(Path(sys.argv[1]))
ui.conductor._load_main_window()
before = set(sys.modules)
desk.keeper.sign_in_offline(sys.argv[2], bytearray(sys.argv[3].encode()))
print(sorted(set(sys.modules) - before))
"""


def test_nobody_who_has_typed_his_password_waits_for_a_module(tmp_path: Path, keyring_daemon: None) -> None:
    made = VaultOfMany(tmp_path / "desk", make_cards(3))
    command = [sys.executable, "-c", _SIGN_IN, str(made.folder.path), USERNAME, PASSWORD]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert (done.stdout.strip(), done.returncode) == ("[]", 0), done.stderr
