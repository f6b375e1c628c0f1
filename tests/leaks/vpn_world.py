"""Two network namespaces with a wire between them and a WireGuard tunnel through it: Central on one side, a desk on the
other. Over the bare wire the desk could reach Central just as well: only its own lock keeps it from that.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from protocol.vpn import TunnelKind, VpnRule
from server.services.policy import load_policy
from server.services.policy_setting import set_policy
from server.services.transactions import writing
from server.settings import load_settings, save_settings
from tests.real_central import RealCentral
from tests.waiting import wait_for
from ui.demo.central import find_command

CENTRAL, DESK = "10.8.0.1", "10.8.0.7"
_WIRE_CENTRAL, _WIRE_DESK = "192.0.2.1", "192.0.2.2"
_CARDS = {_WIRE_CENTRAL: "02:00:00:00:00:01", _WIRE_DESK: "02:00:00:00:00:02"}
PORT = 51820
"""The tunnel's own, UDP."""
LIMIT_S = 60.0
_ICMP, _UDP, _IPV4 = 1, 17, b"\x08\x00"
_UNREACHABLE = 3
"""ICMP's type of it."""
WIRE = "wire"


def find_hindrance() -> str:
    """Why there can be no such world here; nothing where there can."""
    if sys.platform != "linux" or os.geteuid() != 0:
        return "only root makes network namespaces"
    missing = [tool for tool in ("ip", "wireguard-go") if not shutil.which(tool)]
    return f"{', '.join(missing)} not on this machine" if missing else ""


class Side:
    """One namespace: its name, its end of the wire, its end of the tunnel."""

    def __init__(self, stem: str, place: Path, tunnel: str, wire: str) -> None:
        self.name, self.device = f"veildesk-{stem}-{os.getpid()}", f"wg{stem[0]}{os.getpid() % 100000}"
        self.tunnel, self.wire = tunnel, wire
        self._log = place / f"{stem}.log"
        self._key = X25519PrivateKey.generate()
        self._daemon: subprocess.Popen[bytes] | None = None
        run("ip", "netns", "add", self.name)
        self.ip("link", "set", "lo", "up")

    @property
    def public(self) -> str:
        """The tunnel's public key, hexadecimal."""
        return self._key.public_key().public_bytes_raw().hex()

    def ip(self, *words: str) -> None:
        """An ``ip`` command in here."""
        run("ip", "-n", self.name, *words)

    def start(self, words: Sequence[str], **options: object) -> subprocess.Popen[bytes]:
        """A program in here."""
        return subprocess.Popen(["ip", "netns", "exec", self.name, *words], **options)  # type: ignore[call-overload, no-any-return]

    def raise_tunnel(self, peer: Side, peer_words: str) -> None:
        """Start wireguard-go and tell it of its peer; the route to the peer leads through it from then on."""
        with self._log.open("ab") as log:
            command = ["wireguard-go", "-f", self.device]
            self._daemon = self.start(command, stdout=log, stderr=log, env={**os.environ, "LOG_LEVEL": "error"})
        words = f"set=1\nprivate_key={self._key.private_bytes_raw().hex()}\n"
        words += f"listen_port={PORT}\nreplace_peers=true\npublic_key={peer.public}\n{peer_words}"
        configure(Path("/var/run/wireguard") / f"{self.device}.sock", words)
        self.ip("address", "add", f"{self.tunnel}/32", "dev", self.device)
        self.ip("link", "set", self.device, "up")
        self.ip("route", "replace", f"{peer.tunnel}/32", "dev", self.device)

    def cut_tunnel(self) -> float:
        """End wireguard-go at once, and its interface with it; when, by the monotonic clock."""
        daemon, self._daemon = self._daemon, None
        assert daemon
        moment = time.monotonic()
        daemon.kill()
        daemon.wait()
        return moment

    def close(self) -> None:
        """End the tunnel and the namespace."""
        if self._daemon:
            self.cut_tunnel()
        (Path("/var/run/wireguard") / f"{self.device}.sock").unlink(missing_ok=True)
        run("ip", "netns", "del", self.name)


class World:
    """Both sides, joined."""

    def __init__(self, place: Path) -> None:
        self.central = Side("central", place, CENTRAL, _WIRE_CENTRAL)
        self.desk = Side("desk", place, DESK, _WIRE_DESK)
        ends = (self.central, self.desk)
        names = ("peer", "name", WIRE, "netns", self.desk.name)
        run("ip", "-n", self.central.name, "link", "add", WIRE, "type", "veth", *names)
        for side in ends:
            run("ip", "netns", "exec", side.name, "sysctl", "-qw", f"net.ipv6.conf.{WIRE}.disable_ipv6=1")
            side.ip("link", "set", WIRE, "address", _CARDS[side.wire], "up")
            side.ip("address", "add", f"{side.wire}/30", "dev", WIRE)
        for side, other in (ends, ends[::-1]):  # known for good, so that not even ARP is on the wire
            side.ip("neighbour", "add", other.wire, "lladdr", _CARDS[other.wire], "dev", WIRE, "nud", "permanent")
        self.desk.ip("route", "add", "default", "via", _WIRE_CENTRAL)
        self.central.raise_tunnel(self.desk, f"allowed_ip={DESK}/32\n")
        self.raise_again()

    def raise_again(self) -> None:
        """The desk's end of the tunnel."""
        words = f"endpoint={_WIRE_CENTRAL}:{PORT}\npersistent_keepalive_interval=1\nallowed_ip={CENTRAL}/32\n"
        self.desk.raise_tunnel(self.central, words)

    def close(self) -> None:
        """Nothing of it stays."""
        self.desk.close()
        self.central.close()


