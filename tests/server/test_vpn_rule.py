"""Which addresses are the VPN's, and which rules about it can be put in force (T2)."""

from __future__ import annotations

import msgspec
import pytest

from protocol.administration import ConfigurationWrong
from protocol.road import OutsideVpn
from protocol.vpn import VpnRule
from server.services.policy import Policy
from server.services.vpn import require_vpn
from tests.server.vpn_setting import set_vpn


@pytest.mark.parametrize(
    ("address", "inside"),
    [
        ("10.8.0.7", True),
        ("::ffff:10.8.0.7", True),
        ("fd00:8::2", True),
        ("10.8.1.7", False),
        ("192.0.2.1", False),
        ("127.0.0.1", False),
        ("::1", False),
        ("", False),
        ("10.8.0.7, 192.0.2.1", False),
    ],
)
def test_only_an_address_of_the_vpn_is_inside(address: str, inside: bool) -> None:
    desk = msgspec.structs.replace(Policy().desk, vpn=VpnRule(required=True))
    policy = Policy(desk=desk, vpn_ranges=("10.8.0.0/24", "fd00:8::/64"))
    if inside:
        require_vpn(policy, address)
    else:
        with pytest.raises(OutsideVpn):
            require_vpn(policy, address)


@pytest.mark.parametrize(
    ("rule", "ranges"),
    [
        (VpnRule(required=True), ()),
        (VpnRule(required=True, kinds=()), ("10.8.0.0/24",)),
        (VpnRule(required=True, names=()), ("10.8.0.0/24",)),
        (VpnRule(), ("10.8.0.7/24",)),
        (VpnRule(), ("the VPN",)),
    ],
)
def test_a_rule_that_no_desk_could_meet_is_not_put_in_force(house, rule: VpnRule, ranges: tuple[str, ...]) -> None:
    with pytest.raises(ConfigurationWrong):
        set_vpn(house, rule, ranges)
