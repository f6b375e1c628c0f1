"""Where leaks are looked for: a user's session with keyring, screen and keyboard, his desk, and Central behind a proxy
that reads everything."""

from __future__ import annotations

import subprocess
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from tests.leaks.cell import Cell
from tests.leaks.desk_process import DeskProcess
from tests.leaks.keyboard import Screen
from tests.leaks.needles import Needle, draw_word, make_needle
from tests.leaks.planted_central import HOST, PlantedCentral
from tests.leaks.recorder import NameServer

DNS = "127.0.53.53"
CONTROL = "VEILDESK_CONTROL"
_KEYRING = Path(__file__).resolve().parents[2] / "build" / "setup" / "with-keyring"


@dataclass
class Site:
    """``control`` is a word that the desk's process has in its environment: a scan that does not find it is no scan.
    ``code`` is the authenticator's code that was typed at sign-in."""

    central: PlantedCentral
    cell: Cell
    screen: Screen
    names: NameServer
    session: dict[str, str]
    control: Needle
    desk: DeskProcess
    code: str = ""


def open_site(opened: ExitStack, folder: Path) -> Site:
    """All of it, somebody signed in at the desk; ``opened`` ends it."""
    central = PlantedCentral(folder)
    opened.callback(central.close)
    central.seed()
    central.serve()
    names = NameServer(DNS, HOST)
    opened.callback(names.close)
    cell = Cell(DNS)
    opened.callback(cell.close)
    screen = Screen()
    opened.callback(screen.close)
    session = _open_session(opened, cell)
    control = make_needle("control", draw_word())
    desk = DeskProcess(cell, cell.agent, screen, {**session, CONTROL: control.plain.decode()})
    opened.callback(desk.stop)
    site = Site(central, cell, screen, names, session, control, desk)
    desk.enrol(central, "desk-leaks")
    site.code = desk.sign_in(central)
    return site


def _open_session(opened: ExitStack, cell: Cell) -> dict[str, str]:
    """A bus and an unlocked keyring of the agent's; what his programs need to know of them."""
    user = cell.agent
    words = [str(_KEYRING), "--throw-away", "sh", "-c", "echo $DBUS_SESSION_BUS_ADDRESS; exec sleep infinity"]
    keyring = cell.start(user, words, {"TMPDIR": str(user.home / "run")}, stdout=subprocess.PIPE)
    opened.callback(keyring.wait)
    opened.callback(keyring.terminate)
    assert keyring.stdout
    address = keyring.stdout.readline().strip()
    assert address, "the agent's session has no keyring"
    return {"DBUS_SESSION_BUS_ADDRESS": address}
