"""Where leaks are looked for: a user's session with keyring, screen and keyboard, his desk, and Central behind a proxy
that reads everything."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import randrange

from tests.leaks.cell import Cell, User
from tests.leaks.desk_process import DeskProcess
from tests.leaks.keyboard import Keyboard, Screen
from tests.leaks.needles import Needle, draw_word, make_needle
from tests.leaks.planted_central import HOST, PlantedCentral
from tests.leaks.recorder import NameServer

CONTROL = "VEILDESK_CONTROL"
_BEGIN_READING = [
    "dbus-send",
    "--session",
    "--print-reply",
    "--dest=org.a11y.Bus",
    "/org/a11y/bus",
    "org.a11y.Bus.GetAddress",
]
_STRANGER = """
said=$XDG_RUNTIME_DIR/said
echo "another passphrase" | gnome-keyring-daemon --foreground --unlock --components=secrets >"$said" 2>&1 &
until [ -s "$said" ]; do sleep 0.05; done
echo "$DBUS_SESSION_BUS_ADDRESS"
exec sleep infinity
"""
"""A session with keyrings that somebody else made."""
_KEYRING = Path(__file__).resolve().parents[2] / "build" / "setup" / "with-keyring"


@dataclass
class Site:
    """``control`` is a word that the desk's process has in its environment: a scan that does not find it is no scan.
    ``code`` is the authenticator's code that was typed at sign-in."""

    central: PlantedCentral
    cell: Cell
    screen: Keyboard
    names: NameServer
    session: dict[str, str]
    control: Needle
    desk: DeskProcess
    code: str = ""


def open_site(
    opened: ExitStack,
    folder: Path,
    make_screen: Callable[[Cell], Keyboard] = lambda _: Screen(),
    prepare: Callable[[PlantedCentral], None] = lambda _: None,
    begin: Callable[[Cell, Mapping[str, str]], Mapping[str, str]] = lambda *_: {},
) -> Site:
    """All of it, somebody signed in at the desk, which is on an X server or on what ``make_screen`` makes; ``prepare``
    is given Central before any desk is there; ``begin`` starts what else the agent's session has, from the session's
    variables, and gives those that it adds; ``opened`` ends it."""
    central = PlantedCentral(folder)
    opened.callback(central.close)
    central.seed()
    central.serve()
    prepare(central)
    names = NameServer(f"127.53.{randrange(256)}.{randrange(1, 255)}", HOST)
    opened.callback(names.close)
    cell = Cell(names.address)
    opened.callback(cell.close)
    screen = make_screen(cell)
    opened.callback(screen.close)
    session = opened.enter_context(open_session(cell, cell.agent))
    cell.run(cell.agent, _BEGIN_READING, session)  # before the desk, which looks for it at its start
    added = begin(cell, {**screen.env, **session})
    control = make_needle("control", draw_word())
    desk = DeskProcess(cell, cell.agent, screen, {**session, **added, CONTROL: control.plain.decode()})
    opened.callback(desk.stop)
    site = Site(central, cell, screen, names, session, control, desk)
    desk.enrol(central, "desk-leaks")
    site.code = desk.sign_in(central)
    return site


@contextmanager
def open_session(cell: Cell, user: User, home: Path | None = None) -> Iterator[dict[str, str]]:
    """A bus and an unlocked keyring of a user's, begun with whatever keyrings lie in ``home``; what his programs need
    to know of them."""
    settings = {"TMPDIR": str(user.home / "run")}
    if home is None:
        words = [str(_KEYRING), "--throw-away", "sh", "-c", "echo $DBUS_SESSION_BUS_ADDRESS; exec sleep infinity"]
    else:
        (keyrings,) = home.rglob("keyrings")
        words = ["dbus-run-session", "--", "sh", "-c", _STRANGER]
        settings["XDG_DATA_HOME"] = str(keyrings.parent)
    keyring = cell.start(user, words, settings, stdout=subprocess.PIPE)
    try:
        assert keyring.stdout
        address = keyring.stdout.readline().strip()
        assert address, f"the session of {user.name} has no keyring"
        yield {"DBUS_SESSION_BUS_ADDRESS": address}
    finally:
        keyring.terminate()
        keyring.wait()
