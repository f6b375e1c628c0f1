"""rtpengine behind build/pbx/control.nft on a machine of its own: who may command it?

To be run as root inside ``unshare --net``. Says by JSON what became of an order of each user's, before the rules and
with them.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

from tests.waiting import wait_for
from ui.demo.pbx import find_system_program

RULES = Path(__file__).parents[3] / "build" / "pbx" / "control.nft"
_CONTROL = ("127.0.0.1", 2223)
_PBX, _RTPENGINE, _OTHER = 64_001, 64_002, 64_003
_PATIENCE_S = 60.0
_WHO = {"veildesk-pbx": _PBX, "rtpengine": _RTPENGINE, "another account": _OTHER, "root": 0}


def order(uid: int) -> str:
    """What a user hears who sends rtpengine an order."""
    os.seteuid(uid)
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asker:
            asker.settimeout(_PATIENCE_S)
            asker.sendto(b"c1 d7:command4:pinge", _CONTROL)
            return asker.recv(1000).decode()
    except PermissionError:
        return "kept from it"
    finally:
        os.seteuid(0)


def answers() -> bool:
    """Whether rtpengine is up."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asker:
        asker.settimeout(0.5)
        try:
            asker.sendto(b"c0 d7:command4:pinge", _CONTROL)
            return asker.recv(1000).startswith(b"c0 ")
        except OSError:
            return False


def main() -> None:
    """Say it."""
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    words = ["--config-file=none", "--foreground", "--log-stderr", "--log-level=1", "--table=-1", "--num-threads=1"]
    words += ["--interface=far/127.0.0.1", "--listen-ng=127.0.0.1:2223", "--port-min=20000", "--port-max=20100"]
    with subprocess.Popen(
        [str(find_system_program("rtpengine")), *words], user=_RTPENGINE, stderr=subprocess.DEVNULL
    ) as media:
        try:
            wait_for(answers)
            told = {"before": {name: order(uid) for name, uid in _WHO.items()}}
            rules = RULES.read_text("ascii").replace('"veildesk-pbx"', str(_PBX))
            for _ in range(2):  # it may be loaded again
                subprocess.run(["nft", "-f", "-"], input=rules, text=True, check=True)
            told["with"] = {name: order(uid) for name, uid in _WHO.items()}
        finally:
            media.kill()
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main()
