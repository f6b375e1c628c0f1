"""The road to Central, judged by the kernel of this machine, and by structures of Windows that are laid out by hand."""

from __future__ import annotations

import ctypes
import socket
from collections.abc import Callable
from threading import enumerate as enumerate_threads

import pytest

from app.desk import Desk
from app.routes import windows
from app.routes.interface import InterfaceKind
from app.routes.system import RouteWatch
from app.routes.windows import MibIfRow2, describe_row, write_address
from app.vpn import RoadKind, VpnGuard, VpnState
from protocol.delivery import ChainHead
from protocol.events import Act
from protocol.road import VpnMissing
from protocol.vpn import TunnelKind, VpnRule
from secure_store.device import DeviceIdentity
from secure_store.keyring_store import DeviceKeyring
from secure_store.secret import Secret
from secure_store.vpn_rule import KeptVpnRule
from tests.app.loopback import LoopbackCentral
from tests.waiting import wait_for

HEAD = "/v1/events/head"


@pytest.fixture
def guard(identity: DeviceIdentity, keyring: DeviceKeyring) -> VpnGuard:
    """A lock on the road to the loopback Central."""
    return VpnGuard(identity.card.central, KeptVpnRule(keyring))


def test_the_road_to_loopback_is_called_so(guard: VpnGuard) -> None:
    assert guard.state == VpnState(RoadKind.LOOPBACK, "lo")


def test_no_road_is_called_none(keyring: DeviceKeyring) -> None:
    state = VpnGuard("https://no-such-host.invalid", KeptVpnRule(keyring)).state
    assert (state.road, state.is_required, state.is_allowed) == (RoadKind.NONE, True, False)


def test_the_rule_comes_with_enrolment_and_holds_before_anybody_signs_in(desk: Desk, keyring: DeviceKeyring) -> None:
    assert KeptVpnRule(keyring).load() == VpnRule()
    desk.vpn.adopt(VpnRule(required=True, names=("wg*",)))
    assert KeptVpnRule(keyring).load() == VpnRule(required=True, names=("wg*",))


@pytest.mark.parametrize(
    "spoil", [lambda ring: ring.delete("vpn-rule"), lambda ring: ring.put("vpn-rule", _take(b"{}}"))]
)
def test_a_desk_that_lost_its_rule_takes_it_that_a_vpn_is_required(
    desk: Desk, keyring: DeviceKeyring, spoil: Callable[[DeviceKeyring], None]
) -> None:
    spoil(keyring)
    assert KeptVpnRule(keyring).load() == VpnRule(required=True)


def _take(content: bytes) -> Secret:
    return Secret.take(bytearray(content))


def test_without_the_vpn_nothing_is_sent_over_a_kept_connection_or_a_new_one(
    desk: Desk, central: LoopbackCentral
) -> None:
    desk.central.call("GET", HEAD, ChainHead)
    before = len(central.asked)
    desk.vpn.adopt(VpnRule(required=True))
    for _ in range(2):
        with pytest.raises(VpnMissing) as missing:
            desk.central.call("GET", HEAD, ChainHead)
        assert missing.value.facts["interface"] == "lo"
        desk.central.reload()
    assert len(central.asked) == before
    desk.vpn.adopt(VpnRule(required=True, loopback=True))
    assert desk.central.call("GET", HEAD, ChainHead).next_seq == 1


def test_a_watch_that_ends_before_it_is_rung_is_stopped_all_the_same(
    guard: VpnGuard, monkeypatch: pytest.MonkeyPatch
) -> None:
    ring = RouteWatch.ring

    def ring_late(watch: RouteWatch) -> None:
        wait_for(lambda: not any(thread.name == "vpn" for thread in enumerate_threads()))
        ring(watch)

    monkeypatch.setattr("app.vpn.LOOK_SELDOM_S", 1.0)
    guard.start()
    wait_for(lambda: guard.latest is not None)
    monkeypatch.setattr(RouteWatch, "ring", ring_late)
    guard.stop()


