"""A desk in a few lines, to be run under a clock that is wrong: it signs somebody in and says what came of it.

Words: the desk's folder, the person's name, his authenticator's secret; the password comes by standard input.
"""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec

from app.desk import close_desk
from app.eventpush import push_events
from protocol.errors import VeildeskError
from ui.main import prepare_desk
from ui.totp import make_code


def main() -> None:
    """Print as JSON: the problem and the sentences of a sign-in, those of a delivery, and how many events wait."""
    folder, username, secret = sys.argv[1:]
    password = bytearray(sys.stdin.buffer.read())
    desk = prepare_desk(Path(folder))
    told = []
    for act in (
        lambda: desk.keeper.sign_in(username, password, make_code(secret)),
        lambda: push_events(desk.identity, desk.central, desk.trail.journal),
    ):
        try:
            act()
            told.append(("none", ""))
        except VeildeskError as error:
            told.append((error.problem.value, error.say()))
    waiting = desk.trail.journal.waiting()
    close_desk(desk)
    sys.stdout.buffer.write(msgspec.json.encode((*told, waiting)))


main()
