"""An inspector's desk without a window, which plays one recorded call. Words: the desk's folder.

Standard input brings, a line each: a ticket; then username, password, code and the call as a list in JSON, once Central
has them; then a line to begin and a line to end. Each is answered by a line when it is done. Nothing here is a fake but
the sound card, and it takes as long as one.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from app.desk import start_desk, stop_desk
from app.enrolment import enrol_desk
from app.listening.player import Player, PlayState
from protocol.identifiers import make_identifier
from protocol.recordings import RATE
from secure_store.folder import DeskFolder
from secure_store.keyring_store import DeviceKeyring
from secure_store.process_limits import harden_process
from ui.main import join_desk


class SilentSpeaker:
    """Takes as long as a loudspeaker, and makes no sound."""

    def write(self, samples: bytes | bytearray) -> None:
        """Play them."""
        time.sleep(len(samples) / 2 / RATE)

    def close(self) -> None:
        """Nothing more."""


def hear() -> str:
    """The next line."""
    return sys.stdin.readline().rstrip("\n")


def say(words: str) -> None:
    """Answer."""
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


def ignore(_: PlayState) -> None:
    """A window would show it."""


harden_process()
folder, keyring = DeskFolder(Path(sys.argv[1])).make(), DeviceKeyring(desk=make_identifier())
desk = join_desk(folder, enrol_desk(hear(), "listens", folder, keyring), keyring, None)
start_desk(desk, "test")
say(desk.identity.card.id)
username, password, code, call = json.loads(hear())
desk.keeper.sign_in(username, bytearray(password.encode()), code)
say("signed in")
hear()
heard = desk.listening.ask(call, "quality of this week", bytearray(password.encode()), code)
player = Player(desk.listening, heard, SilentSpeaker, ignore)
player.start()
say("playing")
while hear() != "end":
    say(f"{player.state.at_s:.2f}")
player.close("asked")
player.join(60)
del heard, player
say("closed")
hear()
stop_desk(desk)