class TunnelledCentral(RealCentral):
    """A Central in its namespace that gives customer data to the tunnel's addresses alone."""

    def __init__(self, folder: Path, world: World) -> None:
        super().__init__(folder, 12)
        self._side = world.central

    @property
    def origin(self) -> str:
        """Where desks reach it."""
        return f"https://{CENTRAL}:{self.address[1]}"

    def seed(self) -> None:
        """People, customers, a certificate for the tunnel's address, and the rule."""
        super().seed()
        hosts = (CENTRAL,)
        everywhere = "0.0.0.0"  # noqa: S104 - on the bare wire as well: that is what the desk must not take
        settings = msgspec.structs.replace(load_settings(self.folder), host=everywhere, hosts=hosts, url=self.origin)
        save_settings(self.folder, settings)
        self.books.authority.issue_server(hosts)
        with writing(self.books.engine) as connection:
            policy = load_policy(connection)
            rule = VpnRule(required=True, kinds=(TunnelKind.WIREGUARD, TunnelKind.TUN), names=("wg*",))
            desk = msgspec.structs.replace(policy.desk, vpn=rule)
            policy = msgspec.structs.replace(policy, desk=desk, vpn_ranges=("10.8.0.0/24",))
            set_policy(connection, self.books.node, policy, "tests")

    def serve(self) -> None:
        """Start it in its namespace."""
        with (self.folder / "serve.log").open("ab") as log:
            command = [*find_command(), "serve", "--data", str(self.folder)]
            self.process = self._side.start(command, stdout=log, stderr=log, start_new_session=True)
        table = Path(f"/proc/{self.process.pid}/net/tcp")
        listening = f":{self.address[1]:04X} 00000000:0000 0A"
        wait_for(lambda: listening in table.read_text("ascii"))


@contextmanager
def capturing(side: Side, file: Path) -> Iterator[None]:
    """Write down every frame on the wire, until the block is over."""
    process = side.start([sys.executable, "-m", "tests.leaks.vpn_world", str(file)], stdout=subprocess.PIPE)
    try:
        assert process.stdout
        process.stdout.readline()  # it listens
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)


def read_frames(file: Path) -> list[bytes]:
    """The captured frames."""
    return msgspec.msgpack.decode(file.read_bytes(), type=list[bytes])


def is_tunnel(frame: bytes) -> bool:
    """Whether a frame is the tunnel's own UDP, or a kernel's word, by ICMP, that nobody takes that UDP at present: it
    repeats the packet's beginning (RFC 792), which is the tunnel's, sealed."""
    return frame[12:14] == _IPV4 and _is_tunnel_packet(frame[14:])


def _is_tunnel_packet(packet: bytes) -> bool:
    header = (packet[0] & 15) * 4
    protocol, content = packet[9], packet[header:]
    if protocol == _ICMP and content[0] == _UNREACHABLE:
        return _is_tunnel_packet(content[8:])
    ports = (content[:2], content[2:4])
    return protocol == _UDP and all(int.from_bytes(port, "big") == PORT for port in ports)


def configure(place: Path, words: str) -> None:
    """Speak to wireguard-go by its socket, once it is there (wireguard.com/xplatform)."""
    wait_for(place.exists)
    with socket.socket(socket.AF_UNIX) as daemon:
        daemon.settimeout(LIMIT_S)
        wait_for(lambda: _connects(daemon, place))
        daemon.sendall(words.encode() + b"\n")
        assert daemon.recv(4096).startswith(b"errno=0"), words


def _connects(daemon: socket.socket, place: Path) -> bool:
    with suppress(ConnectionRefusedError):  # the socket of the one before
        daemon.connect(str(place))
        return True
    return False


def run(*words: str) -> None:
    """A command that must succeed."""
    subprocess.run(words, check=True, capture_output=True)


def _capture(file: Path) -> None:
    frames: list[bytes] = []

    def end(*_: object) -> None:
        file.write_bytes(msgspec.msgpack.encode(frames))
        os._exit(0)

    everything = 3  # ETH_P_ALL
    with socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(everything)) as wire:
        wire.bind((WIRE, everything))
        signal.signal(signal.SIGTERM, end)
        print("listening", flush=True)  # noqa: T201
        while True:
            frames.append(wire.recv(65536))


if __name__ == "__main__":
    _capture(Path(sys.argv[1]))
