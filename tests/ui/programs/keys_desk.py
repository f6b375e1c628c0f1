"""A window with the telephone's keys, on a real X11: says on standard output what a key did, and does as it is told.

Words: what a key does in every program. Lines: "ring" and "quiet" (a call, none), "rest" and "go on".
"""

from __future__ import annotations

import sys
from types import SimpleNamespace

from PySide6.QtCore import QSocketNotifier
from PySide6.QtWidgets import QApplication, QWidget

from app.settings import PhoneSettings
from app.telephony.states import PhoneState
from protocol.identifiers import make_identifier
from ui.phone.shortcuts import PhoneShortcuts


def _say(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def main() -> None:
    """Run until standard input ends."""
    app = QApplication([])
    window = QWidget()
    window.show()
    controls = SimpleNamespace(press=lambda: _say("call"), turn_mute=lambda: _say("mute"))
    pad = SimpleNamespace(controls=controls)
    keys = PhoneShortcuts(window, lambda: pad, PhoneSettings())  # type: ignore[arg-type,return-value]
    refused = keys.bind(PhoneSettings(keys={"mute": "Ctrl+F9"}, everywhere=tuple(sys.argv[1:])))
    deeds = {
        "ring": lambda: keys.follow(PhoneState(asking=make_identifier())),
        "quiet": lambda: keys.follow(PhoneState()),
        "rest": lambda: keys.rest(True),
        "go on": lambda: keys.rest(False),
    }

    def obey() -> None:
        line = sys.stdin.readline().strip()
        if not line:
            app.quit()
            return
        deeds[line]()
        _say(f"done: {line}")

    notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    notifier.activated.connect(obey)
    _say(f"refused: {' '.join(sorted(key.name.lower() for key in refused))}".strip())
    app.exec()


if __name__ == "__main__":
    main()
