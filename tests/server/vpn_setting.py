"""A rule about the VPN put in force at the tests' company."""

from __future__ import annotations

import msgspec

from protocol.vpn import VpnRule
from server.services.policy import load_policy
from server.services.policy_setting import set_policy
from tests.server.house import House


def set_vpn(house: House, rule: VpnRule, ranges: tuple[str, ...]) -> None:
    """With ``ranges`` as the VPN's addresses."""
    with house.writing() as connection:
        policy = load_policy(connection)
        desk = msgspec.structs.replace(policy.desk, vpn=rule)
        set_policy(
            connection, house.central.node, msgspec.structs.replace(policy, desk=desk, vpn_ranges=ranges), "test"
        )
