"""A firewall that begins anew: it drops what comes by connections that it does not know, and says so to nobody.

For a process inside ``unshare --net``, with iptables.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

_ESTABLISHED = "01"


def forget_all(port: int) -> None:
    """Drop what comes by the connections to ``port`` that stand now, in both directions (proc_pid_net(5))."""
    lines = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    places = [[int(place.rpartition(":")[2], 16) for place in line[1:3]] for line in lines if line[3] == _ESTABLISHED]
    for near, far in places:
        if port in (near, far):
            words = ["-A", "INPUT", "-p", "tcp", "--sport", str(near), "--dport", str(far), "-j", "DROP"]
            subprocess.run(["iptables", *words], check=True)
