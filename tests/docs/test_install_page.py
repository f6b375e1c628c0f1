"""What the page of installation has people install is what the desk needs."""

from __future__ import annotations

import re
from pathlib import Path

_ROOT = Path(__file__).parents[2]
_OF_THE_PBX = {"kamailio", "kamailio-tls-modules", "rtpengine-daemon"}


def test_the_desks_line_of_the_page_has_every_package_that_the_demo_has() -> None:
    """The page once left PortAudio out, without which calls are signalled and heard by nobody."""
    script = (_ROOT / "build" / "setup" / "debian-packages").read_text("utf-8")
    demo = re.search(r"^run=\((.*?)^\)", script, re.DOTALL | re.MULTILINE)
    page = (_ROOT / "docs" / "operations" / "install.md").read_text("utf-8")
    desk = re.search(r"## A desk, on Debian 12\n\n```\napt-get install (.*)", page)
    assert demo
    assert desk
    assert set(demo[1].split()) - _OF_THE_PBX == set(desk[1].split())
