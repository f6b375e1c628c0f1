"""A PBX on this machine: rtpengine, Kamailio and ``veildesk-pbx``, each a process of its own, as in production.

For the demo::

    with serve_pbx(folder, central, far.address) as pbx:  # PbxMissing where it cannot run: say why, leave calls out
        pbx.rule  # what policy has to say as "phone", so that desks call here
        pbx.make_account(identity)  # or what Telephone.start wants, for a telephone of one's own

``far`` is a :class:`~ui.demo.far_end.FarEnd`, the telephone network.
"""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from protocol.administration import ConfigurationWrong
from protocol.telephones import PhoneMode, PhoneRule
from ui.demo.ports import VOICES, claim_voices, find_free_port

if TYPE_CHECKING:
    from app.telephony.port import PhoneAccount
    from secure_store.device import DeviceIdentity
    from ui.demo.central import DemoCentral

_CONFIGURATION = Path(__file__).parents[2] / "build" / "pbx" / "kamailio.cfg"
_PROGRAMS = ("kamailio", "rtpengine")
_START_LIMIT_S, _END_LIMIT_S = 120.0, 30.0
_TABLE_RING_S = 120
"""Longer than anything that a test does while a telephone on a table rings."""


class PbxMissing(ConfigurationWrong):
    """This machine has no Kamailio, no rtpengine, or is not Linux: there are no calls here."""


