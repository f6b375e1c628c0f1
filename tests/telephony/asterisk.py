"""Asterisk with the recipe of build/pbx/asterisk: the switch between veildesk-pbx, the carrier and a telephone."""

from __future__ import annotations

import socket
import subprocess
from pathlib import Path

from tests.telephony.recorded import await_true
from ui.demo.pbx import find_system_program
from ui.demo.ports import find_free_port

SWITCH, CARRIER, TELEPHONE, STRANGER = "127.0.0.2", "127.0.0.3", "127.0.0.4", "127.0.0.5"
"""Whom Asterisk tells apart by their addresses; veildesk-pbx is at 127.0.0.1."""
NAME = "switch.example.com"
"""In its certificate."""
EXTENSION, PASSWORD = "8012", "of-the-telephone"
_RECIPE = Path(__file__).parents[2] / "build" / "pbx" / "asterisk"
_FIRST_VOICE, _LAST_VOICE = 18_000, 18_999
"""Ports of voice that no PBX of this machine's tests has."""
_OWN = {
    "asterisk.conf": """\
[directories]
astetcdir => {folder}
astdbdir => {folder}
astkeydir => {folder}
astspooldir => {folder}
astrundir => {folder}
astlogdir => {folder}
astvarlibdir => /var/lib/asterisk
astdatadir => /usr/share/asterisk
""",
    "logger.conf": "[logfiles]\nmessages => notice,warning,error\n",
    "rtp.conf": f"[general]\nrtpstart={_FIRST_VOICE}\nrtpend={_LAST_VOICE}\n",
}
"""What Debian's package brings beside the recipe, with other folders."""
_CERTIFICATE = (
    "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 397"
    f" -subj /CN={NAME} -addext subjectAltName=DNS:{NAME}"
)
"""As docs/operations/pbx.md has it."""


def find_asterisk() -> str | None:
    """The program; None where it is not installed, as on every Debian 12."""
    return find_system_program("asterisk")


def find_place() -> tuple[str, int]:
    """An address that is free for a switch."""
    return SWITCH, find_free_port(socket.SOCK_DGRAM)


class Asterisk:
    """A switch at ``address`` between a ``pbx`` and a ``carrier``, and of a telephone that is :data:`EXTENSION` there.

    ``sealed``: the telephone has SRTP, as the recipe has it.
    """

    def __init__(
        self,
        folder: Path,
        address: tuple[str, int],
        pbx: tuple[str, int],
        carrier: tuple[str, int],
        *,
        sealed: bool = True,
    ) -> None:
        self.folder, self.address, self._sealed = folder, address, sealed
        self.tls = (SWITCH, find_free_port())
        self.certificate = folder / "switch.crt"
        self._changes = {
            "192.0.2.5:5070": "{}:{}".format(*pbx),
            "192.0.2.5": pbx[0],
            "192.0.2.10:5060": "{}:{}".format(*address),
            "192.0.2.10:5061": "{}:{}".format(*self.tls),
            "203.0.113.7:5060": "{}:{}".format(*carrier),
            "203.0.113.7": carrier[0],
            "/etc/asterisk/keys": str(folder),
            "password=\n": f"password={PASSWORD}\n",
            "transport=tls": "transport=udp",  # over TLS it would come from 127.0.0.1, which here is veildesk-pbx's
        }
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, until it answers."""
        self.folder.mkdir()
        for name, text in _OWN.items():
            (self.folder / name).write_text(text.format(folder=self.folder))
        files = ["-keyout", str(self.folder / "switch.key"), "-out", str(self.certificate)]
        subprocess.run([*_CERTIFICATE.split(), *files], check=True, capture_output=True)
        for file in _RECIPE.glob("*.conf"):
            (self.folder / file.name).write_text(self._settle(file))
        with (self.folder / "output").open("wb") as log:
            command = [*self._command(), "-f"]
            self._process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        await_true(self._answers, "Asterisk to start")

    def ask(self, words: str) -> str:
        """What its console says to ``words``."""
        asked = [*self._command(), "-rx", words]
        return subprocess.run(asked, check=False, capture_output=True, text=True, timeout=60).stdout

    def stop(self) -> None:
        """End it."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(60)

    def _command(self) -> list[str]:
        return [str(find_asterisk()), "-C", str(self.folder / "asterisk.conf")]

    def _settle(self, file: Path) -> str:
        """A file of the recipe with this machine's addresses."""
        text = file.read_text()
        if file.name == "pjsip.conf":
            for old, new in self._changes.items():
                assert old in text, f"the recipe says nothing of {old}"
                text = text.replace(old, new)
        if not self._sealed:
            for line in ("media_encryption=sdes\n", "media_encryption_optimistic=yes\n"):
                text = text.replace(line, "")
        return text

    def _answers(self) -> bool:
        assert self._process
        assert self._process.poll() is None, (self.folder / "output").read_text("utf-8", "replace")
        return "fully booted" in self.ask("core waitfullybooted")
