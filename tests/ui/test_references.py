"""No library of the desk gives away references of None, True or False (decision 007).

Python 3.11 aborts when it has given away its last one; from 3.12 on they are immortal and their counts stand still.
"""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

CALLS = 20_000

_COUNT = """
import gc, sys
held = [None, True, False] * {calls}  # so that a library which gives them away is counted, not fatal
{prepare}
def count():
    gc.collect()
    return [sys.getrefcount(one) for one in (None, True, False)]
def repeat(call):
    for _ in range({calls}):
        call()
call = lambda: {call}
call()
before = count()
repeat(call)
after = count()
print(*(now - then for now, then in zip(after, before)), flush=True)
import os
os._exit(0)
"""

_QT = """
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal, Slot
class Bell(QObject):
    rung = Signal(object)
    @Slot(object)
    def hear(self, what): pass
    def event(self, event): return super().event(event)
app = QCoreApplication([])
bell, later, silent = Bell(), Bell(), Bell()
bell.rung.connect(bell.hear)
later.rung.connect(later.hear, Qt.ConnectionType.QueuedConnection)
"""
_VAULT = """
from sqlcipher3.dbapi2 import Connection
vault = Connection(":memory:", isolation_level=None)
vault.set_key(b"synthetic")
vault.execute("CREATE TABLE cards (one, two)")
"""
_WORDS = """
import msgspec, uuid_utils
class Words(msgspec.Struct):
    one: str | None = None
    two: bool = False
read = msgspec.json.Decoder(Words).decode
"""


@pytest.mark.parametrize(
    ("prepare", "call"),
    [
        pytest.param(_QT, "bell.setObjectName('bell')", id="a call that returns nothing"),
        pytest.param(_QT, "silent.rung.emit(None)", id="a signal nobody hears"),
        pytest.param(_QT, "bell.rung.emit(bell)", id="a signal with its slot"),
        pytest.param(_QT, "(later.rung.emit(later), app.processEvents())", id="a queued signal"),
        pytest.param(_QT, "app.sendEvent(bell, QEvent(QEvent.Type.User))", id="an event handled in Python"),
        pytest.param(_VAULT, "vault.execute('INSERT INTO cards VALUES (?, ?)', (None, True))", id="a row written"),
        pytest.param(_VAULT, "vault.execute('SELECT NULL, ?', (None,)).fetchall()", id="a row read"),
        pytest.param(_WORDS, """read(b'{"one": null, "two": true}')""", id="words read"),
        pytest.param(_WORDS, "msgspec.json.encode(Words())", id="words written"),
        pytest.param(_WORDS, "uuid_utils.uuid7()", id="an identifier made"),
    ],
)
def test_the_desk_s_libraries_give_no_reference_of_none_or_true_away(prepare: str, call: str) -> None:
    counted = subprocess.run(
        [sys.executable, "-c", _COUNT.format(calls=CALLS, prepare=prepare, call=call)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    lost = [int(number) for number in counted.stdout.split()]
    assert len(lost) == 3
    assert min(lost) > -CALLS // 10, f"references lost in {CALLS} calls: None, True, False = {lost}"
