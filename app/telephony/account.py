"""As whom the telephone signs on to the PBX: as this desk, by its own certificate (T1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.telephony.port import PhoneAccount
from secure_store.storing import translate_os_errors

if TYPE_CHECKING:
    from protocol.telephones import PhoneRule
    from secure_store.device import DeviceIdentity


def make_account(identity: DeviceIdentity, rule: PhoneRule) -> PhoneAccount:
    """This desk's account at the PBX of ``rule``; the telephone owns the key's bytes from then on."""
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    key = bytearray(identity.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    with translate_os_errors():
        trust, certificate = identity.ca_path.read_bytes(), identity.certificate_path.read_bytes()
    return PhoneAccount(
        host=rule.host, port=rule.port, desk=identity.card.id, trust_pem=trust, certificate_pem=certificate, key_pem=key
    )
