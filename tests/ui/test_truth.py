"""What the desk says is true and complete: errors, conditions, the status bar, one instance, a quick start."""

from __future__ import annotations

import string
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from importlib import import_module
from pkgutil import iter_modules

import pytest

import protocol
from app.sync import Connection, SyncStatus
from app.vpn import RoadKind, VpnState
from protocol.errors import VeildeskError
from protocol.problems import ProblemType
from protocol.road import CentralUnreachable, CentralUntrusted
from protocol.roles import Role
from protocol.sessions import DeskPolicy, Person
from protocol.times import now
from protocol.trail import BatchInvalid, ChainGap, ReceiptInvalid, TrailOverdue
from resources import find_resource
from ui.condition import judge_condition
from ui.error_texts import ERROR_TEXTS, tell_error
from ui.single_instance import SingleInstance
from ui.status_bar import StatusBar
from ui.style import Tone

for _module in iter_modules(protocol.__path__):
    import_module(f"protocol.{_module.name}")


@pytest.mark.parametrize("problem", ProblemType)
def test_every_problem_is_told_in_three_sentences_with_the_protocol_s_gaps(problem):
    kind, text = VeildeskError.registry[problem], ERROR_TEXTS[problem]
    assert (text.what, text.meaning, text.next_step) == (kind.what, kind.meaning, kind.next_step)


def test_every_error_sentence_is_translated_with_its_gaps():
    path = find_resource("translations", "veildesk_zh_CN.ts")
    root = ElementTree.fromstring(path.read_text("utf-8"))  # noqa: S314 - our own file
    context = next(one for one in root.iter("context") if one.findtext("name") == "ErrorTexts")
    told = {one.findtext("source"): one.find("translation") for one in context.iter("message")}
    for text in ERROR_TEXTS.values():
        for sentence in (text.what, text.meaning, text.next_step):
            translation = told[sentence]
            assert translation.get("type") is None, sentence
            assert _gaps(translation.text) == _gaps(sentence)


def _gaps(sentence):
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def test_facts_are_filled_in(english):
    told = tell_error(CentralUntrusted(reason="its certificate is for another name"))
    assert "another name" in told.what
    assert "…" in tell_error(CentralUntrusted()).what


def _judge(connection, *, silence_s=0.0, has_session=True, error=None):
    status = SyncStatus(connection, last_sync=now(), error=error)
    return judge_condition(status, silence_s=silence_s, policy=DeskPolicy(), has_session=has_session)


def test_all_well_says_nothing(english):
    assert _judge(Connection.ONLINE) is None


def test_the_worst_is_said(english):
    untrusted = _judge(Connection.UNTRUSTED, silence_s=99, error=CentralUntrusted(reason="x"))
    assert untrusted.tone is Tone.STOP
    assert _judge(Connection.OFFLINE, silence_s=99, error=CentralUnreachable()).tone is Tone.WARN
    assert "60 s" in _judge(Connection.ONLINE, silence_s=61).sentence
    assert "10 min" in _judge(Connection.OFFLINE, silence_s=8 * 3600 - 600, error=CentralUnreachable()).sentence
    assert "without Central" in _judge(Connection.ONLINE, has_session=False).sentence


def test_a_trail_that_waits_too_long_is_said_before_the_missing_road(english):
    status = SyncStatus(Connection.OFFLINE, overdue=TrailOverdue(waiting="12", hours="80"), error=CentralUnreachable())
    told = judge_condition(status, silence_s=99, policy=DeskPolicy(), has_session=True)
    assert told.tone is Tone.STOP
    assert told.sentence.startswith("12 events wait for Central, the oldest for 80 hours.")


@pytest.mark.parametrize("error", [ReceiptInvalid(), BatchInvalid(reason="x"), ChainGap(next_seq="7")])
def test_a_fault_in_the_trail_is_said_while_central_answers(english, error):
    told = _judge(Connection.ONLINE, error=error)
    assert told.tone is Tone.STOP
    assert tell_error(error).as_line() == told.sentence


def test_the_bar_tells_connection_sync_waiting_and_road(english, qtbot):
    bar = StatusBar(Person(id="x", username="zhangmin", name="张敏", role=Role.AGENT, team="3"))
    qtbot.addWidget(bar)
    bar.show_status(SyncStatus(Connection.ONLINE, 12.4, now(), waiting=3))
    assert bar.connection.text == "Central 12 ms"
    assert bar.waiting.text == "3 waiting"
    assert bar.synced.text == "Synced just now"
    bar.show_status(SyncStatus(Connection.OFFLINE))
    assert bar.connection.text == "Offline"
    assert bar.synced.text == "Not synced yet"
    bar.show_road(VpnState(RoadKind.DIRECT, "eth0"))
    assert bar.road.text == "No VPN: eth0"


def test_a_second_start_calls_the_first(qapp, qtbot, place):
    first, second, elsewhere = SingleInstance(place), SingleInstance(place), SingleInstance(place / "other")
    assert first.claim()
    first.listen()
    with qtbot.waitSignal(first.called, timeout=60_000):
        assert not second.claim()
    assert elsewhere.claim()
    first.release()
    assert second.claim()
    second.release()
    elsewhere.release()


_HEAVY = (
    "urllib3", "http_message_signatures", "ssl", "cryptography", "keyring", "sqlcipher3", "sqlite3", "msgspec",
    "server", "openpyxl", "faker", "app.central", "ui.main_window", "ui.sign_in.enrol_page",
    "PySide6.QtNetwork", "PySide6.QtSvg",
)  # fmt: skip
_PAINT_FIRST = """
import sys
from pathlib import Path
from ui import conductor
from ui.main import run_desk
def say(window):
    print(*(name for name in {heavy!r} if name in sys.modules), flush=True)
    conductor.QApplication.exit(0)
conductor.SignInWindow.start_loading = say
sys.exit(run_desk(Path(sys.argv[1])))
"""


def test_the_first_window_is_painted_before_anything_heavy_is_imported(place):
    (place / "device").mkdir(parents=True)
    (place / "device" / "device.json").touch()  # enrolled, by its files
    code = _PAINT_FIRST.format(heavy=_HEAVY)
    done = subprocess.run([sys.executable, "-c", code, str(place)], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == []
