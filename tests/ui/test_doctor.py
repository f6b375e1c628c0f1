"""``veildesk doctor`` in words, in JSON, in both languages, and with exit codes that mean something."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from app.posture.finding import Fact, Finding, Subject
from app.settings import Language
from protocol.posture import NAMES, Check, Standing
from ui.doctor import ALL_HOLD, NEEDS_DOING, NOT_ALL_KNOWN, examine_at_terminal
from ui.main import run
from ui.posture_advice import MEANINGS, REMEDIES, REMEDIES_ON_WINDOWS, SPECIAL_REMEDIES
from ui.posture_names import CHECKS
from ui.posture_words import FACTS, tell_finding
from ui.translation import install_translation

WELL = Finding(Check.SWAP, Standing.OK, Fact.SWAP_OFF)
ILL = Finding(Check.SWAP, Standing.BAD, Fact.SWAP_OPEN, "sda2")
DARK = Finding(Check.USB_GUARD, Standing.UNKNOWN, Fact.USB_RULES_CLOSED)


def test_every_fact_and_check_has_its_words():
    assert set(FACTS) == set(Fact)
    assert set(CHECKS) == set(MEANINGS) == set(REMEDIES) == set(NAMES) == set(Check)


def test_whoever_reads_only_the_first_lines_sees_no_traceback(tmp_path):
    command = [sys.executable, "-m", "ui.main", "--data", str(tmp_path), "doctor", "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as doctor:
        doctor.stdout.close()
        said = doctor.stderr.read()
    assert (doctor.returncode, said) == (1, b"")


@pytest.fixture
def chinese(qapp):
    """Speak Chinese, and English again afterwards."""
    install_translation(qapp, Language.CHINESE)
    yield
    install_translation(qapp, Language.ENGLISH)


def test_every_sentence_is_told_in_chinese(chinese, qapp):
    spoken = {*FACTS.values(), *MEANINGS.values(), *REMEDIES.values()}
    spoken |= {*REMEDIES_ON_WINDOWS.values(), *SPECIAL_REMEDIES.values()}
    assert [each for each in spoken if qapp.translate("Posture", each) == each] == []


def test_what_to_do_is_the_system_s_own(english):
    assert "LUKS" in tell_finding(Finding(Check.DISK, Standing.BAD, Fact.NOT_ENCRYPTED), platform="linux").remedy
    assert "BitLocker" in tell_finding(Finding(Check.DISK, Standing.BAD, Fact.NOT_ENCRYPTED), platform="win32").remedy


@pytest.mark.parametrize(
    ("findings", "code"),
    [((WELL,), ALL_HOLD), ((WELL, ILL, DARK), NEEDS_DOING), ((WELL, DARK), NOT_ALL_KNOWN)],
)
def test_the_exit_code_says_the_worst(tmp_path, qapp, monkeypatch, capsys, findings, code):
    monkeypatch.setattr("ui.doctor.examine", lambda _: findings)
    assert examine_at_terminal(Subject(tmp_path), as_json=False, language="en") == code
    said = capsys.readouterr().out
    assert said.splitlines()[0] == "[ok] Swap: Swap is off."
    assert ("To do:" in said) == (code != ALL_HOLD)


def test_a_program_reads_a_json_line_a_check(tmp_path, qapp, monkeypatch, capsys):
    monkeypatch.setattr("ui.doctor.examine", lambda _: (ILL,))
    examine_at_terminal(Subject(tmp_path), as_json=True, language="en")
    entry = json.loads(capsys.readouterr().out)
    assert (entry["check"], entry["standing"], entry["fact"], entry["names"]) == ("swap", "bad", "swap-open", "sda2")
    assert entry["says"] == "Swap is written to disk as it is (sda2)."


def test_the_command_looks_at_a_desk_that_is_not_enrolled(tmp_path, qapp, monkeypatch, capsys):
    monkeypatch.setattr(
        "secure_store.process_limits.harden_process", lambda: True
    )  # or this process could not be traced
    monkeypatch.setenv("VEILDESK_DESK", "")
    code = run(["doctor", "--json", "--data", str(tmp_path / "nowhere"), "--lang", "en"])
    entries = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert code in (NEEDS_DOING, NOT_ALL_KNOWN)
    assert {"check": "vpn", "standing": "unknown", "fact": "not-enrolled"}.items() <= entries[-2].items()


def test_a_terminal_that_knows_no_chinese_gets_every_line(tmp_path):
    words = ["doctor", "--lang", "zh_CN", "--data", str(tmp_path)]
    program = "from ui.main import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", program, *words],
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        timeout=120,
    )
    assert done.stderr == b""
    assert rb"\u78c1\u76d8\u52a0\u5bc6\uff1a" in done.stdout  # with a full-width colon
