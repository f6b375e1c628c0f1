"""The desk that gets killed: it writes into its real journal and delivers to a real Central, as fast as it can."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import app.road
import app.tls  # noqa: F401 - loaded before the fork, as the road below is
from app.central import CentralClient
from app.eventpush import push_events
from protocol.delivery import Receipt
from protocol.events import Act, Deed, Event, ObjectKind
from protocol.identifiers import make_identifier
from protocol.notes import VerifierKey
from secure_store.device import load_identity
from secure_store.folder import DeskFolder
from secure_store.journal import Journal
from secure_store.journal_anchor import Anchor, JournalAnchor
from secure_store.keyring_store import DeviceKeyring
from tests.faults.victims import Mouth, Stage

MOST_BETWEEN_PUSHES = 3


class TellingJournal(Journal):
    """The journal, telling where in its work it is."""

    mouth: Mouth

    def append(self, deed: Deed, ip: str = "") -> Event:
        """Tell before and after."""
        self.mouth.say(Stage.WRITING)
        event = super().append(deed, ip)
        self.mouth.say(Stage.WRITTEN, event.seq, event.id)
        return event

    def mark_delivered(self, receipt: Receipt, log: VerifierKey) -> None:
        """Tell before."""
        self.mouth.say(Stage.ANSWERED, receipt.last_seq)
        super().mark_delivered(receipt, log)


class TellingAnchor(JournalAnchor):
    """The keyring's memory of the journal, telling when it is written: the receipt is kept by then."""

    mouth: Mouth

    def write(self, anchor: Anchor) -> None:
        """Tell before."""
        self.mouth.say(Stage.KEPT, anchor.seq)
        super().write(anchor)


def work_until_killed(mouth: Mouth, path: Path, desk: str, seed: int) -> None:
    """Open the desk in ``path``, then write and deliver for ever."""
    draw = random.Random(seed)
    folder, keyring = DeskFolder(path), DeviceKeyring(desk=desk)
    identity = load_identity(folder, keyring)
    central = CentralClient(identity)
    mouth.say(Stage.OPENING)
    journal = TellingJournal.open(folder, identity.card.id, keyring)
    journal.mouth, journal._anchor = mouth, TellingAnchor(keyring, identity.card.id)
    journal._anchor.mouth = mouth
    mouth.say(Stage.READY)
    while True:
        for _ in range(draw.randint(1, MOST_BETWEEN_PUSHES)):
            journal.append(make_deed(draw))
        mouth.say(Stage.PUSHING)
        push_events(identity, central, journal)
        mouth.say(Stage.PUSHED, journal.delivered_upto())


def make_deed(draw: random.Random) -> Deed:
    """An act about some card, now and then with as much detail as a journal takes."""
    detail: dict[str, Any] = {"fill": "x" * draw.choice((0, 10, 1500))}
    return Deed(act=Act.CARD_OPENED, object_kind=ObjectKind.CARD, object_id=make_identifier(), detail=detail)
