"""What a desk knows of a network interface, on whatever system."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class InterfaceKind(StrEnum):
    """What the system says that an interface is; its name proves nothing. The tunnels are named as in policy."""

    LOOPBACK = "loopback"
    WIREGUARD = "wireguard"
    IPSEC = "ipsec"
    TUN = "tun"
    OTHER = "other"


class Interface(Struct, frozen=True):
    """``is_up``: it is switched on and something stands behind it."""

    name: str
    kind: InterfaceKind
    is_up: bool = True
