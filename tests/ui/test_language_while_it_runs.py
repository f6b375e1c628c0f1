"""Texts that are compiled anew under a running desk do it no harm."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from resources import find_resource

SPEAK_OVER_A_FILE_WRITTEN_ANEW = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from app.settings import Language
from ui import translation
translation.find_resource = lambda *_: Path(sys.argv[1])
app = QCoreApplication([])
assert translation.install_translation(app, Language.CHINESE)
Path(sys.argv[1]).write_bytes(b"")
sys.stdout.buffer.write(QCoreApplication.translate("Rail", "Queue").encode())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows lets nobody write a file that is mapped")
def test_a_desk_outlives_that_its_texts_are_compiled_anew(tmp_path: Path) -> None:
    texts = tmp_path / "veildesk_zh_CN.qm"
    texts.write_bytes(find_resource("translations", texts.name).read_bytes())
    program = [sys.executable, "-c", SPEAK_OVER_A_FILE_WRITTEN_ANEW, str(texts)]
    done = subprocess.run(program, check=False, capture_output=True)
    assert (done.returncode, done.stdout.decode()) == (0, "队列"), done.stderr.decode()
