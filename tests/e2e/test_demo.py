"""``veildesk demo`` where there is no display: what ``make run`` does on a machine without one (Z1)."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import QImage

from ui.demo.pbx import PbxMissing, check_programs

STEPS = (
    "making a demo Central with 5,000 synthetic customers",
    "enrolled: desk-07",
    "enrolled: desk-02",
    "signed in: 张敏 at desk-07",
    "2,500 cards on the desk, all masked",
    "reveal allowed: the mobile is shown, watermarked, for seconds",
    "gone: Shown for",
    "signed in: 王芳 at desk-02",
    "reveal sent for approval: the ID number waits for a supervisor",
    "approved from a second desk, by 王芳",
    "shown: the ID number, watermarked, for seconds",
    "gone: Shown for",
    "events at Central: ",
    "chain verified: Every chain is whole",
    "done; pictures are in out/tour",
)
CALL_STEPS = (
    "call: dialling a token; the number is the PBX's alone",
    "call: talking, encrypted; the customer's yes is on record",
    "call: hung up; what is left is the outcome",
)
CALL_PICTURES = ("09-call-dialling", "10-call-talking", "11-call-ended")
PICTURES = (
    "01-sign-in", "02-card", "03-reveal-shown", "04-reveal-gone", "05-reveal-waiting", "06-approvals",
    "07-reveal-approved", "08-approved-gone",
)  # fmt: skip


def test_the_tour_does_the_main_job_tells_each_step_and_leaves_pictures(
    keyring_daemon: None, screen_unpictured: None, tmp_path: Path
) -> None:
    command = [sys.executable, "-m", "ui.main", "demo", "--lang", "en"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", timeout=300)
    assert (done.returncode, done.stderr) == (0, "")
    lines = iter(done.stdout.splitlines())
    steps, shown = (*STEPS[:-3], *CALL_STEPS, *STEPS[-3:]), (*PICTURES, *CALL_PICTURES)
    if _lacks_pbx():
        steps, shown = ("no calls in this demo: ", *STEPS[1:]), PICTURES
    missing = [step for step in steps if not any(step in line for line in lines)]
    assert not missing, done.stdout
    assert len(re.findall(r"can sign in: ", done.stdout)) == 8
    assert not re.search(r"1\d{10}", done.stdout), "a number is told in full"
    pictures = {one: QImage(str(tmp_path / f"out/tour/{one}.png")) for one in shown}
    assert [one for one, image in pictures.items() if image.isNull() or image.width() < 400] == []
    assert pictures["03-reveal-shown"] != pictures["04-reveal-gone"]
    assert "Traceback" not in (tmp_path / "out/demo/central/serve.log").read_text("utf-8")


def _lacks_pbx() -> bool:
    try:
        check_programs()
    except PbxMissing:
        return True
    return False
