"""A desk meets its Central once, with a ticket, and renews its certificate in time (decision 001)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.central import CentralClient
    from secure_store.device import DeviceIdentity
    from secure_store.folder import DeskFolder
    from secure_store.keyring_store import DeviceKeyring


def enrol_desk(ticket_text: str, device_name: str, folder: DeskFolder, keyring: DeviceKeyring) -> DeviceIdentity:
    raise NotImplementedError


def renew_if_due(identity: DeviceIdentity, central: CentralClient) -> bool:
    raise NotImplementedError
