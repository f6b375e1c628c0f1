"""What a desk knows of a network interface, on whatever system."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class InterfaceKind(StrEnum):
    """What the system says that an interface is; its name proves nothing. The tunnels are named as in policy."""

    LOOPBACK = "loopback"
    WIREGUARD = "wireguard"
    IPSEC = "ipsec"
    TUN = "tun"
    OTHER = "other"


@dataclass(frozen=True)
class Interface:
    """``is_up``: it is switched on and something stands behind it."""

    name: str
    kind: InterfaceKind
    is_up: bool = True
