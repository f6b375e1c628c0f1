"""What policy asks of the road to Central, kept in this desk's keyring (T2, decision 013)."""

from __future__ import annotations

import msgspec

from protocol.keeping import VaultDamaged
from protocol.vpn import VpnRule
from secure_store.keyring_store import DeviceKeyring
from secure_store.secret import Secret

_NAME = "vpn-rule"


class KeptVpnRule:
    """The rule in ``keyring``. One that is missing or cannot be read is the strictest: a VPN is required."""

    def __init__(self, keyring: DeviceKeyring) -> None:
        self._keyring = keyring

    def load(self) -> VpnRule:
        """The last rule that Central gave. KeyringMissing."""
        try:
            kept = self._keyring.get(_NAME)
        except VaultDamaged:
            return VpnRule(required=True)
        if kept is None:
            return VpnRule(required=True)
        with kept, kept.view() as view:
            try:
                return msgspec.json.decode(bytes(view), type=VpnRule)
            except (msgspec.MsgspecError, UnicodeDecodeError):
                return VpnRule(required=True)

    def save(self, rule: VpnRule) -> None:
        """Keep a newer rule. KeyringMissing."""
        with Secret.take(bytearray(msgspec.json.encode(rule))) as secret:
            self._keyring.put(_NAME, secret)
