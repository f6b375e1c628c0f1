"""Customer data goes to addresses of the VPN alone, where policy requires one (T2, decision 013).

The address is the connection's own. What a header says of another one (``X-Forwarded-For``) anybody may write.
"""

from __future__ import annotations

from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from protocol.administration import ConfigurationWrong
from protocol.road import OutsideVpn
from server.services.policy import Policy


def require_vpn(policy: Policy, address: str) -> None:
    """OutsideVpn unless ``policy`` lets a desk at ``address`` have customer data."""
    if not policy.desk.vpn.required:
        return
    seen = _read_address(address)
    if seen is None or not _is_inside(policy, seen):
        raise OutsideVpn(address=address or "-")


def check_vpn(policy: Policy) -> None:
    """ConfigurationWrong for ranges that are none, and for a rule that no desk could meet."""
    for text in policy.vpn_ranges:
        try:
            ip_network(text)
        except ValueError as error:
            raise ConfigurationWrong(
                setting="vpn_ranges", reason=f"{text} is not a range such as 10.8.0.0/24"
            ) from error
    rule = policy.desk.vpn
    if not rule.required:
        return
    if not rule.loopback and not (policy.vpn_ranges and rule.kinds and rule.names):
        reason = "a VPN is required, but kinds, names or vpn_ranges are empty: no desk could work"
        raise ConfigurationWrong(setting="desk.vpn", reason=reason)


def _is_inside(policy: Policy, seen: IPv4Address | IPv6Address) -> bool:
    if seen.is_loopback:
        return policy.desk.vpn.loopback
    return any(seen in network for network in _read_ranges(policy.vpn_ranges))


def _read_address(text: str) -> IPv4Address | IPv6Address | None:
    try:
        seen = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    return seen.ipv4_mapped or seen if isinstance(seen, IPv6Address) else seen


@lru_cache(maxsize=8)
def _read_ranges(ranges: tuple[str, ...]) -> tuple[IPv4Network | IPv6Network, ...]:
    return tuple(map(ip_network, ranges))
