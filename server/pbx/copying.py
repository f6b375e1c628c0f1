"""Where a copy of a call's voices goes: sockets beside rtpengine, and the description that it wants of them."""

from __future__ import annotations

import re
import socket

from server.pbx.media import MediaUnavailable

_STREAM = re.compile(r"m=audio (\d{1,5}) RTP/AVP ([\d ]{1,64})")
_ADDRESS = re.compile(r"c=IN IP4 ([\d.]{7,15})")


def open_sockets(description: str) -> list[socket.socket]:
    """A socket for each of two streams, on rtpengine's own address, so that no copy leaves the machine, and deaf to
    everybody else. MediaUnavailable for another description than of two."""
    streams = [int(match[1]) for match in _STREAM.finditer(description)]
    addresses = _ADDRESS.findall(description)
    if len(streams) != 2 or not addresses:
        raise MediaUnavailable("not two voices")
    sockets = []
    for port in streams:
        made = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        sockets.append(made)
        made.bind((addresses[-1], 0))
        made.connect((addresses[-1], port))
        made.setblocking(False)
    return sockets


def describe_copy(sockets: list[socket.socket], description: str) -> str:
    """The answer: every format that was offered, or rtpengine refuses it, and where each stream goes to."""
    host, ports = sockets[0].getsockname()[0], iter([each.getsockname()[1] for each in sockets])
    lines = ["v=0", f"o=- 1 1 IN IP4 {host}", "s=-", f"c=IN IP4 {host}", "t=0 0"]
    for line in map(str.strip, description.splitlines()):
        if stream := _STREAM.fullmatch(line):
            lines += [f"m=audio {next(ports)} RTP/AVP {stream[2]}", "a=rtcp-mux", "a=recvonly"]
        elif line.startswith(("a=rtpmap:", "a=fmtp:")):
            lines.append(line)
    return "\r\n".join([*lines, ""])
