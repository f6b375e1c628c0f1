"""All that a window may call, in one bag. Built and joined in ``ui/main.py``; decides nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.approvals import ApprovalService
    from app.cards import CardService
    from app.central import CentralClient
    from app.inbox import InboxListener
    from app.outcomes import OutcomeService
    from app.oversight import OversightService
    from app.reveal import RevealService
    from app.session import SessionKeeper
    from app.sync import SyncLoop
    from app.trail import Trail
    from secure_store.device import DeviceIdentity
    from secure_store.folder import DeskFolder
    from secure_store.keyring_store import DeviceKeyring


@dataclass(frozen=True)
class Desk:
    """An enrolled desk, joined together."""

    folder: DeskFolder
    identity: DeviceIdentity
    keyring: DeviceKeyring
    central: CentralClient
    trail: Trail
    keeper: SessionKeeper
    cards: CardService
    outcomes: OutcomeService
    reveals: RevealService
    approvals: ApprovalService
    oversight: OversightService
    sync: SyncLoop
    inbox: InboxListener
