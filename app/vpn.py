"""Which way this desk reaches Central, told as it is (first form; the VPN lock comes later)."""

from __future__ import annotations

import socket
import struct
import sys
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

_TUNNELS = ("wg", "tun", "tap", "ppp", "ipsec", "utun", "zt", "tailscale", "nordlynx")
_SIOCGIFADDR = 0x8915


class VpnRule(StrEnum):
    """What policy asks of the road to Central."""

    NOT_REQUIRED = "not-required"


class RoadKind(StrEnum):
    """What the interface is, judged by its name."""

    LOOPBACK = "loopback"
    TUNNEL = "tunnel"
    DIRECT = "direct"
    NONE = "none"
    """No interface leads to Central now."""


@dataclass(frozen=True)
class VpnState:
    """``interface`` is empty when there is no road, or it has no name we can find."""

    rule: VpnRule
    road: RoadKind
    interface: str


def vpn_state(central_url: str) -> VpnState:
    """Look up which interface leads to Central. No packet is sent; a name is looked up if the address is one."""
    parts = urlsplit(central_url)
    local = _find_local_address(parts.hostname or "", parts.port or 443)
    if not local:
        return VpnState(VpnRule.NOT_REQUIRED, RoadKind.NONE, "")
    if local == "::1" or local.startswith("127."):
        return VpnState(VpnRule.NOT_REQUIRED, RoadKind.LOOPBACK, "loopback")
    name = _find_interface(local)
    road = RoadKind.TUNNEL if name.lower().startswith(_TUNNELS) else RoadKind.DIRECT
    return VpnState(VpnRule.NOT_REQUIRED, road, name)


def _find_local_address(host: str, port: int) -> str:
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_DGRAM)[0]
        with socket.socket(family, kind) as probe:
            probe.connect(address)  # UDP: chooses a route, sends nothing
            return str(probe.getsockname()[0])
    except (OSError, IndexError):
        return ""


def _find_interface(local: str) -> str:
    if sys.platform != "linux":
        return ""
    if ":" in local:
        return _find_interface_v6(local)
    import fcntl

    wanted = socket.inet_aton(local)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        for _, name in socket.if_nameindex():
            try:
                answer = fcntl.ioctl(probe.fileno(), _SIOCGIFADDR, struct.pack("256s", name.encode()[:15]))
            except OSError:
                continue
            if answer[20:24] == wanted:
                return name
    return ""


def _find_interface_v6(local: str) -> str:
    wanted = socket.inet_pton(socket.AF_INET6, local.partition("%")[0]).hex()
    try:
        with open("/proc/net/if_inet6", encoding="ascii") as table:  # noqa: PTH123 - a kernel table, not a file
            return next((line.split()[-1] for line in table if line.startswith(wanted)), "")
    except OSError:
        return ""
