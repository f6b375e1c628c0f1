"""What policy asks of the way between desks and Central (T2, decision 013)."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from msgspec import Meta, Struct

Pattern = Annotated[str, Meta(min_length=1, max_length=64)]


class TunnelKind(StrEnum):
    """What an interface is to the operating system, whatever it is called."""

    WIREGUARD = "wireguard"
    IPSEC = "ipsec"
    """An interface of the kernel's IPsec: xfrm or VTI on Linux, IKEv2 or L2TP on Windows."""
    TUN = "tun"
    """Any program's tunnel; wireguard-go and OpenVPN show as this."""


class VpnRule(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which interfaces may carry a desk's traffic to Central, where it is ``required`` that a VPN does.

    The interface must be of one of ``kinds``, and its name must match one of ``names`` (``*`` and ``?`` as in a
    shell). ``loopback``: a Central on the desk's own machine counts as well, as in the demo.
    """

    required: bool = False
    kinds: tuple[TunnelKind, ...] = tuple(TunnelKind)
    names: tuple[Pattern, ...] = ("*",)
    loopback: bool = False