class DemoPbx:
    """A PBX of ``central``'s on loopback, before the telephone network at ``trunk``, and before the switch of the
    telephones on tables at ``tables`` where there are any. :meth:`start` raises PbxMissing where it cannot run,
    ConfigurationWrong when something does not start. ``announcement``: a sound file for who waits in a queue, in the
    place of a ring-back tone."""

    host = "localhost"

    def __init__(
        self,
        folder: Path,
        central: DemoCentral,
        trunk: tuple[str, int],
        announcement: Path | None = None,
        tables: tuple[str, int] | None = None,
    ) -> None:
        self.folder, self._central, self._trunk = folder.resolve(), central, trunk
        self._announcement, self._tables = announcement, tables
        self.port = find_free_port()
        self._inner, self._program, self._media = (find_free_port(socket.SOCK_DGRAM) for _ in range(3))
        self.processes: dict[str, subprocess.Popen[bytes]] = {}

    @property
    def rule(self) -> PhoneRule:
        """What policy says to let desks call here."""
        return PhoneRule(mode=PhoneMode.SOFTPHONE, host=self.host, port=self.port)

    @property
    def trunk_side(self) -> tuple[str, int]:
        """Where the telephone network calls."""
        return "127.0.0.1", self._program

    @property
    def desks_side(self) -> tuple[str, int]:
        """Where the program has desks rung."""
        return "127.0.0.1", self._inner

    @property
    def control(self) -> Path:
        """Where kamcmd speaks to Kamailio."""
        return self.folder / "control"

    @property
    def media(self) -> tuple[str, int]:
        """Where rtpengine is spoken to."""
        return "127.0.0.1", self._media

    def start(self) -> None:
        """Enrol it when it is new, then start all four; none runs on where one does not start."""
        check_programs()
        if not self.folder.exists():
            self._enrol()
        try:
            self.start_media()
            self.start_program()
            self.start_kamailio()
            self.start_recorder()
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """End all four."""
        for name in ("recorder", "veildesk-pbx", "kamailio", "rtpengine"):
            self.end(name)

    def start_media(self) -> None:
        """The voice's relay. Without its kernel module, which needs root, it forwards by itself. Its ports are its own
        for as long as it lives."""
        first, claim = claim_voices()
        with claim:
            self._launch(
                "rtpengine",
                [
                    str(find_system_program("rtpengine")),
                    *(
                        "--config-file=none",
                        "--foreground",
                        "--log-stderr",
                        "--log-level=1",
                        "--table=-1",
                        "--num-threads=2",
                    ),
                    *("--timeout=60", "--silent-timeout=3600"),
                    *("--interface=desk/127.0.0.1", "--interface=far/127.0.0.1", "--interface=table/127.0.0.1"),
                    f"--listen-ng=127.0.0.1:{self._media}",
                    f"--port-min={first}",
                    f"--port-max={first + VOICES - 1}",
                ],
                inherits=claim,
            )

    def start_program(self) -> None:
        """The program that knows numbers."""
        host, port = self._trunk
        self._launch(
            "veildesk-pbx",
            [
                *find_program(),
                "serve",
                f"--state={self.folder / 'state'}",
                f"--here=127.0.0.1:{self._program}",
                f"--desks=127.0.0.1:{self._inner}",
                f"--trunk={host}:{port}",
                f"--media=127.0.0.1:{self._media}",
                *([f"--announcement={self._announcement}"] if self._announcement else []),
                *(["--tables={}:{}".format(*self._tables), f"--table-ring={_TABLE_RING_S}"] if self._tables else []),
            ],
        )
        _wait_until("veildesk-pbx", self.processes["veildesk-pbx"], lambda: _answers_sip(self._program))

    def start_recorder(self) -> None:
        """The recorder."""
        words = ["record", f"--state={self.folder / 'state'}", f"--media=127.0.0.1:{self._media}"]
        self._launch("recorder", [*find_program(), *words])

    def start_kamailio(self) -> None:
        """Desks' side."""
        files = {
            "CERTIFICATES": self._settle_tls(),
            "CONTROL": f"unix:{self.control}",
            "PBX": f"sip:127.0.0.1:{self._program}",
        }
        words = [f"DESKS=tls:127.0.0.1:{self.port}", f"INNER=udp:127.0.0.1:{self._inner}", f"PBX_PORT={self._program}"]
        words += [f'{name}="{file}"' for name, file in files.items()]
        options = [option for word in words for option in ("-A", word)]
        self._launch(
            "kamailio",
            [
                str(find_system_program("kamailio")),
                *("-f", str(_CONFIGURATION), "-DD", "-E", "-m", "64", "-M", "8", "-Y", str(self.folder)),
                *options,
            ],
        )
        _wait_until("kamailio", self.processes["kamailio"], lambda: _listens(self.port))

    def _settle_tls(self) -> Path:
        """Write down Kamailio's certificates, as in production but for where they lie; where."""
        settings, central = self.folder / "tls.cfg", self._central.folder.resolve()
        text = (_CONFIGURATION.parent / settings.name).read_text("utf-8")
        text = text.replace("/etc/veildesk/pbx.", f"{self.folder}/pbx.").replace("/etc/veildesk/", f"{central}/")
        settings.write_text(text.replace("/var/lib/veildesk-revoked/", f"{central}/"), "utf-8")
        return settings

    def end(self, name: str, *, at_once: bool = False) -> None:
        """End one of the four and all it started; nothing when it is not running."""
        process = self.processes.pop(name, None)
        if process is None or sys.platform == "win32":
            return
        with suppress(ProcessLookupError):  # it has ended by itself
            os.killpg(process.pid, signal.SIGKILL if at_once else signal.SIGTERM)
        try:
            process.wait(_END_LIMIT_S)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def make_account(self, identity: DeviceIdentity) -> PhoneAccount:
        """What an enrolled desk signs on with here."""
        from app.telephony.account import make_account

        return make_account(identity, self.rule)

    def _enrol(self) -> None:
        self.folder.mkdir(parents=True)
        ticket = self.folder / "ticket"
        ticket.write_text(self._central.run("enroll", "--name", "pbx", "--pbx", "--quiet"), "ascii")
        self._run("enrol", f"--state={self.folder / 'state'}", f"--ticket={ticket}", "--name=pbx")
        ticket.unlink()
        files = [f"--certificate={self.folder / 'pbx.crt'}", f"--key={self.folder / 'pbx.key'}"]
        self._central.run("pbx-certificate", "--host=localhost", "--host=127.0.0.1", *files)

    def _run(self, *words: str) -> None:
        done = subprocess.run([*find_program(), *words], capture_output=True, text=True, check=False)  # noqa: S603
        if done.returncode:
            raise ConfigurationWrong(setting="veildesk-pbx " + words[0], reason=done.stderr.strip()[-500:])

    def _launch(self, name: str, words: Sequence[str], inherits: socket.socket | None = None) -> None:
        self.end(name)  # one that runs still, when the others were ended and all are started again
        with (self.folder / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(  # noqa: S603
                words,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                pass_fds=(inherits.fileno(),) if inherits else (),
            )


@contextmanager
def serve_pbx(folder: Path, central: DemoCentral, trunk: tuple[str, int]) -> Iterator[DemoPbx]:
    """A running PBX for the length of a ``with`` block; PbxMissing where this machine cannot run one."""
    pbx = DemoPbx(folder, central, trunk)
    try:
        pbx.start()
        yield pbx
    finally:
        pbx.stop()


def check_programs() -> None:
    """PbxMissing, saying what is, when this machine cannot run the PBX."""
    if sys.platform != "linux":
        raise PbxMissing(setting="the PBX", reason="Kamailio and rtpengine run on Linux; there are no calls here")
    missing = [name for name in _PROGRAMS if find_system_program(name) is None]
    if missing or not _CONFIGURATION.exists():
        what = ", ".join(missing) or str(_CONFIGURATION)
        raise PbxMissing(setting="the PBX", reason=f"{what} is not installed; there are no calls here")


def find_system_program(name: str) -> str | None:
    """Where a system's program is; Debian keeps some where only root looks."""
    return shutil.which(name, path=f"{os.environ.get('PATH', os.defpath)}:/usr/sbin:/sbin")


def find_program() -> Sequence[str]:
    """How to start ``veildesk-pbx`` from here."""
    beside = Path(sys.executable).parent / "veildesk-pbx"
    return [str(beside)] if beside.exists() else ["veildesk-pbx"]


def _wait_until(name: str, process: subprocess.Popen[bytes], is_up: Callable[[], bool]) -> None:
    limit = time.monotonic() + _START_LIMIT_S
    while time.monotonic() < limit and process.poll() is None:
        if is_up():
            return
        time.sleep(0.05)
    raise ConfigurationWrong(setting=name, reason="it does not take calls")


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _answers_sip(port: int) -> bool:
    """Whether somebody answers an OPTIONS (RFC 3261, 11) there."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.settimeout(0.2)
        probe.connect(("127.0.0.1", port))
        here = "{}:{}".format(*probe.getsockname())
        try:
            probe.send(_OPTIONS.format(here=here, port=port, branch=secrets.token_hex(8)).encode())
            return probe.recv(2048).startswith(b"SIP/2.0 200")
        except OSError:
            return False


_OPTIONS = """\
OPTIONS sip:127.0.0.1:{port} SIP/2.0\r
Via: SIP/2.0/UDP {here};branch=z9hG4bK{branch}\r
From: <sip:probe@{here}>;tag={branch}\r
To: <sip:127.0.0.1:{port}>\r
Call-ID: {branch}\r
CSeq: 1 OPTIONS\r
Max-Forwards: 1\r
Content-Length: 0\r
\r
"""
