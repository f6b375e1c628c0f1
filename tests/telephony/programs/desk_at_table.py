"""A whole desk that calls over the telephone on the table, to be killed in mid-call.

Words: the desk's folder, its name in the keyring, who signs in, whom he calls, the stage to wait for, and what the
customer answers then ("yes", "no", or nothing); "found" waits for a call that is on, and calls nobody. Lines of
standard input: password, TOTP code.
"""

from __future__ import annotations

import sys
from pathlib import Path
from threading import Event

from app.desk import start_desk
from app.telephony.port import Stage
from app.telephony.softphone import Softphone
from secure_store.device import load_identity
from secure_store.folder import DeskFolder
from secure_store.keyring_store import DeviceKeyring
from tests.waiting import wait_for
from ui.main import join_desk


def main() -> None:
    """Run until somebody kills this."""
    place, name, username, card, stage, answer = sys.argv[1:]
    password, code = (sys.stdin.readline().strip() for _ in range(2))
    folder, keyring = DeskFolder(Path(place)), DeviceKeyring(desk=name)
    desk = join_desk(folder, load_identity(folder, keyring), keyring, Softphone)
    start_desk(desk, "test")
    desk.keeper.sign_in(username, bytearray(password.encode()), code)
    desk.sync.wake()
    wait_for(desk.cards.count)
    desk.calls.choice.prefer_table(on=True)
    if answer != "found":
        wait_for(lambda: desk.calls.state.can_dial)
        desk.calls.dial(card)
    wait_for(lambda: desk.calls.state.current and desk.calls.state.current.leg.stage is Stage(stage))
    if answer == "no":  # the road is cut before Central can hear that it is to end
        desk.central.close()
    if answer in ("yes", "no"):
        desk.calls.answer_consent(card, agreed=answer == "yes")
    call = desk.calls.state.current
    sys.stdout.write(f"{call.id if call else ''}\n")
    sys.stdout.flush()
    Event().wait()


if __name__ == "__main__":
    main()
