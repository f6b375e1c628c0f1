"""Windows: the IP Helper's own word (iphlpapi.dll, netioapi.h).

What an adapter is, it says by its IfType and, where that is one for every driver, by its driver's description. A socket
is not held to its interface here, as it is on Linux: the road is looked at before each request and at every change.
"""

from __future__ import annotations

import ctypes
import socket
import struct
import sys
from ctypes import c_int32, c_uint8, c_uint16, c_uint32, c_uint64, c_void_p
from threading import Event
from typing import Any

from app.routes.interface import Interface, InterfaceKind

NO_ERROR, AF_UNSPEC, AF_INET, AF_INET6 = 0, 0, 2, 23
IF_TYPE_PPP, IF_TYPE_SOFTWARE_LOOPBACK, IF_TYPE_PROP_VIRTUAL, IF_TYPE_TUNNEL = 23, 24, 53, 131
IF_OPER_STATUS_UP = 1
_UNREACHABLE = (1231, 1232, 1168)  # ERROR_NETWORK_UNREACHABLE, ERROR_HOST_UNREACHABLE, ERROR_NOT_FOUND
_IPSEC = ("WAN Miniport (IKEv2)", "WAN Miniport (L2TP)")
_WIREGUARD = "WireGuard Tunnel"
"""WireGuardNT's driver; its interface is IF_TYPE_PROP_VIRTUAL, as that of any other virtual one."""
_TUN = ("Wintun", "TAP-Windows", "TAP-Win32", "OpenVPN")


class MibIfRow2(ctypes.Structure):
    """MIB_IF_ROW2, 1,352 bytes: what is known of an interface."""

    _fields_ = (
        ("InterfaceLuid", c_uint64),
        ("InterfaceIndex", c_uint32),
        ("InterfaceGuid", c_uint8 * 16),
        ("Alias", c_uint16 * 257),
        ("Description", c_uint16 * 257),
        ("PhysicalAddressLength", c_uint32),
        ("PhysicalAddress", c_uint8 * 32),
        ("PermanentPhysicalAddress", c_uint8 * 32),
        ("Mtu", c_uint32),
        ("Type", c_uint32),
        ("TunnelType", c_int32),
        ("MediaType", c_int32),
        ("PhysicalMediumType", c_int32),
        ("AccessType", c_int32),
        ("DirectionType", c_int32),
        ("InterfaceAndOperStatusFlags", c_uint8),
        ("OperStatus", c_int32),
        ("AdminStatus", c_int32),
        ("MediaConnectState", c_int32),
        ("NetworkGuid", c_uint8 * 16),
        ("ConnectionType", c_int32),
        ("TransmitLinkSpeed", c_uint64),
        ("ReceiveLinkSpeed", c_uint64),
        ("Counters", c_uint64 * 18),
    )


def find_interface(address: str) -> Interface | None:
    """The interface by which a packet to ``address`` would leave now; None when no route leads there. OSError when the
    system does not answer."""
    index = c_uint32()
    failed = _load().GetBestInterfaceEx(write_address(address), ctypes.byref(index))
    if failed in _UNREACHABLE:
        return None
    _require(failed)
    row = MibIfRow2(InterfaceIndex=index.value)
    _require(_load().GetIfEntry2(ctypes.byref(row)))
    return describe_row(row)


def bind_to(interface: Interface) -> list[tuple[int, int, bytes]]:  # noqa: ARG001 - as on Linux
    """No options: see above."""
    return []


def describe_row(row: MibIfRow2) -> Interface:
    """What a row says."""
    return Interface(_read_wide(row.Alias), _judge_kind(row), row.OperStatus == IF_OPER_STATUS_UP)


def write_address(address: str) -> bytes:
    """A SOCKADDR_IN or SOCKADDR_IN6 without a port."""
    if ":" in address:
        return (
            struct.pack("<HHI", AF_INET6, 0, 0)
            + socket.inet_pton(socket.AF_INET6, address.partition("%")[0])
            + bytes(4)
        )
    return struct.pack("<HH", AF_INET, 0) + socket.inet_aton(address) + bytes(8)


class RouteWatch:
    """Says when routes or interfaces change, by callbacks of the system's own thread. ``close`` from any thread."""

    def __init__(self) -> None:
        self._changed = Event()
        self._handles: list[c_void_p] = []
        self._callback = _make_callback(self._changed)
        for name in ("NotifyRouteChange2", "NotifyIpInterfaceChange"):
            handle = c_void_p()
            notify = getattr(_load(), name)
            _require(notify(c_uint16(AF_UNSPEC), self._callback, None, c_uint8(0), ctypes.byref(handle)))
            self._handles.append(handle)

    def wait(self, timeout_s: float) -> None:
        """Until something changes, :meth:`ring` is called, or the time is over."""
        self._changed.wait(timeout_s)
        self._changed.clear()

    def tells_all(self, address: str) -> bool:  # noqa: ARG002 - as on Linux
        """Whether all that leads packets to ``address`` another way ends :meth:`wait`: not known of Windows."""
        return False

    def ring(self) -> None:
        """Let who waits look now."""
        self._changed.set()

    def close(self) -> None:
        """Hear no more."""
        while self._handles:
            _load().CancelMibChangeNotify2(self._handles.pop())


def _judge_kind(row: MibIfRow2) -> InterfaceKind:
    description = _read_wide(row.Description)
    if row.Type == IF_TYPE_SOFTWARE_LOOPBACK:
        return InterfaceKind.LOOPBACK
    if row.Type == IF_TYPE_PPP and description.startswith(_IPSEC):
        return InterfaceKind.IPSEC
    if row.Type == IF_TYPE_PROP_VIRTUAL and description.startswith(_WIREGUARD):
        return InterfaceKind.WIREGUARD
    if row.Type == IF_TYPE_TUNNEL or description.startswith(_TUN):
        return InterfaceKind.TUN
    return InterfaceKind.OTHER


def _read_wide(text: Any) -> str:
    return bytes(text).decode("utf-16-le", "replace").partition("\0")[0]


def _make_callback(changed: Event) -> Any:
    def hear(_context: int | None, _row: int | None, _kind: int) -> None:
        changed.set()

    if sys.platform == "win32":
        return ctypes.WINFUNCTYPE(None, c_void_p, c_void_p, c_int32)(hear)
    raise OSError("this is not Windows")


def _load() -> Any:
    if sys.platform == "win32":
        return ctypes.WinDLL("iphlpapi")
    raise OSError("this is not Windows")


def _require(failed: int) -> None:
    if failed != NO_ERROR:
        raise OSError(failed, "the IP Helper refused")
