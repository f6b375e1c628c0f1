"""A desk before a real Wayland compositor, tried by programs of its protocols (D4).

Those pass the desktop's bus by (wlr-screencopy, data-control), so that nobody can be heard asking.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from tests.leaks.cell import Cell
from tests.leaks.compositor import PROGRAMS, Compositor
from tests.leaks.conftest import find_hindrance
from tests.leaks.scanner import scan_bytes
from tests.leaks.site import Site, open_site
from tests.leaks.trials import Trials
from tests.waiting import wait_for


@pytest.fixture(scope="module")
def compositor_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, Compositor]]:
    """A desk at work on Wayland, and its compositor."""
    missing = [tool for tool in PROGRAMS if not shutil.which(tool)]
    reason = find_hindrance() or (f"{', '.join(missing)} not on this machine" if missing else "")
    if reason:
        pytest.skip(reason)
    made: list[Compositor] = []

    def make(cell: Cell) -> Compositor:
        made.append(Compositor(cell, cell.agent))
        return made[0]

    with ExitStack() as opened:
        yield open_site(opened, tmp_path_factory.mktemp("wayland"), make), made[0]


def test_nothing_of_a_shown_value_gets_into_the_clipboard(
    compositor_site: tuple[Site, Compositor], trials: Trials
) -> None:
    (site, compositor), which = compositor_site, ([], ["--primary"])
    desk, customer = site.desk, site.central.planted[0]
    desk.open(customer)
    desk.focus("work.queue.filters.search")
    desk.type("work.queue.filters.search", customer.mobile.plain)
    desk.press("ctrl+a", "ctrl+c")
    wait_for(lambda: b"****" in compositor.run(["wl-paste", "--no-newline"]), "it was copied")
    taken = [compositor.run(["wl-paste", "--no-newline", *words]) for words in which]
    desk.press("Escape")
    desk.reveal(site.central)
    desk.press("ctrl+a", "ctrl+c", "ctrl+x", "ctrl+Insert", "ctrl+p", "ctrl+s")
    showing = desk.call("state")["showing"]
    taken += [compositor.run(["wl-paste", "--no-newline", *words]) for words in which]
    desk.close_value()
    leaked = scan_bytes(b"\n".join(taken), "clipboard", site.central.needles).hits
    tried = "on Wayland: a number copied in the search field; a shown value: copy, cut, select"
    trials.note("Clipboard, primary", tried, len(leaked), "wl-paste on sway")
    assert not leaked
    assert showing, "the keys that do nothing close nothing either"


def test_a_value_closes_when_a_program_of_the_compositors_pictures_the_screen(
    compositor_site: tuple[Site, Compositor], trials: Trials, screen_pictured: None
) -> None:
    site, compositor = compositor_site
    desk = site.desk
    desk.open(site.central.planted[0])
    gate, picture = (site.cell.agent.home / name for name in ("gate", "picture.png"))
    os.mkfifo(gate)
    gate.chmod(0o666)
    with site.central.lenient():
        desk.reveal(site.central)
        with compositor.running(["grim", str(gate)]):  # it stays until somebody takes its picture
            wait_for(lambda: desk.call("is_locked"), "the value closes and the desk locks")
            compositor.run(["cp", str(gate), str(picture)])
        showing = desk.call("state")["showing"]
        desk.unlock(site.central)
    desk.settle()
    kinds = [kind for act, kind in desk.call("list_tries") if act == "export.blocked"]
    trials.note("Screen", "on Wayland: a value that stays when grim pictures the screen", int(showing), "grim on sway")
    assert picture.read_bytes().startswith(b"\x89PNG"), "the control: it did picture the screen"
    assert not showing
    assert "capture-tool" in kinds


def test_a_value_closes_when_the_desktop_has_pictured_it_onto_the_clipboard(
    compositor_site: tuple[Site, Compositor], trials: Trials
) -> None:
    """What GNOME does at Shift+Print, which no program runs for and no bus carries."""
    site, compositor = compositor_site
    desk = site.desk
    desk.open(site.central.planted[0])
    with site.central.lenient():
        desk.reveal(site.central)
        with compositor.running(["sh", "-c", "printf x | wl-copy --foreground --type image/png"]):
            wait_for(lambda: desk.call("is_locked"), "the value closes and the desk locks")
        showing = desk.call("state")["showing"]
        desk.unlock(site.central)
    desk.settle()
    last = desk.call("list_tries")[-1]
    tried = "on Wayland: a value that stays when the desktop's own picture of it comes onto the clipboard"
    trials.note("Screen", tried, int(showing), "wl-copy on sway")
    assert not showing
    assert last == ["export.blocked", "capture-key"]
