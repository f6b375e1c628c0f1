"""A desk in mid-call, to be killed: signs its person in, calls, is answered, says "talking", and waits for its end.

Words: the desk's folder, its name in the keyring, who signs in, whom he calls. Lines of standard input: password,
TOTP code.
"""

from __future__ import annotations

import sys
from pathlib import Path
from threading import Event

from app.desk import start_desk
from secure_store.device import load_identity
from secure_store.folder import DeskFolder
from secure_store.keyring_store import DeviceKeyring
from tests.far_end import FarEnd
from tests.waiting import wait_for
from ui.main import join_desk


def main() -> None:
    """Run until somebody kills this."""
    place, name, username, card = sys.argv[1:]
    password, code = (sys.stdin.readline().strip() for _ in range(2))
    folder, keyring = DeskFolder(Path(place)), DeviceKeyring(desk=name)
    far = FarEnd()
    desk = join_desk(folder, load_identity(folder, keyring), keyring, lambda: far)
    start_desk(desk, "test")
    desk.keeper.sign_in(username, bytearray(password.encode()), code)
    desk.sync.wake()
    wait_for(desk.cards.count)
    wait_for(lambda: desk.calls.state.can_dial)
    desk.calls.dial(card)
    far.ring()
    far.pick_up()
    wait_for(lambda: desk.calls.state.current and desk.calls.state.current.answered_at)
    sys.stdout.write("talking\n")
    sys.stdout.flush()
    Event().wait()


if __name__ == "__main__":
    main()
