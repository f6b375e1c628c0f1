"""Selections, drags, drops, keys and pictures of the screen, tried by other programs beside the desk (D4, D5).

One file, so that all of them share one desk.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.leaks.needles import Needle
from tests.leaks.portal_calls import PORTAL_CALLS, PORTAL_NAMES, SessionProgram
from tests.leaks.site import Site
from tests.leaks.trials import Trials
from tests.leaks.x_display import FILES_OFFERS, FILES_TAKES, OTHER_OFFERS, OTHER_TAKES, PATIENCE_S, XDisplay
from tests.waiting import wait_for

BOTH = ("clipboard", "primary")


@pytest.fixture
def display(site: Site) -> XDisplay:
    """The screen that the desk is on, a card open."""
    site.desk.open(site.central.planted[0])
    return XDisplay(site)


@pytest.fixture
def lenient(site: Site) -> Iterator[None]:
    """Central freezes no account for a try."""
    with site.central.lenient():
        yield


def is_in(needle: Needle, data: bytes) -> bool:
    """Whether the value is there in any shape."""
    return any(pattern.search(data) for _, pattern in needle.shapes)


def middle(area: tuple[int, int, int, int]) -> tuple[int, int]:
    """The middle of a widget."""
    x, y, width, height = area
    return x + width // 2, y + height // 2


def test_what_is_copied_from_a_field_is_masked_on_both_selections(site: Site, display: XDisplay, trials: Trials):
    desk, mobile = site.desk, site.central.planted[0].mobile
    desk.focus("work.queue.filters.search")
    desk.type("work.queue.filters.search", mobile.plain)
    desk.press("ctrl+a", "ctrl+c")
    wait_for(lambda: b"****" in display.read("clipboard"), "it was copied")
    x, y, width, height = desk.call("area", "work.queue.filters.search")
    display.drag((x + 40, y + height // 2), (x + width - 4, y + height // 2))
    wait_for(lambda: b"****" in display.read("primary"), "the mouse has selected it")
    taken = [display.read(which) for which in BOTH]
    leaked = sum(is_in(mobile, data) for data in taken)
    trials.note("Clipboard, primary", "a number copied and selected in the search field", leaked, "xclip")
    hints = all("x-kde-passwordManagerHint" in display.list_targets(which) for which in BOTH)
    desk.press("Escape")
    assert leaked == 0
    assert hints


def test_nothing_of_a_shown_value_is_copied_selected_or_dragged(site: Site, display: XDisplay, trials: Trials):
    desk, mobile = site.desk, site.central.planted[0].mobile
    desk.focus("work.queue.filters.search")
    desk.type("work.queue.filters.search", bytearray(b"copied before"))
    desk.press("ctrl+a", "ctrl+c")
    wait_for(lambda: display.read("clipboard") == b"copied before", "it was copied")
    display.write("primary", "of another program")
    desk.press("Escape")
    other = display.open_other("nothing")  # before the value, whose seconds do not wait for it
    desk.reveal(site.central)
    assert display.read("clipboard") == b"", "a reveal takes back what this desk put there"
    view = desk.call("area", "dialog.stage.view")
    display.drag(middle(view), OTHER_TAKES)
    desk.press("ctrl+a", "ctrl+c", "ctrl+x", "ctrl+Insert", "ctrl+p", "ctrl+s", "ctrl+shift+s")
    showing = desk.call("state")["showing"]
    got = other.communicate("", timeout=PATIENCE_S)[0]
    taken = [display.read(which) for which in BOTH]
    windows = display.count_windows()
    desk.close_value()
    leaked = sum(is_in(mobile, data) for data in (*taken, got.encode()))
    trials.note(
        "Clipboard, primary", "a shown value: copy, cut, select, drag", leaked, "xclip, xdotool, another window"
    )
    trials.note(
        "Print, save, open-with", "Ctrl+P, Ctrl+S beside a shown value", windows - 2, "xdotool, windows counted"
    )
    assert taken == [b"", b"of another program"]
    assert got == ""
    assert showing, "the keys that do nothing close nothing either"
    assert windows == 2, "the desk and its dialog, no print or file dialog"


def test_a_note_is_dragged_nowhere_and_nothing_is_dropped_into_a_field(site: Site, display: XDisplay, trials: Trials):
    desk, note = site.desk, "work.phone.form.note"
    desk.press("1")
    desk.focus(note)
    desk.type(note, bytearray(b"asks for a drawing"))
    desk.press("ctrl+a")
    x, y, *_ = desk.call("area", note)
    other = display.open_other("dropped in")
    display.drag((x + 30, y + 14), OTHER_TAKES)
    for field in (note, "work.queue.filters.search", "work.phone.form"):
        display.drag(OTHER_OFFERS, middle(desk.call("area", field)))
    told = other.communicate("", timeout=PATIENCE_S)[0].split("\n")
    kept = desk.call("read", note)
    trials.note("Print, save, open-with", "a note dragged to another window", told.count("entered"), "xdotool")
    trials.note("Print, save, open-with", "a text dropped into fields", told.count("given CopyAction"), "xdotool")
    assert told == ["given IgnoreAction"] * 3 + [""]
    assert kept == "asks for a drawing"
    desk.press("ctrl+a", "BackSpace")


def test_nothing_is_dragged_into_a_file_manager_and_none_of_its_files_into_the_desk(
    site: Site, display: XDisplay, trials: Trials, tmp_path: Path
):
    desk, folder, note = site.desk, tmp_path / "outgoing", "work.phone.form.note"
    folder.mkdir()
    (folder / "numbers.txt").write_text("13800138000", "ascii")
    desk.press("1")
    desk.focus(note)
    desk.type(note, bytearray(b"asks for a drawing"))
    desk.press("ctrl+a")
    x, y, *_ = desk.call("area", note)
    fields = (note, "work.queue.filters.search")
    stood = [desk.call("read", field) for field in fields]
    other = display.open_other("nothing")
    with display.open_files(folder):
        display.drag((x + 30, y + 14), FILES_TAKES)
        for field in (*fields, "work.phone.form"):
            display.drag(FILES_OFFERS, middle(desk.call("area", field)))
        kept = [desk.call("read", field) for field in fields]
        display.drag(FILES_OFFERS, OTHER_TAKES)
        told = other.communicate("", timeout=PATIENCE_S)[0]
        desk.focus(note)
        desk.press("ctrl+a", "BackSpace")
        desk.reveal(site.central)
        display.drag(middle(desk.call("area", "dialog.stage.view")), FILES_TAKES)
        desk.close_value()
    came = [one.name for one in folder.iterdir() if one.name != "numbers.txt"]
    went = sum(text != before for text, before in zip(kept, stood, strict=True))
    trials.note(
        "Print, save, open-with", "a note and a shown value dragged to a file manager", len(came), "pcmanfm, xdotool"
    )
    trials.note("Print, save, open-with", "a file dragged from it into fields", went, "pcmanfm, xdotool")
    assert "entered" in told, "the control: another window is offered the file"
    assert came == []
    assert went == 0


def test_a_desk_that_locks_takes_back_what_it_copied(site: Site, display: XDisplay, trials: Trials):
    desk = site.desk
    desk.focus("work.queue.filters.search")
    desk.type("work.queue.filters.search", bytearray(b"copied before"))
    desk.press("ctrl+a", "ctrl+c")
    wait_for(lambda: display.read("clipboard") == b"copied before", "it was copied")
    desk.press("Escape", "ctrl+l")
    desk.focus("window.lock_page.password")
    left = display.read("clipboard")
    trials.note("Clipboard, primary", "what was copied, after the lock", len(left), "xclip")
    unlock(site)
    assert left == b""


def test_a_value_closes_when_a_program_pictures_the_screen_and_none_is_shown_beside_one(
    site: Site, display: XDisplay, trials: Trials, lenient: None, screen_pictured: None
):
    desk = site.desk
    desk.reveal(site.central)
    with display.picture_screen():  # it waits for a click on a window, which never comes
        wait_for(lambda: desk.call("is_locked"), "the value closes and the desk locks")
    said = unlock(site)
    desk.open(site.central.planted[0])
    with display.picture_screen():
        desk.call("ask", "mobile", "marketing", "客户要求核对登记的号码")
        desk.wait(lambda state: state["dialog"], "the dialog is open")
        desk.type("dialog.form.password", site.central.password.plain)
        desk.press("Return")
        wait_for(lambda: desk.call("is_locked"), "it is refused and the desk locks")
        shown = desk.call("was_shown")
    unlock(site)
    trials.note("Screen", "a value asked for while a program pictures the screen", int(shown), "xwd beside the desk")
    assert "(xwd)" in said
    assert not shown


def test_a_value_closes_when_the_desktop_is_asked_for_the_screen_and_none_is_shown_while_it_is_shared(
    site: Site, trials: Trials, lenient: None
):
    desk, stayed, slowest = site.desk, [], 0.0
    with SessionProgram(site, "serve", *PORTAL_NAMES):
        for way, call in PORTAL_CALLS.items():
            desk.open(site.central.planted[0])
            desk.reveal(site.central)
            with SessionProgram(site, "begin", *call):
                begun = time.monotonic()
                wait_for(lambda: desk.call("is_locked"), f"{way}: the value closes and the desk locks")
                slowest = max(slowest, time.monotonic() - begun)
                stayed += [way] if desk.call("state")["showing"] else []
            said = unlock(site)
            assert "(python" in said, said
        desk.open(site.central.planted[0])
        with SessionProgram(site, "begin", *PORTAL_CALLS["share"]):
            desk.call("ask", "mobile", "marketing", "客户要求核对登记的号码")
            desk.wait(lambda state: state["dialog"], "the dialog is open")
            desk.type("dialog.form.password", site.central.password.plain)
            desk.press("Return")
            wait_for(lambda: desk.call("is_locked"), "it is refused and the desk locks")
            shown = desk.call("was_shown")
        unlock(site)
    desk.settle()
    kinds = [kind for act, kind in desk.call("list_tries") if act == "export.blocked"]
    how = f"the session's bus, other processes; the slowest after {slowest * 1000:.0f} ms"
    trials.note("Screen", f"a value that stays: {', '.join(PORTAL_CALLS)} by the desktop", len(stayed), how)
    trials.note("Screen", "a value asked for while the desktop shares the screen", int(shown), "the session's bus")
    assert stayed == []
    assert not shown
    assert kinds.count("capture-portal") >= len(PORTAL_CALLS) + 1


def test_a_value_closes_when_print_screen_is_pressed(site: Site, display: XDisplay, trials: Trials, lenient: None):
    desk = site.desk
    desk.reveal(site.central)
    desk.press("Print")
    wait_for(lambda: desk.call("is_locked"), "the value closes and the desk locks")
    showing = desk.call("state")["showing"]
    unlock(site)
    desk.settle()
    kinds = [kind for act, kind in desk.call("list_tries") if act == "export.blocked"]
    trials.note("Screen", "a value that stays when Print is pressed", int(showing), "xdotool, XTEST keys")
    assert not showing
    assert "capture-key" in kinds


def unlock(site: Site) -> str:
    """Open the desk again; what the lock page said."""
    desk = site.desk
    desk.focus("window.lock_page.password")
    said: str = desk.call("read", "window.lock_page.text")
    site.screen.type(site.central.password.plain)
    desk.press("Return")
    wait_for(lambda: desk.call("focus", "work.queue.filters.search"), "the desk is open again")
    return said
