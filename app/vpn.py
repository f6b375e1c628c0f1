"""Customer data over the VPN only: which way leads to Central, whether policy allows it, and when that changes (T2).

What policy asks comes from Central and is kept in this desk's keyring, so that it holds before anybody signs in. A desk
that has lost it takes it that a VPN is required (decision 013).
"""

from __future__ import annotations

import logging
import socket
from collections.abc import Callable
from contextlib import suppress
from enum import StrEnum
from fnmatch import fnmatchcase
from threading import Lock, Thread
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

from msgspec import Struct

from app.faults import name_fault
from app.routes.interface import Interface, InterfaceKind
from app.routes.system import RouteWatch, bind_to, find_interface
from protocol.road import VpnMissing
from protocol.vpn import VpnRule

if TYPE_CHECKING:
    from app.routes.system import RouteWatch as Watch

LOOK_EVERY_S, LOOK_SELDOM_S = 1.0, 30.0
"""Changes that the system tells of are looked at at once. The first is for what it might not tell; the second for where
it tells all (decision 020)."""
_TUNNELS = frozenset({InterfaceKind.WIREGUARD, InterfaceKind.IPSEC, InterfaceKind.TUN})
_log = logging.getLogger(__name__)


class RoadKind(StrEnum):
    """What the interface is."""

    LOOPBACK = "loopback"
    TUNNEL = "tunnel"
    DIRECT = "direct"
    NONE = "none"
    """No interface leads to Central now."""


class VpnState(Struct, frozen=True):
    """``interface`` is empty when there is no road. ``is_allowed``: whether policy lets this desk speak to Central by
    it; ``is_required``: whether policy asks for a VPN at all."""

    road: RoadKind
    interface: str
    is_allowed: bool = True
    is_required: bool = False


class RuleKeeper(Protocol):
    """Where the rule is kept."""

    def load(self) -> VpnRule:
        """The last one that Central gave."""

    def save(self, rule: VpnRule) -> None:
        """Keep a newer one."""


class VpnGuard:
    """The lock on the road to Central at ``origin`` (``https://host:port``). Any thread.

    While it watches, it tells its listeners, from its own thread, whenever the road or what policy says of it changes.
    """

    def __init__(self, origin: str, keeper: RuleKeeper) -> None:
        parts = urlsplit(origin)
        self._host, self._port, self._keeper = parts.hostname or "", parts.port or 443, keeper
        self.rule = keeper.load()
        self._addresses: tuple[str, ...] = ()
        self._listeners: list[Callable[[VpnState], None]] = []
        self._state: VpnState | None = None
        self._telling = Lock()
        self._watch: Watch | None = None
        self._thread: Thread | None = None

    @property
    def state(self) -> VpnState:
        """How things stand now. No packet is sent; Central's name is looked up if that was never done."""
        return self._judge(self._look())

    @property
    def latest(self) -> VpnState | None:
        """How things stood at the last look; None before the first."""
        return self._state

    def on_change(self, listener: Callable[[VpnState], None]) -> None:
        """Call ``listener`` with every new state, from the guard's thread, in the order of these calls."""
        self._listeners.append(listener)

    def adopt(self, rule: VpnRule) -> None:
        """Central gives the rule: keep it, go by it, and look at once. KeyringMissing when it cannot be kept; then the
        stricter one of both is not guessed at: the old one stays in force."""
        if rule == self.rule:
            return
        self._keeper.save(rule)
        self.rule = rule
        watch = self._watch
        if watch is not None:
            with suppress(OSError):  # it ends just now
                watch.ring()

    def check(self) -> None:
        """VpnMissing unless a request may leave now. Before every request: it costs a third of a millisecond, and
        nothing where policy asks for no VPN."""
        if self.rule.required:
            self._require(self._look())

    def enter(self) -> list[tuple[int, int, bytes]]:
        """Before a new connection: the options by which its socket stays on the allowed interface; VpnMissing."""
        if not self.rule.required:
            return []
        self._addresses = ()  # a name may have got another address
        interface = self._require(self._look())
        return [] if interface.kind is InterfaceKind.LOOPBACK else bind_to(interface)

    def start(self) -> None:
        """Begin to watch; nothing when it does already."""
        if self._thread is None:
            self._watch = RouteWatch()
            self._thread = Thread(target=self._run, args=(self._watch,), name="vpn", daemon=True)
            self._thread.start()

    def stop(self, timeout_s: float = 5) -> None:
        """Watch no more; what is asked is still checked."""
        thread, watch = self._thread, self._watch
        self._thread = self._watch = None
        if thread is not None and watch is not None:
            with suppress(OSError):  # it ends just now, by itself
                watch.ring()
            thread.join(timeout_s)

    def _run(self, watch: Watch) -> None:
        try:
            while watch is self._watch:
                try:
                    self._tell(self.state)
                except Exception as error:  # a fault of our own must not end the watch
                    _log.error("the road could not be watched: %s", name_fault(error))
                watch.wait(self._choose_pause(watch))
        finally:
            watch.close()

    def _choose_pause(self, watch: Watch) -> float:
        """Seconds. A road that is not there may only not have been judged, and a name not been found."""
        addresses, state = self._addresses, self._state
        is_known = bool(addresses) and state is not None and state.road is not RoadKind.NONE
        return LOOK_SELDOM_S if is_known and all(map(watch.tells_all, addresses)) else LOOK_EVERY_S

    def _tell(self, state: VpnState) -> None:
        with self._telling:
            if state == self._state:
                return
            self._state = state
            for listener in tuple(self._listeners):
                try:
                    listener(state)
                except Exception as error:  # the next ones are to blank their windows all the same
                    _log.error("a change of the road was not heard: %s", name_fault(error))

    def _look(self) -> Interface | None:
        """The interface to Central: of several addresses' the first that policy allows, else the first there is."""
        found = [each for each in map(_find, self._resolve()) if each is not None]
        return next((each for each in found if self._allows(each)), found[0] if found else None)

    def _resolve(self) -> tuple[str, ...]:
        if not self._addresses:
            try:
                answers = socket.getaddrinfo(self._host, self._port, type=socket.SOCK_STREAM)
            except OSError:
                return ()
            self._addresses = tuple(dict.fromkeys(str(answer[4][0]) for answer in answers))
        return self._addresses

    def _allows(self, interface: Interface) -> bool:
        if not interface.is_up:
            return False
        if interface.kind is InterfaceKind.LOOPBACK:
            return self.rule.loopback
        kinds = {kind.value for kind in self.rule.kinds}
        return interface.kind.value in kinds and any(fnmatchcase(interface.name, name) for name in self.rule.names)

    def _require(self, interface: Interface | None) -> Interface:
        if interface is None:
            raise VpnMissing(interface="-")
        if not self._allows(interface):
            raise VpnMissing(interface=interface.name)
        return interface

    def _judge(self, interface: Interface | None) -> VpnState:
        required = self.rule.required
        if interface is None:
            return VpnState(RoadKind.NONE, "", not required, required)
        roads = {InterfaceKind.LOOPBACK: RoadKind.LOOPBACK, **dict.fromkeys(_TUNNELS, RoadKind.TUNNEL)}
        road = roads.get(interface.kind, RoadKind.DIRECT)
        return VpnState(road, interface.name, not required or self._allows(interface), required)


def _find(address: str) -> Interface | None:
    try:
        return find_interface(address)
    except OSError:  # what cannot be judged is not allowed
        return None
