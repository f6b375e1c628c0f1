"""SIPp in the telephone network's place: a far end that is not our own code, whose scenarios fail where we stray."""

from __future__ import annotations

import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from server.pbx.media import MediaRelay, Side
from tests.telephony.site import PATIENCE_S
from ui.demo.pbx import DemoPbx
from ui.demo.ports import find_free_port

_SCENARIOS = Path(__file__).parent / "sipp"


class SippFailed(AssertionError):
    """A message that the scenario did not expect, or none that it did: SIPp's own words."""


@contextmanager
def run_sipp(scenario: str, at: tuple[str, int], folder: Path, *words: str, calls: int = 1) -> Iterator[None]:
    """SIPp at ``at`` for so many calls. At the end of the block each of them must have gone as ``scenario`` has it, or
    go so within its patience; SippFailed. ``words``: further arguments, such as whom to call."""
    folder.mkdir(parents=True, exist_ok=True)
    host, port = at
    voice = find_free_port(socket.SOCK_DGRAM)
    command = [
        *("sipp", *words, "-sf", str(_SCENARIOS / f"{scenario}.xml"), "-i", host, "-p", str(port), "-m", str(calls)),
        *("-mi", host, "-mp", str(voice), "-rtp_echo", "-nostdin", "-timeout", f"{PATIENCE_S + 5 * calls:.0f}s"),
        *("-timeout_error", "-trace_err", "-error_file", str(folder / "errors.log")),
    ]
    log = (folder / "screen.log").open("wb")
    with log, subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, cwd=folder) as process:
        try:
            yield
            code = process.wait(2 * PATIENCE_S)
        finally:
            process.kill()
    if code != 0:
        errors = folder / "errors.log"
        said = errors.read_text("utf-8", "replace") if errors.exists() else ""
        raise SippFailed(f"{scenario}: code {code}\n{said[:4000]}\n{_read_end(folder / 'screen.log')}")


def count_packets(pbx: DemoPbx, call: str, side: Side) -> int:
    """Packets of voice that came from a side of a call so far, by rtpengine's count."""
    relay = MediaRelay(pbx.media)
    try:
        tags = relay._reply({"command": "query", "call-id": call}).get("tags")
    finally:
        relay.close()
    medias = tags[side.value]["medias"] if isinstance(tags, dict) and side.value in tags else []  # type: ignore[index,call-overload]
    return sum(int(stream["stats"]["packets"]) for media in medias for stream in media["streams"][:1])  # type: ignore[call-overload,index,union-attr,arg-type]


def _read_end(path: Path) -> str:
    return path.read_text("utf-8", "replace")[-2000:]