def test_a_lost_vpn_and_its_return_are_told_and_recorded(desk: Desk) -> None:
    from app.desk import RoadLog

    heard: list[VpnState] = []
    desk.vpn.on_change(RoadLog(desk).hear)
    desk.vpn.on_change(heard.append)
    desk.vpn.start()
    try:
        wait_for(lambda: heard)
        desk.vpn.adopt(VpnRule(required=True))
        wait_for(lambda: not heard[-1].is_allowed)
        desk.vpn.adopt(VpnRule())
        wait_for(lambda: heard[-1].is_allowed)
    finally:
        desk.vpn.stop()
    from protocol.events import decode_event

    events = [decode_event(data) for data in desk.trail.journal.events_from(1)]
    found = [(event.act, event.detail) for event in events if event.act in (Act.VPN_LOST, Act.VPN_REGAINED)]
    facts = {"interface": "lo", "road": "loopback"}
    assert found == [(Act.VPN_LOST, facts), (Act.VPN_REGAINED, facts)]


def describe(kind: int, description: str, alias: str = "road", is_up: bool = True) -> InterfaceKind:
    """What a Windows adapter is taken for."""
    row = MibIfRow2(Type=kind, OperStatus=1 if is_up else 2)
    for field, text in ((row.Alias, alias), (row.Description, description)):
        units = text.encode("utf-16-le")
        ctypes.memmove(field, units, len(units))
    found = describe_row(row)
    assert (found.name, found.is_up) == (alias, is_up)
    return found.kind


@pytest.mark.parametrize(
    ("kind", "description", "told"),
    [
        (24, "Software Loopback Interface 1", InterfaceKind.LOOPBACK),
        (53, "WireGuard Tunnel", InterfaceKind.WIREGUARD),
        (53, "Wintun Userspace Tunnel", InterfaceKind.TUN),
        (6, "TAP-Windows Adapter V9", InterfaceKind.TUN),
        (131, "Microsoft IP-HTTPS Platform Adapter", InterfaceKind.TUN),
        (23, "WAN Miniport (IKEv2)", InterfaceKind.IPSEC),
        (23, "WAN Miniport (PPTP)", InterfaceKind.OTHER),
        (6, "WireGuard Tunnel", InterfaceKind.OTHER),
        (71, "Intel(R) Wi-Fi 6", InterfaceKind.OTHER),
    ],
)
def test_a_windows_adapter_is_told_by_its_type_and_driver(kind: int, description: str, told: InterfaceKind) -> None:
    assert describe(kind, description, alias="隧道") is told


def test_the_windows_structures_are_as_documented() -> None:
    assert ctypes.sizeof(MibIfRow2) == 1352
    offsets = {
        "Alias": 28,
        "Description": 542,
        "Mtu": 1124,
        "Type": 1128,
        "OperStatus": 1156,
        "TransmitLinkSpeed": 1192,
    }
    assert {name: getattr(MibIfRow2, name).offset for name in offsets} == offsets
    assert len(write_address("10.0.0.1")) == 16
    assert len(write_address("fe80::1%3")) == 28
    assert write_address("10.0.0.1")[:2] == (2).to_bytes(2, "little")
    assert write_address("::1")[:2] == (23).to_bytes(2, "little")
    assert write_address("::1")[8:24] == socket.inet_pton(socket.AF_INET6, "::1")
    assert (windows.IF_TYPE_PPP, windows.IF_TYPE_SOFTWARE_LOOPBACK) == (23, 24)
    assert (windows.IF_TYPE_PROP_VIRTUAL, windows.IF_TYPE_TUNNEL) == (53, 131)


def test_the_kinds_of_policy_are_the_system_s() -> None:
    assert {kind.value for kind in TunnelKind} <= {kind.value for kind in InterfaceKind}
