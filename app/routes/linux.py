"""Linux: the kernel's own word by rtnetlink (rtnetlink(7), RFC 3549), which any user may ask for.

It is asked some ten times in an agent's minute, by three messages; pyroute2 would take a quarter of a second to load.
What cannot be seen: IPsec by policies alone, without an interface. Whether the kernel would encrypt a packet is told
only to root (``CAP_NET_ADMIN``), so such a road counts as none; an xfrm interface shows what it is.
"""

from __future__ import annotations

import errno
import os
import select
import socket
import struct
import sys
from collections.abc import Iterator
from contextlib import suppress

from app.routes.interface import Interface, InterfaceKind

if sys.platform != "win32":
    _ROUTE = 0  # NETLINK_ROUTE
    _GET_LINK, _GET_ROUTE, _ERROR = 18, 26, 2
    _REQUEST = 1
    _DESTINATION, _OUTWARD = 1, 4  # RTA_DST, RTA_OIF
    _NAME, _LINK_INFO, _INFO_KIND = 3, 18, 1  # IFLA_…
    _NESTED = 0x3FFF
    _LOOPBACK = 772  # ARPHRD_LOOPBACK
    _UP, _RUNNING = 0x1, 0x40  # IFF_…
    _HEADER, _ROUTE_MESSAGE, _LINK_MESSAGE = struct.Struct("=IHHII"), struct.Struct("=8BI"), struct.Struct("=BxHiII")
    _ATTRIBUTE = struct.Struct("=HH")
    _GROUPS = 0x1 | 0x10 | 0x40 | 0x80 | 0x100 | 0x400 | 1 << 18 | 1 << 23 | 1 << 24
    """RTMGRP_LINK; addresses, routes, rules and settings (RTNLGRP_…_NETCONF) of IPv4 and IPv6."""
    _SOL_NETLINK, _ADD_MEMBERSHIP, _NEXT_HOPS = 270, 1, 32
    """RTNLGRP_NEXTHOP has no bit in a mask of 32."""
    _KINDS = {
        "wireguard": InterfaceKind.WIREGUARD,
        "xfrm": InterfaceKind.IPSEC,
        "vti": InterfaceKind.IPSEC,
        "vti6": InterfaceKind.IPSEC,
        "tun": InterfaceKind.TUN,
    }
    """IFLA_INFO_KIND, which the kernel's drivers give themselves."""

    def find_interface(address: str) -> Interface | None:
        """The interface by which a packet to ``address`` would leave now; None when no route leads there. OSError when
        the kernel does not answer."""
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        packed = socket.inet_pton(family, address.partition("%")[0])
        with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW | socket.SOCK_CLOEXEC, _ROUTE) as kernel:
            kernel.settimeout(5)
            kernel.bind((0, 0))
            message = _ROUTE_MESSAGE.pack(family, len(packed) * 8, 0, 0, 0, 0, 0, 0, 0)
            try:
                route = _ask(kernel, _GET_ROUTE, message + _write_attribute(_DESTINATION, packed))
            except OSError as error:
                if error.errno in (errno.ENETUNREACH, errno.EHOSTUNREACH, errno.EACCES, errno.EINVAL):
                    return None
                raise
            outward = dict(_read_attributes(route[_ROUTE_MESSAGE.size :])).get(_OUTWARD)
            if outward is None:
                return None
            index = int.from_bytes(outward, "little" if struct.pack("=H", 1)[0] else "big")
            return _describe(_ask(kernel, _GET_LINK, _LINK_MESSAGE.pack(0, 0, index, 0, 0)))

    def bind_to(interface: Interface) -> list[tuple[int, int, bytes]]:
        """The options that keep a socket on ``interface`` for as long as it lives, whatever the routes become. Since
        Linux 5.7 no right is needed for it; where the kernel refuses, the connection fails."""
        return [(socket.SOL_SOCKET, socket.SO_BINDTODEVICE, os.fsencode(interface.name) + b"\0")]

    class RouteWatch:
        """Says when interfaces, addresses, routes or rules change. Belongs to one thread; ``close`` from any."""

        def __init__(self) -> None:
            self._kernel = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW | socket.SOCK_CLOEXEC, _ROUTE)
            self._kernel.setblocking(False)
            self._kernel.bind((0, _GROUPS))
            with suppress(OSError):  # before Linux 5.3 there are no such objects
                self._kernel.setsockopt(_SOL_NETLINK, _ADD_MEMBERSHIP, _NEXT_HOPS)
            self._bell, self._ringer = socket.socketpair()

        def wait(self, timeout_s: float) -> None:
            """Until something changes, :meth:`ring` is called, or the time is over."""
            ready, _, _ = select.select([self._kernel, self._bell], [], [], timeout_s)
            if self._bell in ready:
                self._bell.recv(64)
            while self._kernel in ready:
                try:
                    self._kernel.recv(1 << 16)
                except BlockingIOError:
                    return
                except OSError as error:  # more changed than its buffer holds: something did
                    if error.errno != errno.ENOBUFS:
                        raise

        def tells_all(self, address: str) -> bool:
            """Whether all that leads packets to ``address`` another way ends :meth:`wait`. Not with IPv6: a route that
            a router told of runs out before the kernel says so."""
            return ":" not in address

        def ring(self) -> None:
            """Let who waits look now."""
            self._ringer.send(b"\0")

        def close(self) -> None:
            """Give the sockets back."""
            for each in (self._kernel, self._bell, self._ringer):
                each.close()

    def _ask(kernel: socket.socket, kind: int, message: bytes) -> bytes:
        """The body of the kernel's answer; OSError with its errno when it refuses."""
        kernel.send(_HEADER.pack(_HEADER.size + len(message), kind, _REQUEST, 1, 0) + message)
        answer = kernel.recv(1 << 16)
        length, answered, *_ = _HEADER.unpack_from(answer)
        body = answer[_HEADER.size : length]
        if answered == _ERROR:
            code = -int(struct.unpack_from("=i", body)[0])
            raise OSError(code, os.strerror(code))
        return body

    def _describe(link: bytes) -> Interface:
        _, hardware, _, flags, _ = _LINK_MESSAGE.unpack_from(link)
        attributes = dict(_read_attributes(link[_LINK_MESSAGE.size :]))
        kind = dict(_read_attributes(attributes.get(_LINK_INFO, b""))).get(_INFO_KIND, b"")
        known = InterfaceKind.LOOPBACK if hardware == _LOOPBACK else _KINDS.get(_read_text(kind), InterfaceKind.OTHER)
        is_up = bool(flags & _UP and flags & _RUNNING)
        return Interface(_read_text(attributes.get(_NAME, b"")), known, is_up)

    def _read_text(value: bytes) -> str:
        return os.fsdecode(value.partition(b"\0")[0])

    def _write_attribute(kind: int, value: bytes) -> bytes:
        length = _ATTRIBUTE.size + len(value)
        return _ATTRIBUTE.pack(length, kind) + value + bytes(-length % 4)

    def _read_attributes(data: bytes) -> Iterator[tuple[int, bytes]]:
        place = 0
        while place + _ATTRIBUTE.size <= len(data):
            length, kind = _ATTRIBUTE.unpack_from(data, place)
            if length < _ATTRIBUTE.size:
                return
            yield kind & _NESTED, data[place + _ATTRIBUTE.size : place + length]
            place += (length + 3) & ~3
